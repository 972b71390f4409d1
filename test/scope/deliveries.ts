import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { missing, page, taken, type Way } from './way.ts'

/** A recipient that has not opened a document, chased by its issuer, whose leader was told. */
export async function plantUnread(soil: Soil, letter: Planted, owner: number, body: number, postId: string): Promise<void> {
  const { client, ground } = soil
  const both: Planted['sees'] = (viewer) => reads(viewer, 'directive') && (viewer.whole || ground.within(viewer, owner) || ground.within(viewer, body))
  const [delivery, chase, told] = [note(soil, 'delivery', both, newId(), { owner, unread: true }), note(soil, 'delivery_chase', both), note(soil, 'unread_told', (viewer) => reads(viewer, 'directive') && ground.within(viewer, owner))]
  await client.query("insert into directive_delivery (id, directive_id, owner_id, body_id, purpose) values ($1, $2, $3, $4, 'execute')", [delivery.id, letter.id, owner, body])
  await client.query('insert into delivery_chase (id, delivery_id, directive_id, owner_id, body_id, post_id, by_title, note) values ($1, $2, $3, $4, $5, $6, $7, $7)', [chase.id, delivery.id, letter.id, owner, body, postId, chase.marker])
  await client.query('insert into unread_told (id, directive_id, owner_id, unread, at) values ($1, $2, $3, 1, now())', [told.id, letter.id, owner])
}

const chase = (id: string, chaseId: string): object => ({ deliveries: [{ id, chaseId }], note: 'Nhắc' })

/** How the routes of unread deliveries are asked. */
export const deliveryWays: Record<string, Way> = {
  'GET /api/deliveries/unread': { pages: [page('/api/deliveries/unread')] },
  'GET /api/deliveries/unread/count': { pages: [page('/api/deliveries/unread/count')] },
  'POST /api/deliveries/chase': { places: {
    'deliveries[].id': missing('delivery', '200', (id) => ({ body: chase(id, newId()) })),
    'deliveries[].chaseId': taken('delivery_chase', (id, me) => ({ body: chase(me.unread ?? newId(), id) }), 'unread'),
  } },
}
