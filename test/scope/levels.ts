import { RULE_SETS } from '@phaodai/epidemic-level'
import { areas, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** A proposed round of a unit with its parts, a remark on the first of them and a told figure of it. */
export async function plantLevels(soil: Soil, root: number, parts: readonly number[], body: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const covered = (area: number) => (viewer: Viewer): boolean => reads(viewer, 'level_round') && ground.covers(viewer, area)
  const inside = [root, ...parts, ...(parts.includes(areas.communeA1) ? [areas.villageA1] : [])]
  const round = note(soil, 'level_round', (viewer) => inside.some((area) => covered(area)(viewer))) // told to all in it, its units each to their own
  await client.query(`insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, note, creator_title, created_by, created_at)
    values ($1, $2, $3, 'covid-19', '2021-11-10', '4800-11', $4, 'community', $5, $5, $6, now())`, [round.id, root, body, JSON.stringify({ ...RULE_SETS.find(({ id }) => id === '4800-11'), name: round.marker }), round.marker, by.postId])
  for (const area of [root, ...parts]) {
    const row = note(soil, 'area_level', covered(area), newId(), { round: round.id, area })
    await client.query(`insert into area_level (id, round_id, area_id, computed, level, decided_reason, confidence, disease_code) values ($1, $2, $3, 1, 2, $4, 'medium', 'covid-19')`, [row.id, round.id, area, row.marker])
  }
  const area = parts[0]!
  const [remark, told] = [note(soil, 'level_remark', covered(area)), note(soil, 'level_input', covered(area))]
  await client.query('insert into level_remark (id, round_id, area_id, says, body_id, by_title, created_by, created_at) values ($1, $2, $3, $4, $5, $4, $6, now())', [remark.id, round.id, area, remark.marker, body, by.postId])
  await client.query("insert into level_input (id, area_id, measure, day, count, told_by, source, confidence, created_by) values ($1, $2, 'first-dose-18', '2021-11-09', 60, $3, $3, 'low', $4)", [told.id, area, told.marker, by.postId])
}

/** How levels, their rounds, remarks and told figures are asked. */
export function levelWays(planted: readonly Planted[]): Record<string, Way> {
  const PUBLIC = 'areas are public reference data; a unit of a round out of sight is held by levels.test.ts'
  const mine = (me: Me): { roundId: unknown; areaId: unknown } => {
    const row = planted.find((each) => each.kind === 'area_level' && each.sees(me.viewer))
    return { roundId: row?.facts?.round ?? newId(), areaId: row?.facts?.area ?? 1 }
  }
  const elsewhere = (me: Me): number => (areaOf(me) >= areas.otherDistrict ? areas.communeA1 : areas.communeB1)
  const note = (me: Me): object => ({ areaId: elsewhere(me), ruleSet: '4800-11', inForceFrom: '2021-11-10', source: 'Thông báo', levels: [{ areaId: elsewhere(me), level: 2 }] })
  const step = (verb: string, more: object = {}): Way => ({ places: { id: missing('level_round', 'not-found', (id) => ({ url: `/api/level-rounds/${id}/${verb}`, body: { version: 1, ...more } })) } })
  return {
    'GET /api/levels': { places: { 'query.within': PUBLIC }, pages: [page('/api/levels'), page(`/api/levels?within=${areas.province}&level=commune&day=2021-11-20`)] },
    'GET /api/levels/layer': { places: { 'query.within': PUBLIC }, pages: [page(`/api/levels/layer?what=incidence&level=commune&within=${areas.province}&day=2021-11-10`), page(`/api/levels/layer?what=coverage&level=commune&within=${areas.province}&day=2021-11-10`)] },
    'GET /api/map/facilities': { places: { 'query.within': PUBLIC }, pages: [page('/api/map/facilities')] },
    'GET /api/levels/{areaId}/history': { places: { areaId: PUBLIC }, pages: [page(`/api/levels/${areas.communeA1}/history`)] },
    'GET /api/level-rules': { pages: [page('/api/level-rules')] },
    'GET /api/level-rounds': { pages: [page('/api/level-rounds', 'level_round')] },
    'PUT /api/level-rounds/{id}': { places: { id: taken('level_round', () => ({ body: { day: '2021-11-10', ruleSet: '4800-11' } })) } },
    'GET /api/level-rounds/{id}': opened('level_round'),
    'GET /api/level-rounds/{id}/areas/{areaId}': { places: { id: missing('level_round', 'not-found', (id) => ({ url: `/api/level-rounds/${id}/areas/${areas.communeA1}` })), areaId: PUBLIC } },
    'POST /api/level-rounds/{id}/what-if': { places: { id: missing('level_round', 'not-found', (id) => ({ url: `/api/level-rounds/${id}/what-if`, body: { areaId: areas.communeA1 } })) } },
    'POST /api/level-rounds/{id}/review': step('review'),
    'POST /api/level-rounds/{id}/reopen': step('reopen'),
    'POST /api/level-rounds/{id}/signed-copy': { places: { ...step('signed-copy', { fileId: newId() }).places, fileId: 'only a file of one\'s own that hangs nowhere is taken (files.test.ts)' } },
    'POST /api/level-rounds/{id}/withdraw': step('withdraw', { reason: 'nhầm' }),
    'POST /api/level-rounds/{id}/publish': step('publish', { number: '1/QĐ', decidedOn: '2021-11-10', inForceFrom: '2099-01-01' }),
    'POST /api/level-rounds/{id}/settle': step('settle', { areaId: areas.communeA1, set: 'computed' }),
    'POST /api/level-rounds/{id}/refresh': step('refresh'),
    'GET /api/level-rounds/{id}/decision.{format}': { places: { id: 'who sees some units of a round alone is answered as if there were no decision: levels.test.ts', format: 'docx or pdf' } },
    'PUT /api/level-remarks/{id}': { places: {
      id: taken('level_remark', (_, me) => ({ body: { ...mine(me), says: 'ý kiến' } })),
      roundId: missing('level_round', 'not-found', (id, me) => ({ url: `/api/level-remarks/${newId()}`, body: { ...mine(me), roundId: id, says: 'ý kiến' } })),
    } },
    'POST /api/level-remarks/{id}/answer': changed('level_remark', { version: 1, take: 'nothing', reason: 'lý do' }),
    'GET /api/level-inputs': { places: { 'query.area': PUBLIC }, pages: [page('/api/level-inputs', 'level_input')] },
    'PUT /api/level-inputs/{id}': { places: { id: taken('level_input', (_, me) => ({ body: { areaId: areaOf(me), measure: 'icu-beds', day: '2021-11-09', count: 3, toldBy: 'Sở Y tế', source: 'Báo cáo' } })) } },
    'POST /api/level-inputs/{id}/retract': changed('level_input', { version: 1, reason: 'nhầm' }),
    'PUT /api/noted-levels/{id}': { places: { id: taken('level_round', (_, me) => ({ body: note(me) })) } },
  }
}
