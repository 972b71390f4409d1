/** Who acts in this request: one person in one post, for one permission. */
export type Who = {
  accountId: string
  personId: string
  postId: string
  /** Set when the post was lent to this person: who acts is the person, the post is the one acted for. */
  delegationId?: string | null
  role: string
  /** "Chuyên viên tổng hợp" */
  title: string
  /** Where the person sits. */
  seatId: number
  /** In whose name the post works; `bodyId..bodyLastId` is its subtree. */
  bodyId: number
  bodyLastId: number
  seesWhole: boolean
  /** Sensitive columns of the permission's subject may be read. */
  clear: boolean
  /** Every permission the post holds; of a post that was lent, those that were lent. */
  held: readonly string[]
  /** Subjects the post may read. */
  reads: readonly string[]
  permission: string
}

/** The areas whose records a body may hold, and the ended bodies it took over from; the sets are PostgreSQL array literals. */
export type Scope = { areaLo: number | null; areaHi: number | null; areaIds: string; formerIds: string }

/** The subjects ('task', 'rumour' …) that these permissions let read. */
export function subjectsRead(held: readonly string[]): string[] {
  return held.filter((permission) => permission.endsWith('.read')).map((permission) => permission.split('.')[0]!)
}
