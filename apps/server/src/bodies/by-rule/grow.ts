import type { BodyChain } from '@phaodai/vocabulary'
import { fill, levelOf, partyName, unitOf } from './naming.ts'
import type { AreaUnit, Draft, Rule } from './types.ts'

/** The bodies a rule makes for one area, with those below it. */
export function byRule(rule: Rule, area: AreaUnit, chain: BodyChain): Draft {
  const name = fill(rule.name, area)
  const own = rule.chain ?? chain
  return {
    rule: rule.rule, areaCode: area.code, kind: rule.kind, chain: own, level: levelOf(area), sector: rule.sector,
    name, shortName: rule.short === undefined ? name : fill(rule.short, area),
    seatAreaId: area.id, territory: [area.id], aliases: (rule.aliases ?? []).map(pattern => fill(pattern, area)),
    children: (rule.children ?? []).map(child => byRule(child, area, own)),
  }
}

/** The Party committee of an area over its organs and the committees below. */
export function partyCommittee(area: AreaUnit, organs: Rule[], below: Draft[]): Draft {
  const name = partyName(area)
  return committee(area, { rule: 'cap-uy', kind: 'party-committee', chain: 'party', name, shortName: name }, [...organs.map(rule => byRule(rule, area, 'party')), ...below])
}

/** The people's committee of an area over its organs and the committees below. */
export function peopleCommittee(area: AreaUnit, organs: Rule[], below: Draft[]): Draft {
  const names = { name: `Ủy ban nhân dân ${unitOf(area)}`, shortName: `UBND ${unitOf(area)}` }
  return committee(area, { rule: 'ubnd', kind: 'people-committee', chain: 'state', ...names }, [...organs.map(rule => byRule(rule, area, 'state')), ...below])
}

/** The Front's committee of an area over the committees below. */
export function frontCommittee(area: AreaUnit, below: Draft[]): Draft {
  const names = { name: `Ủy ban Mặt trận Tổ quốc Việt Nam ${unitOf(area)}`, shortName: `Ủy ban MTTQ ${unitOf(area)}` }
  return { ...committee(area, { rule: 'mttq', kind: 'front-committee', chain: 'front', ...names }, below), sector: 'mat-tran' }
}

/** The Party cell of a village. */
export function partyCell(village: AreaUnit): Draft {
  const name = `Chi bộ ${unitOf(village)}`
  return committee(village, { rule: 'chi-bo', kind: 'party-cell', chain: 'party', name, shortName: name }, [])
}

/** The community team of a village: a few neighbours who call at every house. */
export function villageTeam(village: AreaUnit): Draft {
  const name = `Tổ COVID cộng đồng ${unitOf(village)}`
  return { ...committee(village, { rule: 'to-covid', kind: 'village-team', chain: 'state', name, shortName: name }, []), sector: 'phong-chong-dich' }
}

type Names = Pick<Draft, 'rule' | 'kind' | 'chain' | 'name' | 'shortName'>

function committee(area: AreaUnit, names: Names, children: Draft[]): Draft {
  return { ...names, areaCode: area.code, level: levelOf(area), sector: null, seatAreaId: area.id, territory: [area.id], aliases: [], children }
}
