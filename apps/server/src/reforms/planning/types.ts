import type { BodyChain, BodyKind, BodyLevel, BodySector } from '@phaodai/vocabulary'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'

/** A body in force on the eve of a reform, with how far its numbers reach and which of them are free. */
export interface LivingBody {
  id: number
  parentId: number | null
  lastId: number
  kind: BodyKind
  chain: BodyChain
  level: BodyLevel
  sector: BodySector | null
  name: string
  shortName: string
  seatAreaId: number
  territory: number[]
  /** First number below it that no body ever had, and the last it may hand out (a root may grow up to the next root). */
  free: number
  room: number
}

/** A body to be set up, before it has a number: its parent is a target's key or the number of a body that goes on. */
export interface Target extends Omit<LivingBody, 'id' | 'parentId' | 'lastId' | 'free' | 'room'> {
  key: string
  parent: string | number
  aliases: string[]
}

export type Heir = string | number

/** What becomes of one ending body: its successors, and why. Bodies without a link go on. */
export interface Link {
  body: LivingBody
  heirs: Heir[]
  /** The successor where the ended body had its seat, when there are several. */
  seat?: Heir | undefined
  rule: string
  group: string
}

export interface Proposal { targets: Target[]; links: Link[] }

/** A village that goes on below the commune which took over its own. */
export interface MadeUnit extends Omit<LandUnit, 'formerDistrict' | 'validFrom' | 'validTo'> { predecessorIds: number[] }

/** The units of the rearranged place before and after, and which became which. */
export interface Ground {
  root: LandUnit
  before: LandUnit[]
  after: LandUnit[]
  made: MadeUnit[]
  heirs: ReadonlyMap<number, number[]>
}

export interface PlannedBody extends Omit<Target, 'key' | 'parent'> { id: number; parentId: number; lastId: number }

export const offerKinds = ['seat', 'department', 'superior', 'heir'] as const
export interface Offer { kind: (typeof offerKinds)[number]; bodyId: number }

export interface PlannedMove {
  bodyId: number
  heirIds: number[]
  workHeirId: number | null
  oversightHeirId: number | null
  byArea: boolean
  rule: string
  groupKey: string
  offers: Offer[]
}

export interface Plan { bodies: PlannedBody[]; moves: PlannedMove[]; made: MadeUnit[]; ends: number[]; begins: number[] }
