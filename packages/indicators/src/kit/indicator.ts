/** An indicator: a number by area, day and class, declared once over registers. Everything else is derived from the declaration. */
import { placedFields, stateField, type Field, type Register } from '@phaodai/registers'

/** Which records count: a field (or `state`) with the values that count, as a register's own filters know them. */
export type Where = Readonly<Record<string, readonly (string | boolean)[]>>

/** One side of an indicator: the records of one register that count, where and when each counts. */
export type Count = {
  over: Register
  /** The date basis: the day (or moment, in Vietnam) a record counts on. */
  date: string
  /** The area basis: which of the record's area fields; `areaId` unless said. */
  area?: string
  where?: Where
  /** Adds up this number field; without it each record counts one. */
  sum?: string
  /** With the indicator's window: records that made it, that did not, or both (those whose time has come or that made it). */
  timely?: 'met' | 'missed' | 'due'
}

/** A moment of the record that a record refers to: of the case that a contact met. Records without one have no window. */
export type Referred = { through: string; register: Register; field: string }

/**
 * A span of time that decides: from a moment of the record or of the one it refers to (a day counts from its end, midnight in Vietnam), so many
 * hours, until one of the states is reached for the first time or a moment is entered. Cells with records still inside it are counted again when it ends.
 */
export type Window = { from: string | Referred; by: { states: readonly string[] } | { field: string } } & ({ hours: number } | { until: Due })

/** Where a register's own folder keeps the end of a record's window: a table with the record's id in `key` and an instant in `column`; no row, no window. */
export type Due = { table: string; key: string; column: string }

/** A class: a code field, a reference or an entry of a catalogue; or a number field cut into bands by their lower bounds (age groups). */
export type Class = { field: string; bands?: readonly [number, ...number[]] }

export type IndicatorDeclaration = {
  /** `count` and `quantity` show the numerator; `percent` shows numerator ÷ denominator × 100; `ratio` without the 100. */
  unit: 'count' | 'quantity' | 'percent' | 'ratio'
  numerator: Count
  denominator?: Count
  class?: Class
  /** Classes have units of their own and are never added up: a figure is shown by class only. */
  apart?: boolean
  window?: Window
  /** What is better. `none`: finding more is neither good nor bad, so nothing is coloured and nobody is ranked by it. */
  direction: 'more' | 'less' | 'none'
  decimals: number
  /** Topics of a directive's order that this measures; the review proposes it there. */
  topics?: readonly string[]
  may: {
    /** Roles that see the figure where all of its records are theirs to see. */
    read: readonly string[]
    /** Roles that may see it for areas whose records they may not see. */
    wider: readonly string[]
    /** Those of `read` to whom the figure does not open: its rows are not for them. */
    countsOnly?: readonly string[]
  }
}

export type Indicator = IndicatorDeclaration & { name: string }

export type Side = 'numerator' | 'denominator'

const NAME = /^[a-z]+(-[a-z]+)*$/

/** Declares an indicator. Throws on a declaration that contradicts itself, so a mistake stops the start and not a user. */
export function defineIndicator(name: string, declaration: IndicatorDeclaration): Indicator {
  const indicator = { ...declaration, name }
  const faults = [...shapeFaults(indicator), ...sidesOf(indicator).flatMap(([, count]) => sideFaults(indicator, count))]
  if (faults.length > 0) throw new Error(`indicator ${name}: ${faults.join('; ')}`)
  return indicator
}

/** The sides an indicator has. */
export function sidesOf({ numerator, denominator }: Pick<Indicator, 'numerator' | 'denominator'>): [Side, Count][] {
  return [['numerator', numerator], ...(denominator ? [['denominator', denominator] as [Side, Count]] : [])]
}

/** A field a count can name: declared ones, area, entry time and state. */
export function countedField(register: Register, name: string): Field | undefined {
  return name === 'state' ? stateField(register) : placedFields(register)[name]
}

function shapeFaults({ name, unit, denominator, window, numerator, class: kind, apart, may }: Indicator): string[] {
  const timed = [numerator, denominator].some((count) => count?.timely)
  return [
    ...(NAME.test(name) ? [] : ['name takes small letters and hyphens only']),
    ...((denominator !== undefined) === (unit === 'percent' || unit === 'ratio') ? [] : [`unit ${unit} and the denominator contradict each other`]),
    ...(timed === (window !== undefined) ? [] : ['a window goes with a timely count, and the other way round']),
    ...(apart && !kind ? ['apart needs a class'] : []),
    ...(may.countsOnly ?? []).filter((role) => !may.read.includes(role)).map((role) => `${role} does not see the figure at all`),
  ]
}

function sideFaults({ window, class: kind }: Indicator, count: Count): string[] {
  const { over, date, area = 'areaId', where = {}, sum } = count
  const kinds = (field: string, wanted: readonly string[]): string[] => {
    const found = countedField(over, field)
    if (!found) return [`${over.name} has no field ${field}`]
    return [...(wanted.includes(found.kind) ? [] : [`${field} of ${over.name} is a ${found.kind}`]), ...(found.sensitive ? [`${field} of ${over.name} is sensitive and may decide no figure`] : [])]
  }
  const basis = kinds(date, ['date', 'instant'])
  const places = over.areas.includes(area) ? kinds(area, ['area']) : [`${area} does not place a record of ${over.name}`]
  const filters = Object.entries(where).flatMap(([field, values]) => [...kinds(field, ['code', 'yes-no', 'entry']), ...unknownValues(over, field, values)])
  const until = window && count.timely ? ('field' in window.by ? kinds(window.by.field, ['instant']) : unknownValues(over, 'state', window.by.states)) : []
  return [
    ...basis, ...places, ...filters, ...until,
    ...(sum ? kinds(sum, ['number']) : []),
    ...(kind ? kinds(kind.field, kind.bands ? ['number'] : ['code', 'reference', 'entry']) : []),
    ...(window && count.timely ? startFaults(over, window.from, kinds) : []),
  ]
}

function startFaults(over: Register, from: string | Referred, kinds: (field: string, wanted: readonly string[]) => string[]): string[] {
  if (typeof from === 'string') return kinds(from, ['instant', 'date'])
  const start = countedField(from.register, from.field)
  return [
    ...kinds(from.through, ['reference']),
    ...(countedField(over, from.through)?.target === from.register.name ? [] : [`${from.through} of ${over.name} names no ${from.register.name}`]),
    ...(start?.kind === 'instant' && !start.sensitive ? [] : [`${from.field} of ${from.register.name} is no instant that may decide a figure`]),
  ]
}

function unknownValues(over: Register, field: string, values: readonly (string | boolean)[]): string[] {
  const known = countedField(over, field)?.values
  return known ? values.filter((value) => !known.includes(String(value))).map((value) => `${field} of ${over.name} has no value ${value}`) : []
}

/** Permissions of an indicator with the roles that hold them: its figure within one's rows, and its figure anywhere. */
export function indicatorPermissions({ name, may }: Indicator): { permission: string; roles: readonly string[] }[] {
  return [{ permission: `figure-${name}.read`, roles: may.read }, { permission: `total-${name}.read`, roles: may.wider }].filter(({ roles }) => roles.length > 0)
}

/** The value of a figure in its unit, not rounded; null where there is nothing to divide by. */
export function valueOf({ unit }: Pick<Indicator, 'unit'>, numerator: number, denominator: number): number | null {
  if (unit === 'count' || unit === 'quantity') return numerator
  if (denominator === 0) return null
  return (numerator / denominator) * (unit === 'percent' ? 100 : 1)
}

/** Whether the counts of its classes, put on one another, are the figure. */
export function isStacked({ class: kind, apart, denominator }: Pick<Indicator, 'class' | 'apart' | 'denominator'>): boolean {
  return kind !== undefined && apart !== true && denominator === undefined
}

/** Classes of an indicator in the order of the screen; null when they are rows of another register or of a catalogue. */
export function classesOf({ class: kind, numerator }: Indicator): string[] | null {
  if (!kind) return []
  if (kind.bands) return bandNames(kind.bands)
  const values = countedField(numerator.over, kind.field)?.values
  return values ? [...values] : null
}

/** "0-4", "5-14", "15+": bands by their lower bounds; what lies below the first is without class. */
export function bandNames(bands: readonly number[]): string[] {
  return bands.map((from, n) => (n === bands.length - 1 ? `${from}+` : `${from}-${bands[n + 1]! - 1}`))
}
