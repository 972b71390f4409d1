import { bodies, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** The laboratory that a body of the district runs. */
const LAB = '01900000-0000-7000-8000-000000000471'

/** A laboratory that a body of the district runs, two tubes sent to it and a pool of one, in an area. */
export async function plantTubes(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  let lab = soil.planted.find((row) => row.kind === 'laboratory' && row.facts?.runs === bodies.healthDepartment)
  if (!lab) {
    lab = note(soil, 'laboratory', (viewer) => reads(viewer, 'laboratory'), LAB, { runs: bodies.healthDepartment })
    await client.query("insert into laboratory (id, area_id, name, body_id, confirms, search_key, created_by) values ($1, 10100, $2, $3, true, $2, $4)", [lab.id, lab.marker, bodies.healthDepartment, by.postId])
  }
  // The laboratory reads the barcode on its desk: it knows the tube, though not the row.
  const sees: Planted['sees'] = (viewer) => (reads(viewer, 'specimen') && ground.covers(viewer, area)) || (viewer.member.role === 'laboratory' && viewer.member.actsForId === bodies.healthDepartment)
  const tube = async (form: string, pool: string | null, outcome: string | null): Promise<Planted> => {
    const row = note(soil, 'specimen', sees, newId(), { tube: true, outcome })
    await client.query(`insert into specimen (id, area_id, barcode, form, disease_code, purpose, method, taken_at, laboratory_id, sent_at, pool_id, outcome, resulted_at, state, full_name, search_key, created_by)
      values ($1, $2, $3, $4, 'covid-19', 'f1', 'rt-pcr', '2021-08-05T07:00+07', $5, '2021-08-05T08:00+07', $6, $7, case when $7::text is not null then '2021-08-05T12:00+07'::timestamptz end, case when $7::text is not null then 'resulted' else 'sent' end, $8, $3, $9)`,
    [row.id, area, row.marker, form, lab.id, pool, outcome, form === 'pool' ? null : secret.marker, by.postId])
    return row
  }
  const secret = { register: 'specimen', marker: soil.marker(), sees: (viewer: Parameters<Planted['sees']>[0]) => reads(viewer, 'specimen') && ground.covers(viewer, area) && viewer.permissions.has('specimen.reveal'), inScope: (viewer: Parameters<Planted['sees']>[0]) => reads(viewer, 'specimen') && ground.covers(viewer, area), asked: true }
  soil.secrets.push(secret)
  const pool = await tube('pool', null, null)
  await tube('single', pool.id, null)
  const positive = await tube('single', null, 'positive')
  soil.planted.push({ kind: 'resulted', id: positive.id, marker: positive.marker, sees: (viewer) => reads(viewer, 'specimen') && ground.covers(viewer, area) })
  const result = note(soil, 'test_result', (viewer) => reads(viewer, 'specimen') && ground.covers(viewer, area))
  await client.query("insert into test_result (id, specimen_id, laboratory_id, method, outcome, tested_at, reported_at, source, created_by) values ($1, $2, $3, 'rt-pcr', 'positive', '2021-08-05T11:00+07', '2021-08-05T12:00+07', 'entered', $4)", [result.id, positive.id, lab.id, by.postId])
}

/** How specimens, pools, laboratories and their papers are asked. */
export function testingWays(planted: readonly Planted[]): Record<string, Way> {
  const own = (me: Me, outcome: string | null = null): string => planted.find((row) => row.kind === 'specimen' && row.facts?.tube === true && row.facts.outcome === outcome && row.sees(me.viewer))?.id ?? newId()
  const tube = (me: Me, more: object = {}): object => ({ barcode: `MA${newId()}`.toUpperCase(), areaId: areaOf(me), diseaseCode: 'covid-19', purpose: 'f1', method: 'rt-pcr', takenAt: '2021-08-05T00:00:00Z', fullName: 'Ai đó', ...more })
  const linked = (field: string, kind: string): Way['places'] => ({ [field]: missing(kind, 'not-allowed', (id, me) => ({ url: `/api/specimens/${newId()}`, body: tube(me, { [field]: id }) })) })
  const values = (me: Me): object => ({ areaId: areaOf(me), diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-05T00:00:00Z' })
  const pointing = (field: string, kind: string): Way['places'] => ({ [`values.${field}`]: missing(kind, 'reference-missing', (id, me) => ({ url: `/api/specimens/${own(me, 'positive')}/cases/${newId()}`, body: { values: { ...values(me), [field]: id } } })) })
  const open = 'laboratories are open to all who read them'
  const result = { id: newId(), method: 'rt-pcr', outcome: 'negative', testedAt: '2021-08-05T10:00:00Z' }
  return {
    'GET /api/specimens': { places: { 'query.roundId': missing('testing_round', '200', (id) => ({ url: `/api/specimens?roundId=${id}` })) },
      pages: [page('/api/specimens', 'specimen'), page('/api/specimens?box=waiting'), page('/api/specimens?box=positive'), { url: '/api/specimens?reveal=1', shows: [], reveals: true }] },
    'GET /api/specimens/expected': { pages: [page('/api/specimens/expected'), { url: '/api/specimens/expected?reveal=1', shows: [], reveals: true }] },
    'GET /api/specimens/pooling': { pages: [page('/api/specimens/pooling?disease=covid-19')] },
    'GET /api/specimens/{id}': opened('specimen'),
    'PUT /api/specimens/{id}': { places: { id: taken('specimen', (_, me) => ({ body: tube(me) })), ...linked('roundId', 'testing_round'), ...linked('contactId', 'case_contact'), ...linked('replacesId', 'specimen'), ...linked('individualId', 'individual') } },
    'POST /api/specimens/send': { places: { 'ids[]': missing('specimen', '200', (id) => ({ body: { ids: [id], laboratoryId: LAB } })), laboratoryId: open } },
    'PUT /api/pools/{id}': { places: { laboratoryId: open, id: { ...taken('specimen', (id) => ({ url: `/api/pools/${id}`, body: { barcode: 'GX001', members: ['X001', 'X002'] } })) } } },
    'POST /api/specimens/{id}/results': { places: { laboratoryId: open, id: missing('specimen', 'not-found', () => ({ body: { ...result, id: newId() } })) } },
    'POST /api/specimens/{id}/results/{resultId}/withdraw': { places: {
      id: missing('specimen', 'not-found', (id) => ({ url: `/api/specimens/${id}/results/${newId()}/withdraw`, body: { reason: 'Nhầm mẫu' } })),
      resultId: missing('test_result', 'not-found', (id, me) => ({ url: `/api/specimens/${own(me, 'positive')}/results/${id}/withdraw`, body: { reason: 'Nhầm mẫu' } })),
    } },
    'POST /api/specimens/{id}/settlements': { places: { id: missing('specimen', 'not-found', (id) => ({ url: `/api/specimens/${id}/settlements`, body: { id: newId(), outcome: 'negative', reason: 'Xét nghiệm lại' } })) } },
    'PUT /api/specimens/{id}/cases/{caseId}': { places: {
      id: missing('specimen', 'not-found', (id, me) => ({ url: `/api/specimens/${id}/cases/${newId()}`, body: { values: values(me) } })),
      caseId: taken('disease_case', (id, me) => ({ url: `/api/specimens/${own(me, 'positive')}/cases/${id}`, body: { values: values(me) } })),
      ...pointing('individualId', 'individual'), ...pointing('outbreakId', 'outbreak'), ...pointing('linkedCaseId', 'disease_case'),
    } },
    'POST /api/specimens/{id}/case-result': { places: { ...changed('specimen', { caseId: newId(), version: 1 }).places, caseId: missing('disease_case', 'not-found', (id, me) => ({ url: `/api/specimens/${own(me, 'positive')}/case-result`, body: { caseId: id, version: 1 } })) } },
    'GET /api/specimens/{id}/slip.{format}': { places: { format: 'docx or pdf', id: { ...missing('resulted', 'not-found', (id) => ({ url: `/api/specimens/${id}/slip.pdf` })), reveals: true } } },
    'POST /api/specimens/slips': { places: { 'ids[]': { ...missing('resulted', 'not-found', (id) => ({ body: { ids: [id], format: 'docx' } })), reveals: true } } },
    'POST /api/barcode-labels': { open: 'prints what it is given' },
    'GET /api/laboratories': { pages: [page('/api/laboratories')] },
    'GET /api/laboratories/{id}/desk': { places: { id: open }, pages: [page(`/api/laboratories/${LAB}/desk`)] },
    'POST /api/laboratories/{id}/receive': { places: { id: open } },
    'POST /api/laboratories/{id}/reject': { places: { id: open } },
    'POST /api/laboratories/{id}/results': { places: { id: open } },
    'POST /api/laboratories/{id}/withdraw': { places: { id: open } },
    'POST /api/laboratories/{id}/result-file': { places: { id: open } },
  }
}
