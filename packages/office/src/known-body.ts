import type { BodyChain, BodyLevel } from '@phaodai/vocabulary'

/** A body with the unit whose body it is; `unitId..unitLastId` is that unit's subtree of areas. */
export interface KnownBody {
  id: number
  parentId: number | null
  kind: string
  chain: BodyChain
  level: BodyLevel
  sector: string | null
  name: string
  shortName: string
  unitId: number
  unitLastId: number
  /** "huyện" and "Đình Lập". */
  unitKind: string
  unitName: string
}
