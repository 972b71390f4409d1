import type { Area, AreaTree, BodyChain, BodyKind, BodyLevel, BodySector, Day } from '@phaodai/vocabulary'

/** The tree of units that an installation lives on: three levels (province, district, commune) or two (province, commune). */
export type Profile = AreaTree

/** An area as the body rules need it; a subtree is `id`..`lastId`. */
export interface AreaUnit extends Pick<Area, 'id' | 'lastId' | 'parentId' | 'level' | 'code' | 'kind' | 'name'> {
  /** Of a commune of 2025: the district most of it was in; regional health centres are formed by it. */
  formerDistrict?: string | null
}

/** An area with all that a village made below it takes over. */
export interface LandUnit extends AreaUnit, Pick<Area, 'fullName' | 'validFrom' | 'validTo' | 'lat' | 'lon'> {
  searchKey: string
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
