import { Problem } from './problem.ts'
import type { Scope, Who } from './who.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const PERMISSION = /^[a-z][a-z_-]*\.[a-z][a-z-]*$/
const SUBJECT = /^[a-z][a-z_-]*$/
const INT_SET = /^\{(\d{1,10}(,\d{1,10})*)?\}$/

function checked(value: string, shape: RegExp): string {
  if (!shape.test(value)) throw new Problem('not-allowed')
  return value
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Problem('not-allowed')
  return String(value)
}

/** A post id as a client sent it; anything but a UUID is refused before it reaches the database. */
export function checkedPost(value: string): string {
  return checked(value.toLowerCase(), UUID)
}

function areaSettings(scope: Scope): string[] {
  if (scope.areaLo === null || scope.areaHi === null) return []
  return [
    `set local app.area_lo = '${integer(scope.areaLo)}'`,
    `set local app.area_hi = '${integer(scope.areaHi)}'`,
    `set local app.area_ids = '${checked(scope.areaIds, INT_SET)}'`,
  ]
}

function databaseRole(who: Who): string {
  return `pd_${who.seesWhole ? 'whole' : 'area'}${who.clear ? '_clear' : ''}`
}

/**
 * The message that opens a request's transaction: role and settings that the policies read.
 * SET LOCAL takes no parameters, so every literal is checked by its shape and nothing else is ever written here.
 */
export function openingMessage(who: Who, scope: Scope): string {
  return [
    'begin',
    `set local role ${databaseRole(who)}`,
    `set local app.person = '${checked(who.personId, UUID)}'`,
    `set local app.post = '${checked(who.postId, UUID)}'`,
    `set local app.permission = '${checked(who.permission, PERMISSION)}'`,
    `set local app.body = '${integer(who.bodyId)}'`,
    `set local app.body_lo = '${integer(who.bodyId)}'`,
    `set local app.body_hi = '${integer(who.bodyLastId)}'`,
    `set local app.reads = '{${who.reads.map((subject) => checked(subject, SUBJECT)).join(',')}}'`,
    ...(who.delegationId ? [`set local app.delegation = '${checked(who.delegationId, UUID)}'`] : []),
    `set local app.former = '${checked(scope.formerIds, INT_SET)}'`,
    ...areaSettings(scope),
  ].join('; ')
}
