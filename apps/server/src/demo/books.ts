import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { directAll, enterArrivals, finishOlder, saveRules } from './books.queries.ts'
import type { Ground } from './ground.ts'
import type { DemoPost } from './people.ts'
import { actAs } from './save.ts'

const LEADERS = new Set(['leader', 'province-leader'])
/** What has come in within these days waits on somebody's table. */
const RECENT = 21

async function keepOffice(tx: Tx, bodyId: number, posts: readonly DemoPost[], today: string): Promise<void> {
  const clerk = posts.find(post => post.role === 'clerk')!
  const leader = posts.find(post => LEADERS.has(post.role))
  await actAs(tx, clerk, 'handling.register')
  await enterArrivals(tx, bodyId, today)
  if (leader) {
    await actAs(tx, leader, 'handling.direct')
    await directAll(tx, bodyId, leader, (posts.find(post => post.role === 'officer') ?? clerk).postId, 'Tham mưu triển khai, báo cáo kết quả đúng hạn.')
  }
  await actAs(tx, clerk, 'handling.finish')
  await finishOlder(tx, bodyId, addDays(today, -RECENT))
}

/** The books of every office of the cast that has a clerk: what came in stands in them, with its bút phê where a leader is. */
export async function keepBooks(tx: Tx, { people, today }: Ground): Promise<void> {
  const offices = [...people.ofBody].filter(([, posts]) => posts.some(post => post.role === 'clerk')).sort(([a], [b]) => a - b)
  await saveRules(tx, offices.map(([bodyId]) => bodyId))
  for (const [bodyId, posts] of offices) await keepOffice(tx, bodyId, posts, today)
}
