import fc from 'fast-check'

/** A JSON schema as the API text prints it; only what the generators look at. */
export type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minimum?: number
  maximum?: number
}

const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

/** Values that are wrong, huge or awkward wherever they stand: text that means something to SQL, HTML, JSON or a file system, numbers at their ends. */
const NASTY: readonly unknown[] = [
  null, true, '', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202eở', "'; drop table task; --", '%', '_%_%', '\\', '../../../etc/passwd', '<script>alert(1)</script>', '{{7*7}}', '$1', '${x}',
  'x'.repeat(10_000), 'ệ'.repeat(100_000), '🙂'.repeat(500), '1'.repeat(400), '-1', '0', 'NaN', 'Infinity', '1e999', '2021-02-30', '9999-12-31', '-0001-01-01', '0000-00-00', '2021-08-20T25:61:61Z', 'infinity',
  -1, 0, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, -1e308, 5e-324, [], {}, [[]], [null], [{}], { __proto__: null, constructor: 1 }, deep(500), Array.from({ length: 5000 }, () => 1),
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'not-a-uuid', '[1,2', '{"a":', '%00', '%ff',
]

const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

function text({ format, pattern }: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (format === 'uuid' || pattern?.startsWith('^([0-9a-fA-F]{8}')) return ids
  if (format === 'date') return day
  if (format === 'date-time') return day.map((each) => `${each}T01:02:03.000Z`)
  return fc.oneof(fc.constantFrom('dauvet', 'báo cáo', 'Sở Y tế', 'ra soat', '01/8/2021', 'issued'), day, ids, fc.string({ unit: 'binary', maxLength: 40 }))
}

function ofType(schema: Schema, ids: fc.Arbitrary<string>, depth: number): fc.Arbitrary<unknown> {
  const kind = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (kind) {
    case 'string': return text(schema, ids)
    case 'integer': return fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: Math.max(schema.minimum ?? 0, -(2 ** 31)), max: Math.min(schema.maximum ?? 4000, 2 ** 31 - 1) }))
    case 'number': return fc.double({ noNaN: true })
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    case 'array': return fc.array(value(schema.items ?? {}, ids, depth + 1), { maxLength: 3 })
    case 'object': return object(schema, ids, depth)
    default: return fc.constantFrom(...NASTY)
  }
}

/** Objects whose fields are mostly right, some wrong, some left out, now and then one too many. */
function object({ properties = {}, required = [] }: Schema, ids: fc.Arbitrary<string>, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(schema, ids, depth + 1)]))
  const whole = fc.record(fields, { requiredKeys: required })
  return fc.oneof({ weight: 9, arbitrary: whole }, { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }).map((each) => ({ ...each, unknownField: 1 })) })
}

/** A value as a schema wants it nine times of ten, any awkward value else. */
export function value(schema: Schema, ids: fc.Arbitrary<string>, depth = 0): fc.Arbitrary<unknown> {
  const forms = schema.anyOf ?? schema.oneOf ?? schema.allOf
  const right = schema.enum ? fc.constantFrom(...schema.enum)
    : schema.const !== undefined ? fc.constant(schema.const)
      : depth > 8 ? fc.constant(null)
        : forms ? fc.oneof(...forms.map((form) => value(form, ids, depth + 1)))
          : ofType(schema, ids, depth)
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) })
}
