import type { BodyLevel, Day } from '@phaodai/vocabulary'
import type { BodyRow, Draft, Profile } from './types.ts'

/** Free numbers that one body of a level keeps for bodies added below it later. */
const SLOT: Record<BodyLevel, number> = { village: 10, commune: 100, district: 1_000, province: 1_000 }
const PER_PROVINCE = 10_000_000
const PROFILE_OFFSET: Record<Profile, number> = { 2021: 0, 2025: 5_000_000 }
const ROOT_OFFSET = { party: 0, state: 1_500_000, front: 4_000_000 }

/** First number of a chain's trees in a province and profile; ranges of different chains never meet. */
export function firstId(provinceCode: string, profile: Profile, chain: keyof typeof ROOT_OFFSET): number {
  return Number(provinceCode) * PER_PROVINCE + PROFILE_OFFSET[profile] + ROOT_OFFSET[chain] + 1_000
}

/** Numbers trees in pre-order with gaps, so that a subtree is id..lastId and bodies can be added without renumbering. */
export function numbered(trees: Draft[], first: number, validFrom: Day, validTo: Day | null): BodyRow[] {
  const rows: BodyRow[] = []
  const walk = (draft: Draft, id: number, parentId: number | null): number => {
    const { children, ...body } = draft
    const row: BodyRow = { ...body, id, parentId, lastId: id, validFrom, validTo }
    rows.push(row)
    let next = id + 10
    for (const child of children) next = walk(child, next, id) + 1
    const slot = SLOT[body.level]
    row.lastId = id + Math.ceil((next - id + slot / 2) / slot) * slot - 1
    return row.lastId
  }
  let next = first
  for (const tree of trees) next = walk(tree, next, null) + 1
  return rows
}
