import pg from 'pg'

/** Turns the text of one PostgreSQL value into a JavaScript value. */
type Parse = (text: string) => unknown

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/

/**
 * Writes a `timestamptz` as ISO 8601 in UTC, whatever the session's time zone is.
 * Microseconds stay when PostgreSQL sent them, so an instant that comes back as a cursor finds its row.
 * `infinity` and years outside 0000-9999 pass through unchanged.
 */
export function instantText(text: string): string {
  const match = INSTANT.exec(text)
  if (!match) return text
  const [, year, month, day, hour, minute, second, fraction = '', sign, ...offset] = match
  const [hours = 0, minutes = 0, seconds = 0] = offset.map((part) => Number(part ?? 0))
  const shift = (hours * 3600 + minutes * 60 + seconds) * (sign === '-' ? -1000 : 1000)
  const instant = new Date(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - shift)
  return `${instant.toISOString().slice(0, 19)}.${fraction.padEnd(3, '0')}Z`
}

/** Reads an `int8` as a number; throws a RangeError beyond 2^53 rather than round silently. */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`)
  return value
}

const asIs: Parse = (text) => text

/** Reads `text[]`, whose type id (1009) the typings do not know. */
const parseTexts: Parse = (pg.types.getTypeParser as (oid: number) => Parse)(1009)

/** Reads an array of any depth as texts first, then each element by its own rule; null stays null. */
function arrayOf(parse: Parse): Parse {
  const each = (element: unknown): unknown => {
    if (Array.isArray(element)) return element.map(each)
    return typeof element === 'string' ? parse(element) : element
  }
  return (text) => each(parseTexts(text))
}

const SCALARS: [oid: number, arrayOid: number, parse: Parse][] = [
  [20, 1016, safeInteger],
  [1082, 1182, asIs], // date: a calendar day has no time zone
  [1114, 1115, asIs], // timestamp without time zone
  [1184, 1185, instantText],
  [1186, 1187, asIs], // interval
  [1700, 1231, asIs], // numeric: exact digits
]

const PARSERS = new Map<number, Parse>(
  SCALARS.flatMap(([oid, arrayOid, parse]) => [[oid, parse], [arrayOid, arrayOf(parse)]]),
)

/**
 * The one mapping from PostgreSQL to JavaScript values: `date` and `numeric` stay text,
 * `timestamptz` is ISO text in UTC, `int8` a safe number; all else as `pg` does it.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
