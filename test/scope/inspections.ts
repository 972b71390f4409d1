import { areas, bodies, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Place, type Way } from './way.ts'

const DAY = '2021-08-20'
const PUBLIC = 'areas and bodies are public reference data'
const FACTS = 'sanctions and checklists are public facts'
const PERIOD = 'from=2020-01-01&to=2099-12-31'

/** A draft plan of a body and one that an inspected body is told of, each with a team and a place. */
export async function plantPlans(soil: Soil, keeper: Member, inspected: number, area: number): Promise<void> {
  const { client, ground } = soil
  const body = keeper.actsForId
  for (const told of [false, true]) {
    const own: Planted['sees'] = (viewer) => reads(viewer, 'inspection_plan') && (viewer.whole || ground.within(viewer, body))
    const sees: Planted['sees'] = (viewer) => own(viewer) || (told && reads(viewer, 'inspection_plan') && ground.within(viewer, inspected))
    const [plan, team, visit] = [note(soil, 'inspection_plan', sees, newId(), { body }), note(soil, 'inspection_team', own, newId(), { body }), note(soil, 'inspection_visit', sees, newId(), { body })]
    await client.query("insert into inspection_plan (id, body_id, title, period_from, period_to, created_by, state) values ($1, $2, $3, $4, $4, $5, $6)", [plan.id, body, plan.marker, DAY, keeper.postId, told ? 'ended' : 'draft'])
    await client.query('insert into inspection_team (id, body_id, plan_id, name, leader_post_id) values ($1, $2, $3, $4, $5)', [team.id, body, plan.id, team.marker, keeper.postId])
    await client.query(
      "insert into inspection_visit (id, body_id, plan_id, team_id, area_id, inspected_id, place_name, place_kind, planned_on, created_by) values ($1, $2, $3, $4, $5, $6, $7, 'market', $8, $9)",
      [visit.id, body, plan.id, team.id, area, inspected, visit.marker, DAY, keeper.postId])
  }
}

/** A step of every finding and a penalty of every violation that stands there. */
export async function plantSteps(soil: Soil, by: Member): Promise<void> {
  const of = (kind: string): Planted[] => soil.planted.filter((row) => row.kind === kind && !row.facts?.linked)
  for (const finding of of('finding')) {
    const step = note(soil, 'finding_step', finding.sees)
    await soil.client.query("insert into finding_step (id, finding_id, kind, note, body_id, post_id, by_title, day) values ($1, $2, 'overdue', $3, $4, $5, $3, $6)", [step.id, finding.id, step.marker, by.actsForId, by.postId, DAY])
  }
}

/** A plan of the viewer's own, and one that is not begun. */
export function planOf({ member: { actsForId } }: Me['viewer'], planted: readonly Planted[]): Partial<Me> {
  return { plan: planted.find((row) => row.kind === 'inspection_plan' && row.facts?.body === actsForId)?.id }
}

const plan = { version: 0, title: 'Kế hoạch', periodFrom: DAY, periodTo: DAY }
const team = (me: Me): object => ({ version: 0, name: 'Đoàn', leaderPostId: me.viewer.member.postId })
const homes = new Map<number, number>([[bodies.communeA1, areas.communeA1], [bodies.communeA2, areas.communeA2], [bodies.communeB1, areas.communeB1], [bodies.districtState, areas.district], [bodies.communeA1Party, areas.communeA1]])
const visit = (me: Me): object => ({ version: 0, areaId: homes.get(me.viewer.member.actsForId) ?? areas.province, placeName: 'Chợ', placeKind: 'market', plannedOn: DAY })
const inPlan = (me: Me, rest: string): string => `/api/inspection-plans/${me.plan ?? newId()}/${rest}`
const step = { version: 1, kind: 'report-fix', note: 'Đã sửa' }
const answers = { version: 1, checklistId: 'market-2021', checklist: [{ point: 'masks', question: 'Khẩu trang', answer: 'yes' }], conclusion: 'Đạt', visitedAt: '2021-08-20T08:00:00+07:00' }
const decision = { version: 1, sanctionId: newId(), form: 'fine', amount: 1_000_000, number: '1', decidedOn: DAY }
const planMoves = Object.fromEntries(['approve', 'start', 'end'].map((verb): [string, Way] => [`POST /api/inspection-plans/{id}/${verb}`, changed('inspection_plan', { version: 1 })]))
const files = (kind: string, url: (id: string) => string, body: object): Place => missing(kind, 'not-found', (id) => ({ url: url(id), body }))
const FILES = 'looked at after the record, which is asked for above; held by inspections.test.ts'

/** How the routes around inspections are asked. */
export const inspectionWays: Record<string, Way> = {
  'GET /api/inspection-plans': { pages: [page('/api/inspection-plans', 'inspection_plan')] },
  'GET /api/inspection-plans/{id}': opened('inspection_plan'),
  'PUT /api/inspection-plans/{id}': { places: {
    id: taken('inspection_plan', () => ({ body: plan })),
    directiveId: missing('directive', 'not-allowed', (id) => ({ url: `/api/inspection-plans/${newId()}`, body: { ...plan, directiveId: id } })),
  } },
  'PUT /api/inspection-plans/{id}/teams/{rowId}': { places: {
    id: missing('inspection_plan', 'not-allowed', (id, me) => ({ url: `/api/inspection-plans/${id}/teams/${newId()}`, body: team(me) })),
    rowId: taken('inspection_team', (id, me) => ({ url: inPlan(me, `teams/${id}`), body: team(me) }), 'plan'),
    leaderPostId: missing('post', 'not-allowed', (id, me) => ({ url: inPlan(me, `teams/${newId()}`), body: { ...team(me), leaderPostId: id } })),
    'memberPostIds[]': missing('post', 'not-allowed', (id, me) => ({ url: inPlan(me, `teams/${newId()}`), body: { ...team(me), memberPostIds: [id] } })),
  } },
  'PUT /api/inspection-plans/{id}/visits/{rowId}': { places: {
    id: missing('inspection_plan', 'not-allowed', (id, me) => ({ url: `/api/inspection-plans/${id}/visits/${newId()}`, body: visit(me) })),
    rowId: taken('inspection_visit', (id, me) => ({ url: inPlan(me, `visits/${id}`), body: visit(me) }), 'plan'),
    teamId: missing('inspection_team', 'not-allowed', (id, me) => ({ url: inPlan(me, `visits/${newId()}`), body: { ...visit(me), teamId: id } })),
    areaId: PUBLIC, inspectedId: PUBLIC,
  } },
  'POST /api/inspection-plans/{id}/visits/{rowId}/drop': { places: {
    id: missing('inspection_plan', 'not-found', (id) => ({ url: `/api/inspection-plans/${id}/visits/${newId()}/drop`, body: { version: 1, reason: 'Thừa' } })),
    rowId: missing('inspection_visit', 'not-found', (id, me) => ({ url: inPlan(me, `visits/${id}/drop`), body: { version: 1, reason: 'Thừa' } })),
  } },
  ...planMoves,
  'GET /api/inspections/{id}/report.{format}': { places: { format: 'docx or pdf', id: missing('inspection', 'not-found', (id) => ({ url: `/api/inspections/${id}/report.docx` })) } },
  'GET /api/inspection-plans/{id}/report.{format}': { places: { format: 'docx or pdf', id: missing('inspection_plan', 'not-found', (id) => ({ url: `/api/inspection-plans/${id}/report.docx` })) } },
  'GET /api/inspections/work': { pages: [page('/api/inspections/work', 'inspection')] },
  'GET /api/inspections/{id}': opened('inspection'),
  'POST /api/inspections/{id}/complete': { places: { id: missing('inspection', 'not-found', () => ({ body: answers })), checklistId: FACTS } },
  'PUT /api/inspections/{id}/photos/{photoId}': { places: {
    id: files('inspection', (id) => `/api/inspections/${id}/photos/${newId()}`, { fileId: newId() }), photoId: 'made by the client after the inspection was found', fileId: FILES,
  } },
  'GET /api/inspection-checklists': { pages: [page('/api/inspection-checklists')] },
  'PUT /api/inspection-checklists/{id}': { places: { id: FACTS } },
  'GET /api/findings': { pages: ['to-fix', 'to-check', 'closed'].map((box) => page(`/api/findings?box=${box}`)).concat(page('/api/findings', 'finding'), page('/api/findings?overdue=1', 'finding')) },
  'GET /api/findings/{id}': opened('finding'),
  'PUT /api/findings/{id}/steps/{stepId}': { places: {
    id: missing('finding', 'not-found', (id) => ({ url: `/api/findings/${id}/steps/${newId()}`, body: step })), stepId: 'made by the client after the finding was found', 'fileIds[]': FILES,
  } },
  'PUT /api/findings/{id}/tasks/{taskId}': { places: {
    id: missing('finding', 'not-found', (id) => ({ url: `/api/findings/${id}/tasks/${newId()}`, body: { text: 'Khắc phục', deadline: '2099-01-01' } })), taskId: 'made by the client; as where a task is given',
  } },
  'GET /api/violations/{id}': opened('violation'),
  'POST /api/violations/{id}/record': { places: { id: missing('violation', 'not-found', () => ({ body: { version: 1, number: '1', behaviourId: 'no-mask' } })), behaviourId: FACTS, 'fileIds[]': FILES } },
  'POST /api/violations/{id}/decide': { places: { id: missing('violation', 'not-found', () => ({ body: decision })), sanctionId: FACTS, 'fileIds[]': FILES } },
  'POST /api/violations/{id}/pay': changed('violation', { version: 1, paidOn: DAY, receipt: '1' }),
  'POST /api/violations/{id}/remedy': changed('violation', { version: 1, remediedOn: DAY }),
  'GET /api/violations/{id}/repeats': opened('violation'),
  'GET /api/sanctions': { pages: [page('/api/sanctions')] },
  'PUT /api/sanctions/{id}': { places: { id: FACTS, behaviourId: FACTS } },
  'GET /api/inspection-statistics': { pages: [page(`/api/inspection-statistics?${PERIOD}`)] },
  'GET /api/inspection-statistics.{format}': { places: { format: 'csv or xlsx' }, pages: [page(`/api/inspection-statistics.csv?${PERIOD}`)] },
}
