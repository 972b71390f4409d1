/** Administrative areas: levels, kinds, how a unit is named, and how people type one they look for. */
import type { Day } from './dates.ts'
import { searchKey } from './text.ts'

/** From the whole to the smallest; the tree of 2025 has no districts. */
export const AREA_LEVELS = ['country', 'province', 'district', 'commune', 'village'] as const
export type AreaLevel = (typeof AREA_LEVELS)[number]

/** Kinds of each level as the statistics office and village registers write them. */
export const AREA_KINDS: Readonly<Record<AreaLevel, readonly string[]>> = {
  country: ['quốc gia'],
  province: ['tỉnh', 'thành phố trực thuộc trung ương'],
  district: ['huyện', 'quận', 'thị xã', 'thành phố'],
  commune: ['xã', 'phường', 'thị trấn', 'đặc khu'],
  village: ['thôn', 'bản', 'làng', 'ấp', 'buôn', 'bon', 'phum', 'sóc', 'xóm', 'tổ dân phố', 'khu phố', 'khóm', 'khối phố', 'khối', 'tiểu khu', 'khu'],
}

/** One unit as it stood between two days (both included; `validTo` null = in force). `id..lastId` is its subtree. */
export type Area = {
  id: number
  parentId: number | null
  lastId: number
  /** Official code; codes are reused under other names, so it is no key without the day. */
  code: string
  level: AreaLevel
  kind: string
  name: string
  fullName: string
  validFrom: Day
  validTo: Day | null
  /** Degrees (WGS 84) and square kilometres; null where unknown. */
  lat: number | null
  lon: number | null
  km2: number | null
  /** Where the point comes from, or that it is schematic. */
  centroidSource: string | null
}

/** First and last day of the two trees of units: three levels as of 2021, two since 1 July 2025 (Nghị quyết 202/2025/QH15). */
export const AREA_TREES = {
  '2021': { validFrom: '2021-01-01', validTo: '2025-06-30' },
  '2025': { validFrom: '2025-07-01', validTo: null },
} as const satisfies Record<string, { validFrom: Day; validTo: Day | null }>
export type AreaTree = keyof typeof AREA_TREES

/** The name with its kind as it begins a line: "Xã Mai Pha", "Thành phố Hà Nội", "Việt Nam". */
export function fullAreaName(kind: string, name: string): string {
  const shown = areaInSentence(kind, name)
  return shown.charAt(0).toUpperCase() + shown.slice(1)
}

/** The name with its kind inside a sentence: "xã Mai Pha", "thành phố Hà Nội". */
export function areaInSentence(kind: string, name: string): string {
  if (kind === 'quốc gia') return name
  return `${kind === 'thành phố trực thuộc trung ương' ? 'thành phố' : kind} ${name}`
}

const TOWN_KINDS = ['thành phố', 'thành phố trực thuộc trung ương']
const SHORT_KINDS: Readonly<Record<string, readonly string[]>> = {
  tp: TOWN_KINDS, 'thanh pho': TOWN_KINDS, tx: ['thị xã'], tt: ['thị trấn'], tdp: ['tổ dân phố'], kp: ['khu phố'],
  t: ['tỉnh'], h: ['huyện'], q: ['quận'], x: ['xã'], p: ['phường'],
}
const KIND_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries(SHORT_KINDS),
  ...Object.values(AREA_KINDS).flat().filter((kind) => !TOWN_KINDS.includes(kind)).map((kind) => [searchKey(kind), [kind]] as const),
].sort(([a], [b]) => b.length - a.length)

/**
 * One sought name, folded: `key` is all of it, `name` without what looks like a kind, `kinds` what that means.
 * Unmarked letters are ambiguous ("lang son" is Lạng Sơn or a làng), so a search tries both.
 */
export type AreaTerm = { key: string; name: string; kinds: readonly string[] }
/** What somebody looks for, and the areas it should lie in. */
export type AreaQuery = AreaTerm & { within: AreaTerm[] }

/** Reads "tt dinh lap", "P.1" or "xã Mai Pha, Lạng Sơn": parts after a comma name areas above it. */
export function readAreaQuery(text: string): AreaQuery {
  const [first = '', ...above] = text.split(/[,;]/).map(spacedKey)
  return { ...termOf(first), within: above.filter(Boolean).map(termOf) }
}

/** Search key with a figure parted from the letter before it ("p1" → "p 1") and without leading zeros. */
function spacedKey(text: string): string {
  return searchKey(text).replace(/^([a-z])(?=\d)/, '$1 ').replace(/(?<![a-z0-9])0+(?=\d)/g, '')
}

function termOf(key: string): AreaTerm {
  const found = KIND_WORDS.find(([words]) => key.startsWith(`${words} `))
  return found ? { key, name: key.slice(found[0].length + 1), kinds: found[1] } : { key, name: key, kinds: [] }
}
