import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

const degrees = (most: number) => z.number('not-a-place').min(-most, 'not-a-place').max(most, 'not-a-place')
const Place = z.strictObject({ lat: degrees(90), lon: degrees(180) }, 'not-a-place')
const WRITTEN = /^(-?\d{1,2}[.]\d+|-?\d{1,2})\s*[,;]\s*(-?\d{1,3}[.]\d+|-?\d{1,3})$/

/** A point in degrees (WGS 84); written "21.5441, 107.1018", latitude first, as map services copy it. */
export function place(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'place',
    sqlType: 'jsonb',
    constraint: (column) =>
      `(${column} ->> 'lat')::float8 between -90 and 90 and (${column} ->> 'lon')::float8 between -180 and 180`,
    check: Place,
    toText: (value) => {
      const { lat, lon } = Place.parse(value)
      return `${plain(lat)}, ${plain(lon)}`
    },
    fromText: (written) => {
      const match = WRITTEN.exec(written)
      return match ? { value: { lat: Number(match[1]), lon: Number(match[2]) } } : { fault: 'not-a-place' }
    },
  }, options)
}

function plain(degrees: number): string {
  return degrees.toFixed(7).replace(/\.?0+$/, '')
}
