import type { BodyChain, BodyKind, BodyLevel, BodySector, Day } from '@phaodai/vocabulary'

/** Three levels (province, district, commune) as of 2021, or two (province, commune) from 1 July 2025. */
export type Profile = '2021' | '2025'

/** An area as the body rules need it; a subtree is `id`..`lastId`. */
export interface AreaUnit {
  id: number
  lastId: number
  parentId: number | null
  level: 'country' | 'province' | 'district' | 'commune' | 'village'
  code: string
  /** tỉnh, huyện, thị xã, xã, phường, thị trấn, thôn … */
  kind: string
  name: string
  /** Of a commune of 2025: the district most of it was in; regional health centres are formed by it. */
  formerDistrict?: string
}

/** One body to be stored; `rule` and `areaCode` together find it again whatever its number. */
export interface BodyRow {
  id: number
  parentId: number | null
  lastId: number
  rule: string
  areaCode: string
  kind: BodyKind
  chain: BodyChain
  level: BodyLevel
  name: string
  shortName: string
  sector: BodySector | null
  seatAreaId: number
  territory: number[]
  aliases: string[]
  validFrom: Day
  validTo: Day | null
}

/** A body before it has a number: rules make these, `numbered` makes rows of them. */
export interface Draft extends Omit<BodyRow, 'id' | 'parentId' | 'lastId' | 'validFrom' | 'validTo'> {
  children: Draft[]
}

/** One line of a rule table; patterns take {party}, {Party}, {unit}, {word} and {place}. */
export interface Rule {
  rule: string
  kind: BodyKind
  sector: BodySector
  name: string
  short?: string
  /** Other ways it is written; they hold in the whole installation, so only for bodies that exist once. */
  aliases?: string[]
  chain?: BodyChain
  children?: Rule[]
}
