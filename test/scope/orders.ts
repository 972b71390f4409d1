import type { Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** A case with two contacts, a list that one of them stands on and that was asked for, and a draft of health's own. */
export async function plantOrders(soil: Soil, body: number, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const within = (viewer: Viewer): boolean => ground.covers(viewer, area)
  const ofCase = note(soil, 'disease_case', (viewer) => reads(viewer, 'disease_case') && within(viewer))
  await client.query(`insert into disease_case (id, area_id, disease_code, classification, diagnosed_at, code, facility, search_key, created_by) values ($1, $2, 'covid-19', 'confirmed', '2021-08-01', $3, $3, $3, $4)`, [ofCase.id, area, ofCase.marker, by.postId])
  const contact = async (facts: object): Promise<Planted> => {
    const row = note(soil, 'case_contact', (viewer) => reads(viewer, 'case_contact') && within(viewer), newId(), { ...facts, caseId: ofCase.id })
    await client.query("insert into case_contact (id, area_id, case_id, tier, last_contact_on, listed_at, watch_until, note, search_key, created_by) values ($1, $2, $3, 'f1', '2021-08-01', '2021-08-01', '2021-08-15', $4, $4, $5)", [row.id, area, ofCase.id, row.marker, by.postId])
    return row
  }
  const [listed, drafted] = [await contact({}), await contact({})]
  await contact({ free: true })
  const sees = (viewer: Viewer): boolean => reads(viewer, 'order_list') && within(viewer)
  for (const [on, state, seen] of [[listed, 'requested', sees], [drafted, 'draft', (viewer: Viewer) => sees(viewer) && reads(viewer, 'order_draft')]] as const) {
    const list = note(soil, 'order_list', seen, newId(), { state })
    await client.query(`insert into order_list (id, area_id, case_id, body_id, kind, grounds, state, requested_at, requested_by, requester_title, created_at, created_by)
      values ($1, $2, $3, $4, 'isolate', $5, $6, case when $6 = 'requested' then now() end, case when $6 = 'requested' then $7::uuid end, $5, now(), $7)`, [list.id, area, ofCase.id, body, list.marker, state, by.postId])
    const line = note(soil, 'order_line', seen, newId(), { list: list.id })
    await client.query("insert into order_line (id, list_id, kind, contact_id, position, tier, form, last_contact_on, days, until_on) values ($1, $2, 'isolate', $3, 1, 'f1', 'home', '2021-08-01', 14, '2021-08-15')", [line.id, list.id, on.id])
    const shown = (viewer: Viewer): boolean => seen(viewer) && reads(viewer, 'order_person') && (reads(viewer, 'order_draft') || viewer.member.actsForId === body)
    const name = { register: 'person', marker: soil.marker(), sees: shown, inScope: shown, asked: true }
    soil.secrets.push(name)
    await client.query('insert into order_person (id, full_name, birth_year, address) values ($1, $2, 1980, $2)', [line.id, name.marker])
  }
}

/** How lists of orders and referrals are asked. */
export function orderWays(planted: readonly Planted[]): Record<string, Way> {
  const free = (me: Me): Planted | undefined => planted.find((row) => row.kind === 'case_contact' && row.facts?.free === true && row.sees(me.viewer))
  const draft = (me: Me): Planted | undefined => planted.find((row) => row.kind === 'order_list' && row.facts?.state === 'draft' && row.sees(me.viewer))
  const drafting = (contactId: string): object => ({ kind: 'isolate', form: 'home', contactIds: [contactId] })
  const line = { version: 1, form: 'home', days: 7 }
  const reason = { version: 1, reason: 'lý do' }
  return {
    'GET /api/order-lists': { places: { 'query.caseId': missing('disease_case', '200', (id) => ({ url: `/api/order-lists?box=all&caseId=${id}` })) }, pages: [page('/api/order-lists?box=all', 'order_list'), page('/api/order-lists'), page('/api/order-lists?box=done')] },
    'GET /api/order-lists/{id}': opened('order_list'),
    'GET /api/order-lists/{id}/paper.{format}': { places: { format: 'docx or pdf', id: { ...missing('order_list', 'not-found', (id) => ({ url: `/api/order-lists/${id}/paper.docx` })), reveals: true } } },
    'PUT /api/cases/{id}/order-lists/{listId}': { places: {
      id: missing('disease_case', 'not-found', (id, me) => ({ url: `/api/cases/${id}/order-lists/${newId()}`, body: drafting(free(me)?.id ?? newId()) })),
      listId: taken('order_list', (id, me) => ({ url: `/api/cases/${String(free(me)?.facts?.caseId)}/order-lists/${id}`, body: drafting(free(me)!.id) })),
      'contactIds[]': missing('case_contact', 'reference-missing', (id, me) => ({ url: `/api/cases/${String(free(me)?.facts?.caseId)}/order-lists/${newId()}`, body: drafting(id) })),
    } },
    'PUT /api/order-lists/{id}': { places: {
      id: 'looked at only when all contacts are taken over: order-lists.test.ts',
      'contactIds[]': missing('case_contact', 'reference-missing', (id) => ({ url: `/api/order-lists/${newId()}`, body: drafting(id) })),
    } },
    'PATCH /api/order-lists/{id}/lines/{lineId}': { places: {
      id: missing('order_list', 'not-found', (id) => ({ url: `/api/order-lists/${id}/lines/${newId()}`, body: line })),
      lineId: missing('order_line', 'not-found', (id, me) => ({ url: `/api/order-lists/${draft(me)?.id ?? newId()}/lines/${id}`, body: line })),
    } },
    'POST /api/order-lists/{id}/request': changed('order_list', { version: 1 }),
    'POST /api/order-lists/{id}/confirm': { places: {
      id: missing('order_list', 'not-found', (id) => ({ url: `/api/order-lists/${id}/confirm`, body: { version: 1, signerId: newId(), saidAt: '2021-08-10T00:00:00Z' } })),
      signerId: missing('post', 'not-allowed', (id, me) => {
        const list = planted.find((row) => row.kind === 'order_list' && row.facts?.state === 'requested' && row.sees(me.viewer))
        return { url: `/api/order-lists/${list?.id ?? newId()}/confirm`, body: { version: 1, signerId: id, saidAt: '2021-08-10T00:00:00Z' } }
      }),
    } },
    'POST /api/order-lists/{id}/sign': changed('order_list', { version: 1 }),
    'POST /api/order-lists/{id}/refuse': changed('order_list', reason),
    'POST /api/order-lists/{id}/withdraw': changed('order_list', reason),
    'GET /api/contacts/referred': { pages: [page('/api/contacts/referred'), page('/api/contacts/referred?side=out'), { url: '/api/contacts/referred?reveal=1', shows: [], reveals: true }] },
  }
}
