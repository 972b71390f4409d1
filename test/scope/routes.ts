import { ownActions, registers, writtenFields, type Field, type Register, diseaseCase, individual } from '@phaodai/registers'
import { bulkActions, taskActions } from '@phaodai/office'
import { areas, bodies } from '#test/people.ts'
import { bookWays } from './books.ts'
import { individualWays } from './individuals.ts'
import { chainWays } from './chains.ts'
import { draftWays } from './drafts.ts'
import { calendarWays } from './calendar.ts'
import { sentWays } from './statistics.ts'
import { deliveryWays } from './deliveries.ts'
import { committeeWays } from './committees.ts'
import { inspectionWays } from './inspections.ts'
import { meetingWays } from './meetings.ts'
import { indicatorWays } from './indicators.ts'
import { quickReportWays } from './quick-reports.ts'
import { reformWays } from './reforms.ts'
import { officeRuleWays } from './office-rules.ts'
import { isolationWays } from './isolation.ts'
import { orderWays } from './orders.ts'
import { testingWays } from './testing.ts'
import { facilityWays } from './facilities.ts'
import { responseTeamWays } from './response-teams.ts'
import { levelWays } from './levels.ts'
import { gateWays } from './gate.ts'
import { referenceWays } from './references.ts'
import { slipWays } from './slips.ts'
import { searchWays } from './search.ts'
import { scanWays } from './scans.ts'
import { zoneWays } from './zones.ts'
import { COMMON, newId, type Planted } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Place, type Way } from './way.ts'

export type { Ask, Me, Page, Place, Way } from './way.ts'

/** Bodies of both chains and all levels, near and far. */
const CORNERS = [bodies.provinceParty, bodies.districtState, bodies.communeA1Party, bodies.communeA1, bodies.healthStationA1, bodies.communeB1]
const WORDS = `q=${COMMON}`
const DAY = '2021-08-20'
const post = (me: Me): object => ({ bodyId: me.viewer.member.actsForId, actsForId: me.viewer.member.actsForId, role: 'officer', title: 'Chuyên viên', validFrom: '2021-01-01' })
const LETTER = 'Số 1-CV/HU\nV/v phòng, chống dịch\n\nKính gửi: UBND xã.\n\n1. UBND xã rà soát người về từ vùng dịch, báo cáo trước ngày 01/8/2021.'
const order = { version: 0, itemLabel: null, position: 9, text: 'Rà soát', span: null, leads: [], coordinates: [], doers: [], monitorId: null, authorityId: null, areaId: null,
  nature: 'standing', deadlineKind: 'none', deadline: null, deadlinePrinted: null, deadlineSource: null, recurring: null, reportTo: null, topics: [], dropped: false }
const PASSWORD = 'mot-mat-khau-dai-1'
const PUBLIC = 'areas and bodies are public reference data'
const BEFORE = 'stands in front of the gate and tells a person of himself alone'

const people: Record<string, Way> = {
  'GET /api/sessions': { pages: [page('/api/sessions', 'session')] },
  'DELETE /api/sessions/{id}': opened('session'),
  'GET /api/accounts': { pages: [page('/api/accounts', 'account'), page(`/api/accounts?search=${COMMON}`, 'account')] },
  'PUT /api/accounts/{id}': { places: {
    id: taken('account', (_, me) => ({ body: { personId: me.person, username: 'ten.moi', password: PASSWORD } })),
    personId: missing('person', 'not-allowed', (id) => ({ url: `/api/accounts/${newId()}`, body: { personId: id, username: 'ten.moi', password: PASSWORD } })),
  } },
  'POST /api/accounts/{id}/password': changed('account', { password: PASSWORD }),
  'POST /api/accounts/{id}/second-factor/reset': changed('account', {}),
  'POST /api/accounts/{id}/disable': changed('account', { version: 1 }),
  'POST /api/accounts/{id}/enable': changed('account', { version: 1 }),
  'GET /api/roles': { pages: [page('/api/roles')] },
  'PUT /api/posts/{id}': { places: {
    id: taken('post', (_, me) => ({ body: { personId: me.person, ...post(me) } })),
    personId: missing('person', 'not-allowed', (id, me) => ({ url: `/api/posts/${newId()}`, body: { personId: id, ...post(me) } })),
  } },
  'PATCH /api/posts/{id}': changed('post', { version: 1, title: 'Khác', validTo: null }),
  'GET /api/people': { pages: [page('/api/people', 'person', 'post'), page(`/api/people?search=${COMMON}`, 'person'), ...CORNERS.map((body) => page(`/api/people?bodyId=${body}`))] },
  'GET /api/people/{id}': opened('person'),
  'PUT /api/people/{id}': { places: {
    id: taken('person', (_, me) => ({ body: { fullName: 'Người Mới', post: { id: newId(), ...post(me) } } })),
    'post.id': taken('post', (id, me) => ({ url: `/api/people/${newId()}`, body: { fullName: 'Người Mới', post: { id, ...post(me) } } })),
  } },
  'PATCH /api/people/{id}': changed('person', { version: 2, fullName: 'Khác' }),
  'GET /api/audit': { pages: [page('/api/audit?limit=200')], places: { 'query.person': 'who may read the audit reads all of it' } },
}

const places: Record<string, Way> = {
  'GET /api/files/{id}': opened('file'),
  'PUT /api/files/{id}': { places: { id: taken('file', () => ({ body: 'chữ', headers: { 'content-type': 'text/plain' } })) } },
  'GET /api/bodies': { pages: [page('/api/bodies?limit=500')] },
  'GET /api/bodies/tree': { pages: [page('/api/bodies/tree')] },
  'GET /api/bodies/{id}': { places: { id: PUBLIC }, pages: CORNERS.map((body) => page(`/api/bodies/${body}`)) },
  'GET /api/areas': { pages: [page('/api/areas?limit=1000')] },
  'GET /api/areas/{id}': { places: { id: PUBLIC }, pages: [page(`/api/areas/${areas.communeA1}`)] },
  'PUT /api/areas/{id}': { places: { id: PUBLIC } },
  'PATCH /api/areas/{id}': { places: { id: PUBLIC } },
  'GET /api/areas/{id}/children': { places: { id: PUBLIC }, pages: [page(`/api/areas/${areas.district}/children`)] },
  'GET /api/map/cells': { pages: [page(`/api/map/cells?level=district&day=${DAY}`)] },
  'GET /api/map/home': { pages: [page('/api/map/home')] },
  'GET /api/map/tasks': { pages: ['commune', 'village'].map((level) => page(`/api/map/tasks?level=${level}&within=${areas.province}&day=${DAY}`)) },
}

const ofDraft = (me: Me, rest: string): string => `/api/directives/${me.draft}/orders/${rest}`
const directives: Record<string, Way> = {
  'GET /api/directives': { pages: [page('/api/directives?limit=200', 'directive'), page(`/api/directives?limit=200&${WORDS}`, 'directive'),
    ...['drafts', 'own', 'received'].map((box) => page(`/api/directives?box=${box}&limit=200`))] },
  'GET /api/directives/{id}': opened('directive'),
  'PUT /api/directives/{id}': { places: {
    id: taken('directive', () => ({ body: { text: LETTER, force: true } })),
    fileId: missing('file', 'reference-missing', (id) => ({ url: `/api/directives/${newId()}`, body: { text: LETTER, force: true, allowDuplicate: true, fileId: id } })),
  } },
  'PATCH /api/directives/{id}': changed('directive', { version: 1, abstract: 'Khác' }),
  'PUT /api/directives/{id}/stub': { places: { id: taken('stub', () => ({ body: { number: '1', issuedOn: null, issuerText: null } })) } },
  'PUT /api/directives/{id}/orders/{orderId}': { places: {
    id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/orders/${newId()}`, body: order })),
    orderId: taken('order', (id, me) => ({ url: ofDraft(me, id), body: order }), 'draft'),
  } },
  'POST /api/directives/{id}/orders/{orderId}/split': { places: {
    id: missing('directive', 'not-found', (id, me) => ({ url: `/api/directives/${id}/orders/${me.draftOrder}/split`, body: { version: 1, at: 3, newId: newId() } })),
    orderId: missing('order', 'not-found', (id, me) => ({ url: ofDraft(me, `${id}/split`), body: { version: 1, at: 3, newId: newId() } })),
    newId: taken('order', (id, me) => ({ url: ofDraft(me, `${me.draftOrder}/split`), body: { version: 1, at: 3, newId: id } }), 'draftOrder'),
  } },
  'POST /api/directives/{id}/orders/{orderId}/merge': { places: {
    id: missing('directive', 'not-found', (id, me) => ({ url: `/api/directives/${id}/orders/${me.draftOrder}/merge`, body: { version: 1, with: newId() } })),
    orderId: missing('order', 'not-found', (id, me) => ({ url: ofDraft(me, `${id}/merge`), body: { version: 1, with: me.draftOrder } })),
    with: missing('order', 'not-found', (id, me) => ({ url: ofDraft(me, `${me.draftOrder}/merge`), body: { version: 1, with: id } })),
  } },
  'POST /api/directives/{id}/resolve': changed('directive', { written: 'UBND xã', bodyIds: [bodies.communeA1], remember: true }),
  'POST /api/directives/{id}/issue': changed('directive', { version: 1, authorityId: null, monitorId: null, deliveries: [] }),
  'POST /api/directives/{id}/withdraw': changed('directive', { version: 1, reason: 'nhầm' }),
  'POST /api/directives/{id}/supersede': { places: {
    id: missing('directive', 'not-found', (id, me) => ({ url: `/api/directives/${id}/supersede`, body: { version: 1, byId: me.draft } })),
    byId: missing('directive', 'not-found', (id, me) => ({ url: `/api/directives/${me.issued}/supersede`, body: { version: 1, byId: id } })),
  } },
  'POST /api/directives/{id}/acknowledge': changed('directive', {}),
  'PUT /api/directives/{id}/file': { places: { id: taken('directive', () => ({ body: LETTER, headers: { 'content-type': 'text/plain' } })) } },
}

const actions = taskActions.filter((action) => action !== 'cascade')
const doing = (action: string, more: object = {}): object => ({ action, version: 1, note: 'Lý do', newDeadline: '2099-01-01', newBodyId: bodies.communeA2, ...more })
const byDirective = (url: string): Place => missing('directive', '200', (id) => ({ url: `${url}directiveId=${id}` }))
const PERIOD = 'from=2020-01-01&to=2099-12-31'
const tasks: Record<string, Way> = {
  'GET /api/tasks': { places: { 'query.directiveId': byDirective('/api/tasks?') }, pages: [
    page('/api/tasks?limit=200', 'task'), page('/api/tasks?limit=200&sort=deadline', 'task'), page(`/api/tasks?limit=200&${WORDS}`, 'task'),
    ...['new', 'doing', 'to-confirm', 'decision', 'late', 'stuck', 'closed', 'open'].map((pile) => page(`/api/tasks?limit=200&pile=${pile}`)),
    ...['mine', 'given'].map((box) => page(`/api/tasks?limit=200&box=${box}`)),
    ...[bodies.communeA1Party, bodies.communeB1].map((body) => page(`/api/tasks?limit=200&underBodyId=${body}`)), page(`/api/tasks?limit=200&areaId=${areas.communeA1}`),
  ] },
  'GET /api/tasks/counts': { pages: [page('/api/tasks/counts')] },
  'GET /api/tasks/{id}': opened('task'),
  'PUT /api/tasks/{id}': { places: { id: taken('task', () => ({ body: { text: 'Rà soát', bodyId: bodies.communeA2, deadline: null } })) } },
  'GET /api/tasks/{id}/cascade-proposal': opened('task'),
  'PUT /api/tasks/{id}/actions/{eventId}': { places: {
    id: missing('task', 'not-found', (id) => actions.map((action) => ({ url: `/api/tasks/${id}/actions/${newId()}`, body: doing(action) }))),
    eventId: taken('event', (id, me) => ({ url: `/api/tasks/${me.task}/actions/${id}`, body: doing('accept') }), 'task'),
    'fileIds[]': missing('file', 'reference-missing', (id, me) => ({ url: `/api/tasks/${me.task}/actions/${newId()}`, body: doing('accept', { fileIds: [id] }) })),
  } },
  'PUT /api/tasks/{id}/cascade': { places: {
    id: missing('task', 'not-found', (id) => ({ url: `/api/tasks/${id}/cascade`, body: { children: [{ id: newId(), bodyId: bodies.villageTeamA1, text: 'Rà soát', deadline: null }] } })),
    'children[].id': taken('task', (id, me) => ({ url: `/api/tasks/${me.task}/cascade`, body: { children: [{ id, bodyId: bodies.villageTeamA1, text: 'Rà soát', deadline: null }] } }), 'task'),
  } },
  'POST /api/tasks/chase': { places: {
    'tasks[].id': missing('task', '200', (id) => ({ body: { tasks: [{ id, eventId: newId() }], note: 'Nhắc' } })),
    'tasks[].eventId': taken('event', (id, me) => ({ body: { tasks: [{ id: me.given, eventId: id }], note: 'Nhắc' } }), 'given'),
  } },
  'POST /api/tasks/bulk': { places: {
    'tasks[].id': missing('task', '200', (id) => bulkActions.map((action) => ({ body: { action, tasks: [{ id, eventId: newId(), version: 1 }], note: 'Nhắc', newDeadline: '2030-01-01', newBodyId: bodies.villageTeamA1 } }))),
    'tasks[].eventId': 'as where one action is done, by the same code at a savepoint: a taken id is told as not-allowed within a 200',
  } },
  'GET /api/tasks/export.{format}': {
    places: { format: 'csv or xlsx', 'query.directiveId': byDirective('/api/tasks/export.csv?') },
    pages: [page('/api/tasks/export.csv', 'task'), page('/api/tasks/export.xlsx', 'task'), page(`/api/tasks/export.csv?${WORDS}`, 'task')],
  },
  'GET /api/picture': { pages: [page('/api/picture')] },
  'GET /api/picture/sheet.{format}': { places: { format: 'docx or pdf' }, pages: [page('/api/picture/sheet.docx')] },
  ...Object.fromEntries(['export', 'late'].map((part): [string, Way] => [`GET /api/statistics/${part}.{format}`, { places: { format: 'xlsx, docx or pdf', 'query.directiveId': byDirective(`/api/statistics/${part}.xlsx?${PERIOD}&`) }, pages: [page(`/api/statistics/${part}.xlsx?${PERIOD}&bodyId=${bodies.provinceParty}`)] }])),
  'GET /api/directives/{id}/results.{format}': { places: { format: 'docx or pdf', id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/results.docx` })) } },
  'PUT /api/directives/{id}/results/{draftId}': { places: { draftId: 'as where a draft is begun', id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/results/${newId()}`, body: {} })) } },
  'GET /api/statistics': { places: { 'query.directiveId': byDirective(`/api/statistics?${PERIOD}&`) }, pages: ['body', 'topic', 'directive'].flatMap((by) => ['given', 'received'].flatMap((side) =>
    [bodies.provinceParty, bodies.provinceState, bodies.communeA1Party].map((body) => page(`/api/statistics?${PERIOD}&by=${by}&side=${side}&bodyId=${body}`)))) },
}

const OWN = 'asks for the person\'s own rows alone; held by notices.test.ts and sending.test.ts'
const notices: Record<string, Way> = {
  'GET /api/notices/count': { pages: [page('/api/notices/count')] },
  'GET /api/notices/groups': { pages: [page('/api/notices/groups')] },
  'GET /api/notices': { pages: [page('/api/notices?kind=task-new')] },
  'POST /api/notices/{id}/read': { places: { id: OWN } },
  'POST /api/notices/read': { open: OWN },
  'GET /api/notices/settings': { pages: [page('/api/notices/settings')] },
  'PATCH /api/notices/settings': { open: OWN },
  'POST /api/notices/test': { open: OWN },
  'PUT /api/notices/mail': { open: OWN },
  'POST /api/notices/mail/confirm': { open: OWN },
  'POST /api/notices/mail/resume': { open: OWN },
  'PUT /api/notices/devices/{id}': { places: { id: OWN } },
  'DELETE /api/notices/devices/{id}': { places: { id: OWN } },
  'GET /api/notices/failed': { pages: [page('/api/notices/failed')] },
  'POST /api/notices/failed/{id}/retry': { places: { id: OWN } },
}

function sampleOf(field: Field): unknown {
  if (field.target === 'disease') return 'covid-19'
  if (field.kind === 'text') return 'chữ'
  if (field.kind === 'number') return Math.max(1, field.range?.min ?? 0)
  if (field.kind === 'date') return '2021-08-05'
  if (field.kind === 'instant') return '2021-08-05T07:30:00.000Z'
  if (field.kind === 'code') return field.values?.[0]
  if (field.kind === 'yes-no') return true
  if (field.kind === 'list') return [Object.fromEntries(Object.entries(field.parts ?? {}).map(([part, kind]) => [part, sampleOf(kind)]))]
  return null
}

/** A body that makes a record in the viewer's own area. */
function record(register: Register, me: Me, item: string, more: object = {}): object {
  const values = Object.entries(writtenFields(register)).map(([name, field]) => [name, field.kind === 'reference' && field.required ? item : field.unique ? newId().slice(-(field.range?.max ?? 36)) : sampleOf(field)])
  return { ...Object.fromEntries(values), areaId: areaOf(me), ...more }
}

/** Registers with an entry of their own beside the one of the kit. */
const ENTRIES = new Map<Register, string>([[individual, '/api/individuals'], [diseaseCase, '/api/cases']])

/** Ways of one register: a new register needs nothing here unless its fields are of a new kind. */
function waysOf(register: Register, planted: readonly Planted[]): Record<string, Way> {
  const { name } = register
  const url = `/api/registers/${name}`
  const item = planted.find((row) => row.kind === 'supply_item')!.id
  const correction = Object.keys(register.fields).find((field) => register.fields[field]!.kind === 'text' && !register.fields[field]!.fixed)!
  const own = (me: Me): string => planted.find((row) => row.kind === name && row.sees(me.viewer) && !row.facts?.linked)?.id ?? newId()
  const pointing = Object.entries(writtenFields(register)).filter(([, { kind, target }]) => ['reference', 'person', 'file'].includes(kind) && target)
  const madeAt = (base: string) => Object.fromEntries(pointing.map(([field, { target }]): [string, Place | string] => [field, registers.find((each) => each.name === target)?.open ? `${target} is open to all who read it`
    : missing(target!, register.bulk ? 'reference-missing' : 'not-allowed', (id, me) => ({ url: `${base}/${newId()}`, body: record(register, me, item, { [field]: id }) }))]))
  const made = madeAt(url)
  const entry = ENTRIES.get(register)
  const moved = pointing.filter(([, field]) => !field.fixed).map(([field, { target }]): [string, Place | string] =>
    [field, registers.find((each) => each.name === target)?.open ? `${target} is open to all who read it` : missing(target!, 'not-allowed', (id, me) => ({ url: `${url}/${own(me)}`, body: { version: 1, [field]: id } }))])
  const by = (body: unknown): Way => ({ places: { id: register.open ? 'open to all who read it' : missing(name, 'not-found', () => ({ body })) } })
  const sensitive = Object.values(register.fields).some((field) => field.sensitive)
  const listed = (ending: string): Way => ({ pages: [page(`${url}${ending}`, name), page(`${url}${ending}?${WORDS}`, name), page(`${url}${ending}?voided=1`),
    ...(sensitive ? [{ url: `${url}${ending}?reveal=1`, shows: [], reveals: true }] : [])] })
  return {
    [`GET ${url}`]: listed(''), [`GET ${url}/export.csv`]: listed('/export.csv'), [`GET ${url}/export.xlsx`]: listed('/export.xlsx'),
    [`GET ${url}/{id}`]: by(undefined), [`GET ${url}/{id}/history`]: by(undefined),
    [`PUT ${url}/{id}`]: { places: { ...made, id: register.open ? 'open to all who read it' : taken(name, (_, me) => ({ body: record(register, me, item) })) } },
    ...(entry && { [`PUT ${entry}/{id}`]: { places: { ...madeAt(entry), id: taken(name, (_, me) => ({ body: record(register, me, item) })) } } }),
    [`PATCH ${url}/{id}`]: { places: { ...by({ version: 1, [correction]: 'Khác' }).places, ...Object.fromEntries(moved) } },
    [`POST ${url}/{id}/void`]: by({ version: 1, reason: 'nhầm' }),
    ...Object.fromEntries(ownActions(register).map(([action]) => [`POST ${url}/{id}/actions/${action}`, by({ version: 1, reason: 'lý do' })])),
    [`POST ${url}/import`]: { open: 'takes a sheet, not JSON: asked in answers.test.ts, "a sheet"' },
  }
}

/** How every route of the server is asked. A new route has to be added here. */
export function waysFor(planted: readonly Planted[]): Record<string, Way> {
  const front = ['POST /api/sign-in', 'POST /api/sign-in/second-factor', 'POST /api/sign-out', 'POST /api/password', 'POST /api/second-factor', 'POST /api/second-factor/confirm', 'POST /api/second-factor/codes', 'POST /api/second-factor/end', 'POST /api/notices/stop-mail', 'POST /ngung-thu', 'GET /api/calendar/feed.ics']
  return {
    ...Object.fromEntries(front.map((key) => [key, { open: BEFORE }])),
    'GET /api/me': { pages: [page('/api/me')] },
    'GET /api/registers': { pages: [page('/api/registers')] },
    'GET /api/registers/choices/{target}': { places: { target: 'a name, asked one by one' }, pages: ['area', 'body', 'disease', 'person', ...registers.map(({ name }) => name)].flatMap((target) => [
      page(`/api/registers/choices/${target}`), page(`/api/registers/choices/${target}?${WORDS}`)]) },
    'GET /api/stock/balances': { places: { 'query.itemId': 'supply_item is open to all who read it' }, pages: [page('/api/stock/balances')] },
    ...people, ...places, ...bookWays, ...draftWays, ...directives, ...deliveryWays, ...sentWays, ...quickReportWays, ...referenceWays, ...scanWays, ...tasks, ...notices, ...calendarWays, ...officeRuleWays, ...slipWays, ...committeeWays, ...meetingWays, ...reformWays, ...inspectionWays, ...indicatorWays, ...searchWays, ...individualWays(planted), ...orderWays(planted), ...chainWays(planted), ...testingWays(planted), ...facilityWays(planted), ...gateWays(planted), ...responseTeamWays(planted), ...levelWays(planted), ...isolationWays(), ...zoneWays(planted), ...Object.assign({}, ...registers.map((register) => waysOf(register, planted))),
  }
}
