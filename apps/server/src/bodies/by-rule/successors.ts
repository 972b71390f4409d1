import type { BodyRow } from './types.ts'

/** An area of the old tree and one it went into. */
export interface AreaLink { predecessorId: number; successorId: number }
export interface BodyLink { predecessorId: number; successorId: number; source: string }

/** Where a province-level body went that did not keep its rule. */
const PROVINCE_MOVES: Record<string, string[]> = {
  'ban-tuyen-giao': ['ban-tgdv'], 'ban-dan-van': ['ban-tgdv'], 'bcs-ubnd': ['dang-uy-ubnd'], 'dang-uy-khoi': ['dang-uy-co-quan', 'dang-uy-ubnd'],
  'bao': ['bao-dai'], 'dai-ptth': ['bao-dai'], 'so-tttt': ['so-khcn', 'so-vhttdl'], 'so-ldtbxh': ['so-noi-vu', 'so-gddt', 'so-y-te'],
  'so-gtvt': ['so-xay-dung'], 'so-nnptnt': ['so-nnmt'], 'benh-vien-phoi': ['benh-vien'],
}
/** Where the bodies of an ended district went: to these rules in each commune made from its land. */
const DISTRICT_MOVES: Record<string, string> = {
  'cap-uy': 'cap-uy', 'ubnd': 'ubnd', 'mttq': 'mttq', 'van-phong-cap-uy': 'van-phong-cap-uy', 'ban-to-chuc': 'ban-xay-dung-dang',
  'ban-tuyen-giao': 'ban-xay-dung-dang', 'ban-dan-van': 'ban-xay-dung-dang', 'ubkt': 'ubkt', 'van-phong-ubnd': 'van-phong-ubnd',
  'phong-gddt': 'phong-vhxh', 'phong-ldtbxh': 'phong-vhxh', 'phong-vhtt': 'phong-vhxh', 'phong-noi-vu': 'phong-vhxh', 'phong-tckh': 'phong-kinh-te',
  'phong-kinh-te': 'phong-kinh-te', 'tt-vhtt': 'phong-vhxh',
}
/** Armed bodies of a district and its steering committee went up to the province. */
const TO_PROVINCE = new Set(['cong-an', 'quan-su', 'bcd'])
const SOURCE = 'quy tắc sắp xếp 2025'

/**
 * Successor links from the bodies of the three-level tree to those of the two-level tree, by rule and by the areas'
 * own successors; a body may have several, and one that simply ended has none.
 */
export function linkBodies(old: readonly BodyRow[], next: readonly BodyRow[], areaLinks: readonly AreaLink[]): BodyLink[] {
  const heirs = heirAreas(areaLinks)
  const at = new Map(next.map(body => [`${body.rule}@${body.seatAreaId}`, body]))
  const province = new Map(next.filter(body => body.level === 'province').map(body => [body.rule, body]))
  const centres = next.filter(body => body.rule.startsWith('ttyt-khu-vuc:'))
  const inAreas = (rule: string, areas: number[]) => areas.flatMap(area => at.get(`${rule}@${area}`) ?? [])

  const successorsOf = (body: BodyRow): BodyRow[] => {
    if (body.level === 'province') return (PROVINCE_MOVES[body.rule] ?? [body.rule]).flatMap(rule => province.get(rule) ?? [])
    const areas = body.territory.flatMap(area => heirs.get(area) ?? [])
    if (body.level !== 'district') return inAreas(body.rule, areas)
    if (TO_PROVINCE.has(body.rule)) return [province.get(body.rule)].filter(each => each !== undefined)
    const land = [...new Set(old.filter(each => each.rule === 'ubnd' && each.level === 'commune' && within(each, body, old)).flatMap(each => heirs.get(each.seatAreaId) ?? []))]
    if (body.rule === 'ttyt') return centres.filter(centre => centre.territory.some(area => land.includes(area)))
    return inAreas(DISTRICT_MOVES[body.rule] ?? body.rule, land)
  }
  return old.flatMap(body => successorsOf(body).map(heir => ({ predecessorId: body.id, successorId: heir.id, source: SOURCE })))
}

/** True when a commune's committee stands under the district that a body belongs to, whatever the body's chain. */
function within(commune: BodyRow, body: BodyRow, all: readonly BodyRow[]): boolean {
  const district = all.find(each => each.rule === 'ubnd' && each.level === 'district' && each.areaCode === body.areaCode)
  return district !== undefined && commune.id > district.id && commune.id <= district.lastId
}

function heirAreas(links: readonly AreaLink[]): Map<number, number[]> {
  const heirs = new Map<number, number[]>()
  for (const { predecessorId, successorId } of links) heirs.set(predecessorId, [...(heirs.get(predecessorId) ?? []), successorId])
  return heirs
}
