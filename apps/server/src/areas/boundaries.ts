import { searchKey, type Area, type Day } from '@phaodai/vocabulary'
import * as z from 'zod'
import { grouped } from './grouped.ts'
import { loadByCode, type AreaGeometry, type Position, type Reader } from './load.ts'
import { boundsOf, type Bounds } from './polygon.ts'
import type { BoundaryRow } from './save.ts'

/** What happened to a file of boundaries; `number` counts its features from 1. */
export type BoundaryReport = {
  features: number
  /** Good features, ready to be written. */
  kept: BoundaryRow[]
  refused: { number: number; label: string; reason: string }[]
}

const position = z.tuple([z.number(), z.number()]).rest(z.number())
const ring = z.array(position)
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
const properties = z.record(z.string(), z.unknown())
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ properties: properties.nullish(), geometry: z.unknown() })),
})

type Properties = Record<string, unknown>
type Candidate = { number: number; label: string; code: string | null; name: string | null; geometry: unknown }

// Names of the property that holds a code or a name, smallest unit first, as public data sets of Vietnam call them.
const CODE_NAMES = ['code', 'ma', 'maxa', 'ma_xa', 'ward_code', 'wardcode', 'ma_phuong_xa', 'mahuyen', 'ma_huyen', 'district_code', 'matinh', 'ma_tinh', 'province_code', 'id']
const NAME_NAMES = ['name', 'ten', 'tenxa', 'ten_xa', 'ward_name', 'tenhc', 'ten_huyen', 'ten_tinh', 'province_name', 'full_name', 'fullname']
const CODE_LENGTHS = [2, 3, 5]

/** Mainland, sea and both archipelagos of Vietnam with a margin. */
const VIETNAM: Bounds = [101.5, 5.5, 118.5, 24]

function property(all: Properties, names: readonly string[]): string | null {
  const byKey = new Map(Object.entries(all).map(([key, value]) => [key.toLowerCase(), value]))
  for (const name of names) {
    const value = byKey.get(name)
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') return String(value).trim()
  }
  return null
}

/** A code that lost its leading zeros ("7282") is given them back by the length of its level. */
function wholeCode(code: string): string[] {
  return CODE_LENGTHS.filter((length) => length >= code.length).map((length) => code.padStart(length, '0'))
}

function featuresOf(text: string): z.infer<typeof collection>['features'] {
  try {
    return collection.parse(JSON.parse(text)).features
  } catch (cause) {
    throw new Error('Tệp không phải GeoJSON FeatureCollection', { cause })
  }
}

function candidates(text: string): Candidate[] {
  return featuresOf(text).map((feature, at) => {
    const all = feature.properties ?? {}
    const code = property(all, CODE_NAMES)
    const name = property(all, NAME_NAMES)
    return { number: at + 1, label: [code, name].filter(Boolean).join(' ') || '(không tên)', code, name, geometry: feature.geometry }
  })
}

/** Checks one geometry: known type, rings closed and of an extent, inside Vietnam. Nothing is simplified or repaired. */
export function checkGeometry(value: unknown): { geometry: AreaGeometry; bounds: Bounds } | { fault: string } {
  const parsed = geometry.safeParse(value)
  if (!parsed.success) return { fault: 'hình không phải Polygon hay MultiPolygon hợp lệ' }
  const shape = parsed.data as AreaGeometry
  const rings = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat()
  if (rings.some((each) => each.length < 4)) return { fault: 'vòng có dưới 4 điểm' }
  if (rings.some((each) => !closed(each))) return { fault: 'vòng không khép kín' }
  const bounds = boundsOf(rings.flat())
  const inside = bounds[0] >= VIETNAM[0] && bounds[1] >= VIETNAM[1] && bounds[2] <= VIETNAM[2] && bounds[3] <= VIETNAM[3]
  return inside ? { geometry: shape, bounds } : { fault: 'nằm ngoài Việt Nam (cần kinh độ, vĩ độ WGS 84)' }
}

function closed(points: readonly Position[]): boolean {
  const first = points[0]!
  const last = points.at(-1)!
  return first[0] === last[0] && first[1] === last[1]
}

/** The one area a feature means: by code, and by name as well when it gives one, because codes are reused. */
function match(candidate: Candidate, byCode: ReadonlyMap<string, Area[]>): Area | string {
  if (!candidate.code) return 'không có mã đơn vị hành chính'
  const coded = wholeCode(candidate.code).flatMap((code) => byCode.get(code) ?? [])
  const exact = coded.filter((area) => area.code === candidate.code)
  const fitting = exact.length > 0 ? exact : coded
  const named = candidate.name ? fitting.filter((area) => sameName(area, candidate.name!)) : fitting
  if (named.length === 1) return named[0]!
  if (fitting.length === 0) return 'mã không có trong cây đơn vị của ngày này'
  return named.length === 0 ? `mã này là của ${fitting.map((area) => area.fullName).join(', ')}` : 'mã ứng với nhiều đơn vị'
}

function sameName(area: Area, name: string): boolean {
  const key = searchKey(name)
  return key === searchKey(area.fullName) || key === searchKey(area.name) || key === searchKey(`${area.kind} ${area.name}`)
}

/**
 * Reads a GeoJSON FeatureCollection and matches its features to the areas in force on the day. Good features are kept,
 * every other one is reported with its reason. Throws when the text is no FeatureCollection at all.
 */
export async function readBoundaries(tx: Reader, text: string, options: { day: Day; source: string }): Promise<BoundaryReport> {
  const all = candidates(text)
  const codes = all.flatMap(({ code }) => (code ? wholeCode(code) : []))
  const byCode = grouped(await loadByCode(tx, [...new Set(codes)], options.day), (area) => area.code)
  const report: BoundaryReport = { features: all.length, kept: [], refused: [] }
  const taken = new Set<number>()
  for (const candidate of all) {
    const row = boundaryRow(candidate, byCode, taken, options.source)
    if (typeof row === 'string') report.refused.push({ number: candidate.number, label: candidate.label, reason: row })
    else report.kept.push(row)
  }
  return report
}

function boundaryRow(candidate: Candidate, byCode: ReadonlyMap<string, Area[]>, taken: Set<number>, source: string): BoundaryRow | string {
  const area = match(candidate, byCode)
  if (typeof area === 'string') return area
  const checked = checkGeometry(candidate.geometry)
  if ('fault' in checked) return checked.fault
  if (taken.has(area.id)) return `đơn vị ${area.fullName} đã có trong tệp này`
  taken.add(area.id)
  const [west, south, east, north] = checked.bounds
  return { areaId: area.id, validFrom: area.validFrom, geometry: checked.geometry, west, south, east, north, source }
}
