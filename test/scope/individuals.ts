import { caseContact, household, individual, type Register } from '@phaodai/registers'
import { areas, type Member } from '#test/people.ts'
import { COMMON, newId, note, plantRecord, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

const PUBLIC = 'areas and bodies are public reference data'
const DISEASE = 'the catalogue of diseases is public reference data'
const revealing = (url: string): { url: string; shows: string[]; reveals: boolean } => ({ url, shows: [], reveals: true })

/** Two people of one area who may be one, two who are merged, and a household with a member. */
export async function plantPeople(soil: Soil, area: number, by: Member): Promise<void> {
  const { client } = soil
  const make = (register: Register): Promise<Planted> => plantRecord(soil, register, area, by)
  const [a, b, survivor, absorbed, home] = [await make(individual), await make(individual), await make(individual), await make(individual), await make(household)]
  const sees: Planted['sees'] = (viewer) => reads(viewer, 'individual') && viewer.permissions.has('individual.reveal') && a.sees(viewer)
  const [pair, merge, member] = [note(soil, 'individual_pair', sees), note(soil, 'individual_merge', sees), note(soil, 'household_member', home.sees)]
  const [first, second] = [a.id, b.id].sort()
  await client.query(`insert into individual_pair (id, a_id, b_id, a_area_id, b_area_id, bits, verdict, evidence) values ($1, $2, $3, $4, $4, 5, 'possible', '[]')`, [pair.id, first, second, area])
  await client.query('insert into individual_merge (id, survivor_id, absorbed_id, survivor_area_id, absorbed_area_id, reason, merged_by) values ($1, $2, $3, $4, $4, $5, $6)', [merge.id, survivor.id, absorbed.id, area, merge.marker, by.postId])
  await client.query("insert into household_member (id, household_id, individual_id, area_id, relation, from_on, created_by) values ($1, $2, $3, $4, 'head', '2021-01-01', $5)", [member.id, home.id, a.id, area, by.postId])
  await plantFollowing(soil, area, by)
}

/** A contact who was seen on a day and is given to a team of the body that watches him. */
async function plantFollowing(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const watched = await plantRecord(soil, caseContact, area, by)
  const visit = note(soil, 'contact_visit', watched.sees)
  const team = note(soil, 'tracing_team', (viewer) => reads(viewer, 'tracing_team') && (viewer.whole || ground.within(viewer, by.actsForId)))
  await client.query("insert into contact_visit (id, contact_id, on_day, manner, symptoms, ill_at, entered_at, created_by) values ($1, $2, '2021-08-03', 'phone', '{cough}', now(), now(), $3)", [visit.id, watched.id, by.postId])
  await client.query('insert into tracing_team (id, body_id, area_id, name, capacity, created_by) values ($1, $2, $3, $4, 5, $5)', [team.id, by.actsForId, area, team.marker, by.postId])
  await client.query("insert into contact_assignment (contact_id, on_day, team_id, body_id, created_by) values ($1, '2021-08-03', $2, $3, $4)", [watched.id, team.id, by.actsForId, by.postId])
}

const tracing = { reason: 'Truy vết ca dương tính' }
/** What an opening has found is kept only of one’s own openings: held by tracing.test.ts. */
const MEETING = 'borne out by an opening of the post’s own, else refused: contacts.test.ts'

const contact = { tier: 'f1', fullName: 'Người Tiếp Xúc', lastContactOn: '2021-08-01' }
const team = (me: Me) => ({ name: 'Đội', areaId: areaOf(me), capacity: 5 })
const turned = (me: Me, more: object = {}) => ({ version: 1, values: { areaId: areaOf(me), diseaseCode: 'covid-19', classification: 'suspected', diagnosedAt: '2021-08-01T00:00:00.000Z', ...more } })
const merging = (survivorId: string, absorbedId?: string) => ({ survivorId, absorbedId: absorbedId ?? newId(), reason: 'trùng' })

/** How people, households and diseases are asked. */
export function individualWays(planted: readonly Planted[]): Record<string, Way> {
  const own = (viewer: Parameters<Planted['sees']>[0], kind: string, nth = 0): string => planted.filter((row) => row.kind === kind && row.sees(viewer))[nth]?.id ?? newId()
  return {
    'GET /api/individuals/search': { pages: [revealing(`/api/individuals/search?q=${COMMON}`)] },
    'POST /api/individuals/matches': { open: `asks with ${PUBLIC}; what it finds is held by individuals.test.ts` },
    'GET /api/individuals/pairs': { pages: [revealing('/api/individuals/pairs')] },
    'GET /api/individuals/{id}': opened('individual'),
    'PUT /api/individuals/merges/{id}': { places: {
      id: taken('individual_merge', (_, me) => ({ body: merging(own(me.viewer, 'individual'), own(me.viewer, 'individual', 1)) })),
      survivorId: missing('individual', 'not-found', (id, me) => ({ url: `/api/individuals/merges/${newId()}`, body: merging(id, own(me.viewer, 'individual')) })),
      absorbedId: missing('individual', 'not-found', (id, me) => ({ url: `/api/individuals/merges/${newId()}`, body: merging(own(me.viewer, 'individual'), id) })),
    } },
    'POST /api/individuals/merges/{id}/undo': changed('individual_merge', { reason: 'nhầm' }),
    'POST /api/individuals/pairs/{id}/distinct': changed('individual_pair', { reason: 'hai người' }),
    'GET /api/households/{id}/members': { places: { id: missing('household', 'not-found') } },
    'PUT /api/households/{id}/members/{memberId}': { places: {
      id: missing('household', 'not-found', (id, me) => ({ url: `/api/households/${id}/members/${newId()}`, body: { individualId: own(me.viewer, 'individual'), relation: 'child', fromOn: '2021-01-01' } })),
      memberId: taken('household_member', (id, me) => ({ url: `/api/households/${own(me.viewer, 'household')}/members/${id}`, body: { individualId: own(me.viewer, 'individual'), relation: 'child', fromOn: '2021-01-01' } })),
      individualId: missing('individual', 'not-allowed', (id, me) => ({ url: `/api/households/${own(me.viewer, 'household')}/members/${newId()}`, body: { individualId: id, relation: 'child', fromOn: '2021-01-01' } })),
    } },
    'POST /api/households/members/{id}/end': changed('household_member', { version: 1, toOn: '2021-08-01' }),
    'GET /api/diseases': { pages: [page('/api/diseases')] },
    'GET /api/diseases/{code}': { places: { code: DISEASE }, pages: [page('/api/diseases/covid-19')] },
    'PUT /api/diseases/{code}': { places: { code: DISEASE } },
    'PUT /api/diseases/{code}/rules/{id}': { places: { code: DISEASE, id: DISEASE, replacesId: DISEASE } },
    'GET /api/cases': { places: { 'query.areaId': PUBLIC, 'query.outbreakId': missing('outbreak', '200', (id) => ({ url: `/api/cases?outbreakId=${id}` })) }, pages: [page('/api/cases?limit=200', 'disease_case'), page(`/api/cases?limit=200&q=${COMMON}`, 'disease_case'), revealing('/api/cases?limit=200&reveal=1')] },
    'GET /api/cases/counts': { places: { 'query.areaId': PUBLIC, 'query.outbreakId': missing('outbreak', '200', (id) => ({ url: `/api/cases/counts?outbreakId=${id}` })) }, pages: [page('/api/cases/counts')] },
    'GET /api/cases/{id}': opened('disease_case'),
    'GET /api/cases/{id}/form.{format}': { places: { format: 'docx or pdf', id: { ...missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/form.docx` })), reveals: true } } },
    'GET /api/cases/{id}/investigation.{format}': { places: { format: 'docx or pdf', id: { ...missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/investigation.docx` })), reveals: true } } },
    'GET /api/cases/{id}/contact-list.{format}': { places: { format: 'docx or pdf', id: { ...missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/contact-list.docx?tier=f1` })), reveals: true } } },
    'GET /api/cases/{id}/notices/{nth}.docx': { places: { nth: 'a number among the places of the case', id: { ...missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/notices/1.docx?version=1` })), reveals: true } } },
    'GET /api/cases/{id}/contacts': { places: { id: missing('disease_case', 'not-found') } },
    'PUT /api/cases/{id}/contacts/{contactId}': { places: {
      id: missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/contacts/${newId()}`, body: contact })),
      contactId: taken('case_contact', (id, me) => ({ url: `/api/cases/${own(me.viewer, 'disease_case')}/contacts/${id}`, body: contact })),
      individualId: missing('individual', 'not-allowed', (id, me) => ({ url: `/api/cases/${own(me.viewer, 'disease_case')}/contacts/${newId()}`, body: { ...contact, individualId: id } })),
      residenceAreaId: PUBLIC,
      metId: missing('case_contact', 'not-allowed', (id, me) => ({ url: `/api/cases/${own(me.viewer, 'disease_case')}/contacts/${newId()}`, body: { ...contact, tier: 'f2', metId: id } })),
      ...Object.fromEntries(['openingId', 'placeId'].map((field) => [`found.${field}`, MEETING])),
    } },
    'GET /api/contacts/{id}/reason': { places: { id: missing('case_contact', 'not-found') }, pages: [] },
    'GET /api/tracing-teams': { pages: [page('/api/tracing-teams')] },
    'GET /api/tracing-teams/proposal': { pages: [revealing('/api/tracing-teams/proposal')] },
    'PUT /api/tracing-teams/{id}': { places: { id: taken('tracing_team', (_, me) => ({ body: team(me) })), areaId: PUBLIC } },
    'PATCH /api/tracing-teams/{id}': changed('tracing_team', { name: 'Đội', areaId: areas.communeA1, capacity: 5, version: 1 }),
    'PUT /api/tracing-teams/assignments/{day}': { open: 'only today can be assigned, and every contact and team of a line is asked for by its policy: held by tracing-teams.test.ts' },
    'GET /api/contacts/today': { pages: [revealing('/api/contacts/today')] },
    'PUT /api/contacts/{id}/visits/{day}': { places: { id: missing('case_contact', 'not-found', (id) => ({ url: `/api/contacts/${id}/visits/2021-08-02`, body: { manner: 'phone' } })), day: 'a day' } },
    'GET /api/contacts/{id}/origin': { places: { id: { ...missing('case_contact', 'not-found'), reveals: true } } },
    'PUT /api/contacts/{id}/cases/{caseId}': { places: {
      id: missing('case_contact', 'not-found', (id, me) => ({ url: `/api/contacts/${id}/cases/${newId()}`, body: turned(me) })),
      caseId: taken('disease_case', (id, me) => ({ url: `/api/contacts/${own(me.viewer, 'case_contact')}/cases/${id}`, body: turned(me) })),
      ...Object.fromEntries([['individualId', 'individual'], ['outbreakId', 'outbreak'], ['linkedCaseId', 'disease_case']].map(([field, kind]) => [`values.${field}`,
        missing(kind!, 'reference-missing', (id, me) => ({ url: `/api/contacts/${own(me.viewer, 'case_contact')}/cases/${newId()}`, body: turned(me, { [field!]: id }) }))])),
    } },
    'POST /api/cases/{id}/tracing': { places: {
      id: missing('disease_case', 'not-found', () => ({ body: tracing })),
      contactId: missing('case_contact', 'illegal-state', (id, me) => ({ url: `/api/cases/${own(me.viewer, 'disease_case')}/tracing`, body: { ...tracing, contactId: id } })), // a planted case is nobody's yet; tracing.test.ts asks of one that is
    } },
    'PUT /api/tracing/{id}/referrals/{contactId}': { places: { id: 'an opening answers to the post that made it and to no other: tracing.test.ts', contactId: 'made by the client for a line of such an opening: tracing.test.ts', 'meeting.placeId': MEETING } },
    'GET /api/visit-openings': { places: { 'query.bodyId': PUBLIC }, pages: [page('/api/visit-openings')] },
    'GET /api/places/{id}/collecting': { places: { id: 'a place is open to all who read it, collecting only in its own areas: entry.test.ts' } },
    'POST /api/places/{id}/visits': { places: { id: 'asked as above; takes the bytes of a file: entry.test.ts', 'query.decisionId': 'a decision that covers the place, open to all who read it: entry.test.ts' } },
    'PUT /api/cases/{id}/visits/{visitId}': { places: {
      id: missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/visits/${newId()}`, body: { placeId: newId(), from: '2021-08-02T08:00:00+07:00', to: null, masked: null, note: null } })),
      visitId: 'made by the client; what stood already is told to nobody: entry.test.ts', placeId: 'a place is open to all who read it',
    } },
    'DELETE /api/cases/{id}/visits/{visitId}': { places: { id: missing('disease_case', 'not-found', (id) => ({ url: `/api/cases/${id}/visits/${newId()}` })), visitId: 'of the case’s own person alone: entry.test.ts' } },
    'POST /api/contacts/{id}/steps': changed('case_contact', { version: 1, step: 'informed' }),
    'POST /api/line-lists': { open: 'enters lines; the people and cases it may find are held by line-lists.test.ts' },
    'GET /api/line-lists/export.csv': { places: { 'query.areaId': PUBLIC, 'query.outbreakId': missing('outbreak', '200', (id) => ({ url: `/api/line-lists/export.csv?outbreakId=${id}` })) }, pages: [revealing('/api/line-lists/export.csv')] },
    'GET /api/line-lists/export.xlsx': { places: { 'query.areaId': PUBLIC, 'query.outbreakId': missing('outbreak', '200', (id) => ({ url: `/api/line-lists/export.xlsx?outbreakId=${id}` })) }, pages: [revealing('/api/line-lists/export.xlsx')] },
    'GET /api/outbreaks': { pages: [page('/api/outbreaks')] },
    'POST /api/outbreaks/{id}/gather': { places: { id: missing('outbreak', 'not-found') } },
  }
}
