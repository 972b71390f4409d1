import { AREA_TREES } from '@phaodai/vocabulary'
import { firstId, numbered } from './number.ts'
import { byRule, frontCommittee, partyCell, partyCommittee, peopleCommittee, villageTeam } from './grow.ts'
import { provinceFront } from './rules-both.ts'
import * as rules2021 from './rules-2021.ts'
import * as rules2025 from './rules-2025.ts'
import type { AreaUnit, BodyRow, Draft, Profile, Rule } from './types.ts'

/** Provinces without border guards: neither a land border nor a coast. */
const INLAND: Record<Profile, ReadonlySet<string>> = {
  2021: new Set('01 06 08 15 17 19 24 25 26 27 30 33 35 68 74 75 86 92 93'.split(' ')),
  2025: new Set('01 19 24 25'.split(' ')),
}

export interface BuildOptions {
  /** Codes of communes whose villages get a Party cell and a community team; all villages when left out. */
  teamsIn?: ReadonlySet<string>
  /** Last day in force of the whole tree, for a tree that is history. */
  validTo?: string | null
}

/**
 * The bodies of one province by rule: Party, State, Front and armed forces at every level, from the areas of one
 * profile's tree. Pure: the same areas give the same bodies and numbers. Throws when the province is not among them.
 */
export function buildBodies(areas: readonly AreaUnit[], profile: Profile, provinceCode: string, options: BuildOptions = {}): BodyRow[] {
  const province = areas.find(area => area.level === 'province' && area.code === provinceCode)
  if (province === undefined) throw new RangeError(`no province ${provinceCode} among the areas`)
  const land = new Land(areas, options.teamsIn)
  const trees = profile === '2021' ? threeLevels(province, land) : twoLevels(province, land)
  const { validFrom } = AREA_TREES[profile]
  const number = (chain: 'party' | 'state' | 'front', drafts: Draft[]) => numbered(drafts, firstId(provinceCode, profile, chain), validFrom, options.validTo ?? null)
  return [...number('party', [trees.party]), ...number('state', [trees.state]), ...number('front', trees.front)]
}

interface Trees { party: Draft; state: Draft; front: Draft[] }

/** Areas by parent, in the order of their numbers. */
class Land {
  readonly #children = new Map<number, AreaUnit[]>()
  readonly #teamsIn: ReadonlySet<string> | undefined

  constructor(areas: readonly AreaUnit[], teamsIn: ReadonlySet<string> | undefined) {
    this.#teamsIn = teamsIn
    for (const area of [...areas].sort((a, b) => a.id - b.id)) {
      if (area.parentId !== null) this.#children.set(area.parentId, [...this.below(area.parentId), area])
    }
  }

  below(parentId: number): AreaUnit[] {
    return this.#children.get(parentId) ?? []
  }

  /** Villages of a commune that have bodies of their own. */
  villages(commune: AreaUnit): AreaUnit[] {
    return this.#teamsIn === undefined || this.#teamsIn.has(commune.code) ? this.below(commune.id) : []
  }
}

function threeLevels(province: AreaUnit, land: Land): Trees {
  const districts = land.below(province.id)
  const communeParty = (commune: AreaUnit) => partyCommittee(commune, [], land.villages(commune).map(partyCell))
  const communeState = (commune: AreaUnit) => peopleCommittee(commune, rules2021.communeState, land.villages(commune).map(villageTeam))
  return {
    party: partyCommittee(province, rules2021.provinceParty, districts.map(each => partyCommittee(each, rules2021.districtParty, land.below(each.id).map(communeParty)))),
    state: peopleCommittee(province, withoutAbsent(rules2021.provinceState, '2021', province),
      districts.map(each => peopleCommittee(each, rules2021.districtState, land.below(each.id).map(communeState)))),
    front: front(province, districts),
  }
}

function twoLevels(province: AreaUnit, land: Land): Trees {
  const communes = land.below(province.id)
  const state = peopleCommittee(province, withoutAbsent(rules2025.provinceState, '2025', province),
    communes.map(each => peopleCommittee(each, rules2025.communeState, land.villages(each).map(villageTeam))))
  state.children.find(each => each.rule === 'so-y-te')?.children.push(...regionalCentres(communes, province))
  return {
    party: partyCommittee(province, rules2025.provinceParty, communes.map(each => partyCommittee(each, rules2025.communeParty, land.villages(each).map(partyCell)))),
    state,
    front: front(province, communes),
  }
}

function front(province: AreaUnit, below: AreaUnit[]): Draft[] {
  return [frontCommittee(province, below.map(each => frontCommittee(each, []))), ...provinceFront.map(rule => byRule(rule, province, 'front'))]
}

/** A regional health centre serves the communes of one former district; where none is known, every six neighbours. */
function regionalCentres(communes: AreaUnit[], province: AreaUnit): Draft[] {
  const regions = new Map<string, AreaUnit[]>()
  communes.forEach((commune, index) => {
    const region = commune.formerDistrict ?? communes[index - (index % 6)]?.name ?? commune.name
    regions.set(region, [...(regions.get(region) ?? []), commune])
  })
  return [...regions].map(([region, members]) => {
    const rule: Rule = { rule: `ttyt-khu-vuc:${region}`, kind: 'health-centre', sector: 'y-te', name: `Trung tâm Y tế khu vực ${region}`, short: `TTYT khu vực ${region}` }
    return { ...byRule(rule, province, 'state'), seatAreaId: members[0]?.id ?? province.id, territory: members.map(each => each.id) }
  })
}

function withoutAbsent(rules: Rule[], profile: Profile, province: AreaUnit): Rule[] {
  if (!INLAND[profile].has(province.code)) return rules
  const present = rules.filter(rule => rule.rule !== 'bien-phong' && rule.rule !== 'ban-quan-ly-cua-khau')
  return present.map(rule => (rule.children ? { ...rule, children: withoutAbsent(rule.children, profile, province) } : rule))
}
