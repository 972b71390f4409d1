import { areas, bodies, cast, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Place, type Way } from './way.ts'

const DAY = '2021-08-20'
const LATE = '2021-12-01'
const PUBLIC = 'areas and bodies are public reference data'
const FORMAT = 'csv or xlsx'
const CORNERS = [bodies.provinceParty, bodies.districtState, bodies.communeA1Party, bodies.communeA1, bodies.communeB1]

/** One of everything that a committee keeps: written by `keeper`, whose post is the first member's. */
export async function plantCommittee(soil: Soil, keeper: Member, other: Member): Promise<void> {
  const { client, ground } = soil
  const body = keeper.actsForId
  const sees: Planted['sees'] = (viewer) => reads(viewer, 'committee') && (viewer.whole || ground.within(viewer, body))
  const lent: Planted['sees'] = (viewer) => reads(viewer, 'delegation') && (viewer.whole || ground.within(viewer, body) || viewer.member === other)
  const plant = (kind: string, facts?: object, seen = sees): Planted => note(soil, kind, seen, newId(), { body, ...facts })
  const [decision, unit, first, second, regulation] = [plant('committee_decision'), plant('committee_unit'), plant('committee_member', { post: keeper.postId }), plant('committee_member'), plant('regulation')]
  const paper = 'directive_id, number, issued_on, valid_from'
  await client.query(`insert into committee_decision (id, body_id, kind, ${paper}, created_by) values ($1, $2, 'reorganise', null, $3, $4, $4, $5)`, [decision.id, body, decision.marker, DAY, keeper.postId])
  await client.query("insert into committee_unit (id, body_id, kind, name, valid_from) values ($1, $2, 'sub-committee', $3, $4)", [unit.id, body, unit.marker, DAY])
  for (const [row, postId] of [[first, keeper.postId], [second, other.postId]] as const) {
    await client.query("insert into committee_member (id, body_id, unit_id, post_id, full_name, role, valid_from) values ($1, $2, $3, $4, $5, 'member', $6)", [row.id, body, unit.id, postId, row.marker, DAY])
  }
  await client.query(`insert into regulation (id, body_id, title, state, ${paper}, created_by) values ($1, $2, $3, 'issued', null, $3, $4, $4, $5)`, [regulation.id, body, regulation.marker, DAY, keeper.postId])
  await plantDuty(soil, plant, [first, second], keeper, other)
  await plantLending(soil, keeper, other, lent)
}

async function plantDuty({ client, planted }: Soil, plant: (kind: string, facts?: object) => Planted, [first, second]: [Planted, Planted], keeper: Member, other: Member): Promise<void> {
  const body = keeper.actsForId
  const [charge, record, shift, its, swap] = [plant('area_charge'), plant('area_record'), plant('duty_shift', { post: keeper.postId }), plant('duty_shift', { post: other.postId }), plant('duty_swap')]
  await client.query('insert into area_charge (id, body_id, member_id, area_id, valid_from) values ($1, $2, $3, $4, $5)', [charge.id, body, first.id, areas.communeA1, DAY])
  await client.query("insert into area_record (id, body_id, charge_id, kind, day, finding, created_by) values ($1, $2, $3, 'visit', $4, $5, $6)", [record.id, body, charge.id, DAY, record.marker, keeper.postId])
  for (const [row, member, role] of [[shift, first, 'leader'], [its, second, 'duty']] as const) {
    await client.query("insert into duty_shift (id, body_id, day, shift, role, member_id) values ($1, $2, app_today() + $5::int, 'full', $3, $4)", [row.id, body, role, member.id, planted.length])
  }
  await client.query(
    `insert into duty_swap (id, body_id, shift_id, with_shift_id, from_member_id, to_member_id, to_post_id, reason, asked_by, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'declined')`,
    [swap.id, body, its.id, shift.id, second.id, first.id, keeper.postId, swap.marker, other.postId])
}

async function plantLending(soil: Soil, keeper: Member, other: Member, lent: Planted['sees']): Promise<void> {
  const inBody: Planted['sees'] = (viewer) => reads(viewer, 'delegation') && (viewer.whole || soil.ground.within(viewer, keeper.actsForId))
  const [delegation, leave] = [note(soil, 'delegation', lent), note(soil, 'post_leave', inBody)]
  await soil.client.query(
    `insert into delegation (id, from_post_id, to_post_id, body_id, permissions, from_title, to_title, number, issued_on, valid_from, valid_to)
     values ($1, $2, $3, $4, '{task.read}', $5, $5, $5, $6, $6, $6)`, [delegation.id, keeper.postId, other.postId, keeper.actsForId, delegation.marker, DAY])
  await soil.client.query("insert into post_leave (id, post_id, body_id, kind, valid_from, valid_to) values ($1, $2, $3, 'annual', $4, $4)", [leave.id, keeper.postId, keeper.actsForId, DAY])
}

/** Rows of the viewer's own committee, as far as there are any. */
export function committeeOf({ member: { actsForId, postId } }: Me['viewer'], planted: readonly Planted[]): Partial<Me> {
  const own = planted.filter((row) => row.facts?.body === actsForId)
  const first = (kind: string, test: (row: Planted) => boolean = () => true): string | undefined => own.find((row) => row.kind === kind && test(row))?.id
  return {
    charge: first('area_charge'), member: first('committee_member'), shift: first('duty_shift', (row) => row.facts?.post === postId), otherShift: first('duty_shift', (row) => row.facts?.post !== postId),
    ...([bodies.provinceState, bodies.districtState, bodies.provinceParty, bodies.districtParty] as number[]).includes(actsForId) && { room: 'yes' },
  }
}

const paper = { directiveId: null, number: '1/QĐ', issuedOn: LATE }
const decision = { ...paper, kind: 'reorganise', validFrom: LATE }
const unit = { version: 0, kind: 'support-team', name: 'Tổ giúp việc', agencyId: null, validFrom: DAY, validTo: null }
const member = { version: 0, unitId: null, postId: null, fullName: 'Nguyễn Văn Mẫu', role: 'member', concurrentPost: null, validFrom: DAY, validTo: null }
const regulation = { version: 0, title: 'Quy chế', changesId: null, change: null, ...paper, validFrom: LATE }
const visit = (me: Me): object => ({ chargeId: me.charge, kind: 'visit', day: DAY, finding: 'Đã đến' })
const lending = (toPostId: string): object => ({ toPostId, permissions: ['task.read'], ...paper, validFrom: LATE, validTo: LATE })
const colleague = ({ viewer: { member: self } }: Me): string => (Object.values(cast).find((each) => each.actsForId === self.actsForId && each !== self) ?? self).postId
const own = (me: Me, rest: string): string => `/api/committees/${me.viewer.member.actsForId}${rest}`
const away = (rest: string) => (id: string, me: Me): string => own(me, rest.replace('<id>', id).replace('<new>', newId()))

/** A row of the viewer's own committee that is made by PUT under a new id, with places for what it points at. */
function kept(kind: string, noun: string, body: object, pointing: Record<string, Place> = {}): Way {
  const url = away(`/${noun}/<id>`)
  return { places: { id: PUBLIC, rowId: taken(kind, (id, me) => ({ url: url(id, me), body: { ...body, ...(noun === 'charges' && { memberId: me.member }) } }), noun === 'charges' ? 'member' : undefined), ...pointing } }
}
const points = (kind: string, noun: string, body: object, name: string, code = 'not-allowed'): Place => missing(kind, code, (id, me) => ({ url: away(`/${noun}/<new>`)(id, me), body: { ...body, [name]: id } }))
const moved = (noun: string, verb: string, body: object): Way => ({ places: { id: PUBLIC, rowId: missing('regulation', 'not-found', (id, me) => ({ url: own(me, `/${noun}/${id}/${verb}`), body })) } })

/** How the routes of committees, duty and delegation are asked. */
export const committeeWays: Record<string, Way> = {
  'GET /api/committees': { pages: [page('/api/committees')] },
  'GET /api/committees/{id}': { places: { id: PUBLIC }, pages: CORNERS.map((body) => page(`/api/committees/${body}?day=${LATE}`)) },
  'POST /api/committees': { places: {
    decisionId: taken('committee_decision', (id) => ({ body: { name: 'Ban Chỉ đạo thử', shortName: 'BCĐ thử', decisionId: id, decision } }), 'room'),
    'decision.directiveId': missing('directive', 'not-allowed', (id) => ({ body: { name: 'Ban Chỉ đạo thử', shortName: 'BCĐ thử', decisionId: newId(), decision: { ...decision, directiveId: id } } })),
  } },
  'PATCH /api/committees/{id}': { places: { id: PUBLIC } },
  'PUT /api/committees/{id}/decisions/{rowId}': kept('committee_decision', 'decisions', decision, { directiveId: points('directive', 'decisions', decision, 'directiveId') }),
  'PUT /api/committees/{id}/units/{rowId}': kept('committee_unit', 'units', unit),
  'PUT /api/committees/{id}/members/{rowId}': kept('committee_member', 'members', member, { unitId: points('committee_unit', 'members', member, 'unitId'), postId: points('post', 'members', member, 'postId') }),
  'PUT /api/committees/{id}/regulations/{rowId}': kept('regulation', 'regulations', regulation, {
    changesId: points('regulation', 'regulations', { ...regulation, change: 'amends' }, 'changesId'), directiveId: points('directive', 'regulations', regulation, 'directiveId'),
    'fileIds[]': missing('file', 'reference-missing', (id, me) => ({ url: own(me, `/regulations/${newId()}`), body: { ...regulation, fileIds: [id] } })),
  }),
  'POST /api/committees/{id}/regulations/{rowId}/issue': moved('regulations', 'issue', { version: 1 }),
  'POST /api/committees/{id}/regulations/{rowId}/expire': moved('regulations', 'expire', { version: 1, validTo: LATE }),
  'PUT /api/committees/{id}/charges/{rowId}': kept('area_charge', 'charges', { version: 0, areaId: areas.communeA1, validFrom: DAY, validTo: null }, {
    memberId: points('committee_member', 'charges', { version: 0, areaId: areas.communeA1, validFrom: DAY, validTo: null }, 'memberId'),
  }),
  'GET /api/committees/{id}/matrix': { places: { id: PUBLIC }, pages: CORNERS.map((body) => page(`/api/committees/${body}/matrix`)) },
  'GET /api/committees/{id}/matrix.{format}': { places: { id: PUBLIC, format: FORMAT }, pages: CORNERS.map((body) => page(`/api/committees/${body}/matrix.csv`)) },
  'GET /api/charges/{id}/records': opened('area_charge'),
  'PUT /api/area-records/{id}': { places: {
    id: taken('area_record', (_, me) => ({ body: visit(me) }), 'charge'), chargeId: missing('area_charge', 'not-allowed', (id, me) => ({ url: `/api/area-records/${newId()}`, body: { ...visit(me), chargeId: id } })),
    'fileIds[]': missing('file', 'reference-missing', (id, me) => ({ url: `/api/area-records/${newId()}`, body: { ...visit(me), fileIds: [id] } })),
  } },
  'GET /api/committees/{id}/on-duty': { places: { id: PUBLIC }, pages: CORNERS.map((body) => page(`/api/committees/${body}/on-duty`)) },
  'GET /api/committees/{id}/duty': { places: { id: PUBLIC }, pages: CORNERS.map((body) => page(`/api/committees/${body}/duty`)) },
  'POST /api/committees/{id}/duty/rotate': { places: { id: PUBLIC,
    'memberIds[]': missing('committee_member', 'not-allowed', (id, me) => ({ url: own(me, '/duty/rotate'), body: { from: LATE, to: LATE, shifts: ['day'], role: 'duty', memberIds: [id] } })) } },
  'PATCH /api/duty-shifts/{id}': { places: {
    id: missing('duty_shift', 'not-found', (_, me) => ({ body: { version: 1, memberId: me.member ?? newId() } })),
    memberId: missing('committee_member', 'not-allowed', (id, me) => ({ url: `/api/duty-shifts/${me.shift ?? newId()}`, body: { version: 1, memberId: id } })),
  } },
  'PUT /api/duty-swaps/{id}': { places: {
    id: taken('duty_swap', (_, me) => ({ body: { shiftId: me.shift, withShiftId: me.otherShift } }), 'shift'),
    shiftId: missing('duty_shift', 'not-found', (id, me) => ({ url: `/api/duty-swaps/${newId()}`, body: { shiftId: id, withShiftId: me.otherShift ?? newId() } })),
    withShiftId: missing('duty_shift', 'not-found', (id, me) => ({ url: `/api/duty-swaps/${newId()}`, body: { shiftId: me.shift ?? newId(), withShiftId: id } })),
  } },
  'POST /api/duty-swaps/{id}/agree': changed('duty_swap', { version: 1 }),
  'POST /api/duty-swaps/{id}/decline': changed('duty_swap', { version: 1 }),
  'GET /api/delegations': { pages: [page('/api/delegations', 'delegation')] },
  'PUT /api/delegations/{id}': { places: {
    id: taken('delegation', (_, me) => ({ body: lending(colleague(me)) })),
    toPostId: missing('post', 'not-allowed', (id) => ({ url: `/api/delegations/${newId()}`, body: lending(id) })),
    directiveId: missing('directive', 'not-allowed', (id, me) => ({ url: `/api/delegations/${newId()}`, body: { ...lending(colleague(me)), directiveId: id } })),
  } },
  'POST /api/delegations/{id}/revoke': changed('delegation', { version: 1 }),
  'GET /api/delegations/{id}/acts': opened('delegation'),
  'PUT /api/leaves/{id}': { places: { id: taken('post_leave', () => ({ body: { kind: 'annual', validFrom: LATE, validTo: LATE } })) } },
  'POST /api/leaves/{id}/cancel': changed('post_leave', { version: 1 }),
}
