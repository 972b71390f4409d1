/** Who belongs together: the group of each person (-1: none) and, the other way round, the members of each group. */
export type Groups = {
  count: number
  of: Int32Array
  /** Members of group g: `members[start[g]] … members[start[g + 1] - 1]`. */
  start: Int32Array
  members: Int32Array
}

/** Turns "the group of each person" into both directions, in one counting sort. */
export function groupsOf(of: Int32Array, count: number): Groups {
  const start = new Int32Array(count + 1)
  for (const group of of) if (group >= 0) start[group + 1]!++
  for (let group = 0; group < count; group++) start[group + 1]! += start[group]!
  const members = new Int32Array(start[count]!)
  const next = start.slice(0, count)
  of.forEach((group, person) => {
    if (group >= 0) members[next[group]!++] = person
  })
  return { count, of, start, members }
}

/** How many belong to a group. */
export function sizeOf({ start }: Groups, group: number): number {
  return start[group + 1]! - start[group]!
}
