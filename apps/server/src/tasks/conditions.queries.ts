import { addDays, searchKey } from '@phaodai/vocabulary'
import { nearlyDueDays, type TaskQuery } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import { settingOn } from '#kernel/setting.queries.ts'
import { countedConditions } from './standing.queries.ts'

/** A WHERE clause and its parameters. */
export interface Conditions { where: string; values: unknown[] }

const WORKING = `t.state in ('not_started', 'in_progress', 'sent_back')`

type Bind = (value: unknown) => string

/** Not accepted for more days than the office allows; a day of Vietnam begins at midnight there, as the session's does. */
function stuck(today: string): string {
  return `t.state = 'not_started' and t.created_at < (${today}::date - ${settingOn('stuck-after-days', today)})::timestamptz`
}

const piles: Record<NonNullable<TaskQuery['pile']>, (bind: Bind, today: string) => string> = {
  'new': () => `t.state = 'not_started'`,
  'doing': () => `t.state in ('in_progress', 'sent_back')`,
  'to-confirm': () => `t.state = 'awaiting_confirmation'`,
  'decision': () => `not t.closed and ((t.assigner_id = app_body() and (t.state = 'awaiting_confirmation' or t.pending_request is not null or t.needs_review is not null))
    or t.escalated_to_id = app_body())`,
  'late': (bind, today) => `not t.closed and ${WORKING} and t.due < ${bind(today)}`,
  'due-soon': (bind, today) => `not t.closed and ${WORKING} and t.due between ${bind(today)} and ${bind(addDays(today, nearlyDueDays))}`,
  'stuck': (bind, today) => stuck(bind(today)),
  'closed': () => 't.closed',
  'open': () => `not t.closed and t.state <> 'suspended'`,
}

const boxes: Record<TaskQuery['box'], string> = { mine: 't.body_id = app_body()', given: 't.assigner_id = app_body()', all: 'true' }

function afterCursor(query: TaskQuery, bind: Bind): string {
  if (!query.after) return 'true'
  const parts = Buffer.from(query.after, 'base64url').toString().split('|')
  if (parts.length !== (query.sort === 'newest' ? 2 : 3)) throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  if (query.sort === 'newest') return `(t.created_at, t.id) < (${bind(parts[0])}::timestamptz, ${bind(parts[1])}::uuid)`
  return `(t.closed, t.due, t.id) > (${bind(parts[0])}::boolean, ${bind(parts[1])}::date, ${bind(parts[2])}::uuid)`
}

/** Words of a text search, without marks. */
export function wordsOf(text: string | undefined): string[] {
  return searchKey(text ?? '').split(' ').filter(Boolean)
}

/** `matches` are the tasks found through the index; null means that the words are common. */
function searched(words: readonly string[], matches: readonly string[] | null, bind: Bind): string {
  if (matches !== null) return `t.id = any(${bind(matches)}::uuid[])`
  return words.map(word => `t.search_key like ${bind(`%${word}%`)}`).join(' and ')
}

/** As the map counts: bodies keep the seat of their own day, so the areas this one was made from belong to it. */
function seatedWithin(areaId: string): string {
  return `t.role <> 'coordinate' and t.body_id in (
    with recursive reach (id) as (
      select ${areaId}::int
      union
      select link.predecessor_id from reach join area_successor link on link.successor_id = reach.id)
    select b.id from reach join area a on a.id = reach.id join body b on b.seat_area_id between a.id and a.last_id)`
}

/** What a query asks for, as SQL over task t; the row policies come on top. Days are Vietnam's. */
export function conditionsOf(query: TaskQuery, today: string, matches: readonly string[] | null = null): Conditions {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const parts = [boxes[query.box], afterCursor(query, bind)]
  if (query.pile) parts.push(piles[query.pile](bind, today))
  if (query.state) parts.push(`t.state = ${bind(query.state)}`)
  if (query.role) parts.push(query.role === 'answering' ? `t.role <> 'coordinate'` : `t.role = ${bind(query.role)}`)
  if (query.bodyId !== undefined) parts.push(`t.body_id = ${bind(query.bodyId)}`)
  if (query.underBodyId !== undefined) parts.push(`t.body_id between ${bind(query.underBodyId)} and (select last_id from body where id = ${bind(query.underBodyId)})`)
  if (query.areaId !== undefined) parts.push(seatedWithin(bind(query.areaId)))
  if (query.directiveId) parts.push(`t.directive_id = (select d.id from directive d where d.id = ${bind(query.directiveId)})`) // one out of sight is none
  if (query.topic) parts.push(`${bind(query.topic)} = any (t.topics)`)
  parts.push(...countedConditions(query, bind, today))
  const words = wordsOf(query.q)
  if (words.length > 0) parts.push(searched(words, matches, bind))
  return { where: parts.filter(part => part !== 'true').join(' and ') || 'true', values }
}

/** The tasks of these ids. */
export function among(ids: readonly string[]): Conditions {
  return { where: 't.id = any($1::uuid[])', values: [ids] }
}

/** The cursor that begins after this row. */
export function cursorAfter(row: { id: string; createdAt: string; deadline: string | null; state: string }, sort: TaskQuery['sort']): string {
  const closed = ['done', 'refused', 'cancelled'].includes(row.state)
  const parts = sort === 'newest' ? [row.createdAt, row.id] : [closed, row.deadline ?? 'infinity', row.id]
  return Buffer.from(parts.join('|')).toString('base64url')
}
