import { bodies, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, page, taken, type Way } from './way.ts'

const DAY = '2021-08-20'
/** Who writes the reports of a commune: whoever acts for its people's committee or for a body of the State seated in it. */
const WRITERS: Record<number, readonly number[]> = { [bodies.communeA1]: [bodies.communeA1, bodies.healthStationA1, bodies.villageTeamA1], [bodies.communeB1]: [bodies.communeB1] }

/** A locked report with a figure and an adjustment, one that was sent, and one that its unit is still writing. */
export async function plantQuickReports(soil: Soil, unit: number, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const sees = (viewer: Viewer): boolean => reads(viewer, 'quick_report') && ground.covers(viewer, area)
  const writes = (viewer: Viewer): boolean => reads(viewer, 'quick_report') && WRITERS[unit]!.includes(viewer.member.actsForId)
  const put = async (seen: Planted['sees'], state: string, day: string): Promise<Planted> => {
    const row = note(soil, 'quick_report', seen)
    await client.query(
      `insert into quick_report (id, form_id, body_id, area_id, day, state, situation, first_sent_at, sent_at, sender_title, created_by)
       values ($1, 'covid-2021', $2, $3, $4, $5, $6, case when $5 <> 'draft' then now() end, case when $5 <> 'draft' then now() end, $6, $7)`, [row.id, unit, area, day, state, row.marker, by.postId])
    await client.query("insert into quick_figure (report_id, form_id, column_code, value) values ($1, 'covid-2021', 'f1_new', 7), ($1, 'covid-2021', 'f1_total', 9)", [row.id])
    return row
  }
  await put(sees, 'sent', DAY)
  await put(writes, 'draft', '2021-08-21')
  const locked = await put(sees, 'locked', '2021-08-19')
  const adjustment = note(soil, 'quick_adjustment', sees)
  await client.query("insert into quick_adjustment (id, report_id, form_id, column_code, delta, reason, by_title, at, created_by) values ($1, $2, 'covid-2021', 'f1_new', 1, $3, $3, now(), $4)", [adjustment.id, locked.id, adjustment.marker, by.postId])
}

const PUBLIC = 'bodies are public; one whose area is out of scope is answered as if it were none: held by quick-reports.test.ts'
const days = (path: string) => [DAY, '2021-08-21', '2021-08-19'].map((day) => page(`/api/quick-reports${path}?day=${day}`))
const paper = missing('quick_report', 'not-found', (id) => ['docx', 'xlsx'].map((format) => ({ url: `/api/quick-reports/${id}/paper.${format}` })))

/** How the routes of quick reports are asked. */
export const quickReportWays: Record<string, Way> = {
  'GET /api/quick-reports': { places: { 'query.unit': PUBLIC }, pages: days('') },
  'GET /api/quick-reports/day.xlsx': { places: { 'query.unit': PUBLIC }, pages: days('/day.xlsx') },
  'GET /api/quick-reports/{id}': { places: { id: missing('quick_report', 'not-found') } },
  'GET /api/quick-reports/{id}/paper.{format}': { places: { format: 'xlsx, docx or pdf', id: paper } },
  'PUT /api/quick-reports/{id}': { places: { id: taken('quick_report', () => ({ body: { day: '2021-08-18' } })) } },
  'PATCH /api/quick-reports/{id}': changed('quick_report', { version: 1, narrative: { results: 'Khác' } }),
  'POST /api/quick-reports/{id}/send': changed('quick_report', { version: 1 }),
  'POST /api/quick-reports/{id}/return': changed('quick_report', { version: 1, reason: 'Làm lại' }),
  'POST /api/quick-reports/{id}/approve': changed('quick_report', { version: 1 }),
  'POST /api/quick-reports/{id}/lock': changed('quick_report', { version: 1 }),
  'PUT /api/quick-reports/{id}/adjustments/{adjustmentId}': { places: {
    id: missing('quick_report', 'not-found', (id) => ({ url: `/api/quick-reports/${id}/adjustments/${crypto.randomUUID()}`, body: { column: 'f1_new', delta: 1, reason: 'Sót' } })),
    adjustmentId: 'only a locked report of one\'s own unit takes adjustments; held by quick-reports.test.ts',
  } },
}
