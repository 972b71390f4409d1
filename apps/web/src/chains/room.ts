/** Where a code is written: its left and right end, and the line it stands on. */
export type Written = { left: number; right: number; top: number }

/** Takes the room of a code of `letters` pixels, if no other stands in it; those written are kept by the lines they stand in. */
export function takesRoom(taken: Map<number, Written[]>, here: Written, letters: number): boolean {
  const line = Math.floor(here.top / letters)
  const beside = [line - 1, line, line + 1].flatMap((each) => taken.get(each) ?? [])
  if (beside.some(({ left, right, top }) => Math.abs(top - here.top) < letters && here.left < right && here.right > left)) return false
  taken.set(line, [...taken.get(line) ?? [], here])
  return true
}
