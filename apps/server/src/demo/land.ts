import type { LandUnit, Profile } from '#server/bodies/by-rule/index.ts'
import { Dice } from './random.ts'
import { villagesOf } from './villages.ts'

/** Lạng Sơn: one of the documents that the project was founded on comes from there. */
export const DEMO_PROVINCE = '20'

/** Districts (or former districts) that get villages, and the communes whose villages have bodies of their own. */
const WITH_VILLAGES = new Set(['Đình Lập', 'Văn Lãng'])
export const WITH_TEAMS: Record<Profile, ReadonlySet<string>> = {
  2021: new Set(['06613', '06619', '06622', '06625', '06124', '06166']),
  2025: new Set(['06613', '06625', '06637', '06124']),
}
const TEAM_VILLAGES = 5

/** The villages the demo adds to the province's communes. */
export function demoVillages(land: readonly LandUnit[], profile: Profile, seed: number): LandUnit[] {
  const names = new Map(land.map(area => [area.id, area.name]))
  const within = (commune: LandUnit) => commune.formerDistrict ?? names.get(commune.parentId ?? 0) ?? ''
  const communes = land.filter(area => area.level === 'commune' && WITH_VILLAGES.has(within(area)))
  return communes.flatMap((commune) => {
    const dice = new Dice(seed, `villages/${commune.code}`)
    return villagesOf(commune, WITH_TEAMS[profile].has(commune.code) ? TEAM_VILLAGES : dice.between(3, 6), dice)
  })
}
