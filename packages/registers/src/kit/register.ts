/** A register: one kind of field record, declared once. Everything else is derived from the declaration. */
import { area } from './kinds/area.ts'
import { code } from './kinds/code.ts'
import { instant } from './kinds/instant.ts'
import type { Field, Fields } from './field.ts'

/** A named change of state; the permission is `<register>.<action>`. */
export type Action = {
  from: readonly string[]
  to: string
  /** Roles that may do it. */
  by: readonly string[]
  /** A reason in words is asked for. */
  reason?: boolean
  /** Done by the folder around the register, which asks for more than a reason: the kit gives it neither route nor button. */
  apart?: boolean
  /** The area column that must lie in the actor's areas; `areaId` unless said. */
  at?: string
}

/** What any register can do beside its own named actions. */
export const commonDeeds = ['read', 'create', 'update', 'import', 'export', 'reveal', 'void'] as const
export type Deed = (typeof commonDeeds)[number]

export type Declaration = {
  /** The field a record is called by. */
  title: string
  fields: Fields
  /** Further area fields that place the record: those areas see it too. */
  areas?: readonly string[]
  /** Reference data: every post with `read` sees every row; writing stays with the row's area. */
  open?: boolean
  /** The first one is the state of a new record. */
  states: readonly [string, ...string[]]
  actions: Readonly<Record<string, Action>>
  list: readonly string[]
  filters: readonly string[]
  /** The field a list is sorted by, greatest first. */
  order: string
  /** Whether phones hold it. */
  phones: boolean
  /** Records come in by the thousand: the audit of new ones is written once a statement. */
  bulk?: boolean
  /** Permissions of other registers under which records come in together with theirs, as people do with the cases of a line list. */
  enteredWith?: readonly string[]
  may: Readonly<Record<Deed, readonly string[]>>
}

export type Register = Declaration & { name: string; areas: readonly string[]; open: boolean; bulk: boolean; enteredWith: readonly string[] }

/** Columns of every record that people see in lists and filters though no declaration names them. */
export const commonFields = { areaId: area({ required: true, fixed: true }), createdAt: instant({ required: true, fixed: true }) } as const

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
const FIELD = /^[a-z][a-zA-Z0-9]*$/
const ACTION = /^[a-z]+(-[a-z]+)*$/
const TAKEN = new Set(['id', 'areaId', 'state', 'stateReason', 'version', 'createdAt', 'createdBy', 'updatedAt', 'voidedAt', 'voidReason', 'searchKey',
  'order', 'group', 'user', 'from', 'to', 'table', 'q', 'sort', 'after', 'limit', 'reveal', 'voided'])

/** Declares a register. Throws on a declaration that contradicts itself, so a mistake stops the start and not a user. */
export function defineRegister(name: string, declaration: Declaration): Register {
  const register = { ...declaration, name, areas: ['areaId', ...(declaration.areas ?? [])], open: declaration.open ?? false,
    bulk: declaration.bulk ?? false, enteredWith: declaration.enteredWith ?? [] }
  const faults = [...nameFaults(register), ...fieldFaults(register), ...stateFaults(register)]
  if (faults.length > 0) throw new Error(`register ${name}: ${faults.join('; ')}`)
  return register
}

function nameFaults({ name, fields, actions }: Register): string[] {
  const deeds: readonly string[] = commonDeeds
  return [
    ...(NAME.test(name) ? [] : ['name is no SQL name']),
    ...Object.keys(fields).filter((each) => !FIELD.test(each) || TAKEN.has(each)).map((each) => `field ${each} cannot be called so`),
    ...Object.keys(actions).filter((each) => !ACTION.test(each) || deeds.includes(each)).map((each) => `action ${each} cannot be called so`),
  ]
}

function fieldFaults(register: Register): string[] {
  const named = [...register.list, ...register.filters, ...register.areas, register.order, register.title]
  const unknown = named.filter((each) => each !== 'state' && !(each in placedFields(register)))
  const told = [...register.filters, ...register.areas, register.order, register.title].filter((each) => register.fields[each]?.sensitive)
  const searched = Object.entries(register.fields).filter(([, field]) => field.sensitive && field.search).map(([each]) => each)
  const unsure = placedFields(register)[register.order]?.required ? [] : [`order ${register.order} must be required`]
  const loose = register.areas.filter((each) => placedFields(register)[each]?.fixed === false)
  return [
    ...unsure,
    ...unknown.map((each) => `no field ${each}`),
    ...[...told, ...searched].map((each) => `sensitive ${each} would be told by a filter, an order or a search`),
    ...loose.map((each) => `area field ${each} must be fixed`),
  ]
}

function stateFaults({ states, actions }: Register): string[] {
  return Object.entries(actions).flatMap(([name, action]) =>
    [...action.from, action.to].filter((state) => !states.includes(state)).map((state) => `action ${name} names no state ${state}`))
}

/** Every field of a record with its place and time: declared ones after `areaId`, `createdAt` last. */
export function placedFields(register: Register): Record<string, Field> {
  return { areaId: commonFields.areaId, ...register.fields, createdAt: commonFields.createdAt }
}

/** Fields a writer gives: `areaId` and the declared ones. */
export function writtenFields(register: Register): Record<string, Field> {
  return { areaId: commonFields.areaId, ...register.fields }
}

/** The state as a code field, so that lists, filters and exports treat it like any other. */
export function stateField(register: Register): Field {
  return code(register.states, { required: true, fixed: true })
}

/** Names of the sensitive fields. */
export function sensitiveFields(register: Register): string[] {
  return Object.keys(register.fields).filter((name) => register.fields[name]?.sensitive)
}

/** `stockMovement` → `stock_movement`: the column of a field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Every permission of a register with the roles that hold it. */
export function permissionsOf(register: Register): { permission: string; roles: readonly string[] }[] {
  const deeds = commonDeeds.map((deed) => ({ permission: `${register.name}.${deed}`, roles: register.may[deed] }))
  const actions = Object.entries(register.actions).map(([action, { by }]) => ({ permission: `${register.name}.${action}`, roles: by }))
  return [...deeds, ...actions].filter(({ roles }) => roles.length > 0)
}

/** The actions that the kit itself does, by name. */
export function ownActions(register: Register): [string, Action][] {
  return Object.entries(register.actions).filter(([, { apart }]) => !apart)
}

/** Fields a list can be sorted by. */
export function sortableFields(register: Register): string[] {
  const placed = placedFields(register)
  return Object.keys(placed).filter((name) => !placed[name]?.sensitive && !['list', 'place'].includes(placed[name]?.kind ?? ''))
}
