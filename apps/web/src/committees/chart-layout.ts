/** Where everything of an organisation chart stands: pure geometry, drawn by chart.tsx. */
import type { Committee } from '@phaodai/office/committee.ts'

/** Lines of a box: words that wrap at its width; `strong` ones are names of people. */
export type Line = { text: string; strong: boolean }
export type Box = { id: string; x: number; y: number; width: number; height: number; title: string[]; lines: Line[] }
export type Chart = { width: number; height: number; boxes: Box[]; links: { from: [number, number]; to: [number, number] }[] }

export const LINE = 16
export const TITLE = 18
export const PAD = 10
const WIDE = 340
const NARROW = 210
const GAP = 18
const RISE = 44
const PER_ROW = 4
/** Mean width of a letter of the chart's type, as a share of its size (12 px); Vietnamese marks add no width. */
const LETTER = 6.7

/** Breaks words so that no line is wider than the box; a word alone may be. */
export function wrap(text: string, width: number): string[] {
  const most = Math.max(6, Math.floor((width - 2 * PAD) / LETTER))
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

type Entry = { post: string; name: string }
type Group = { id: string; title: string; entries: Entry[] }

function boxOf({ id, title, entries }: Group, width: number): Box {
  const lines = entries.flatMap(({ post, name }) => [...wrap(name, width).map((text) => ({ text, strong: true })), ...wrap(post, width).map((text) => ({ text, strong: false }))])
  const titles = wrap(title, width * 0.94)
  return { id, x: 0, y: 0, width, height: 2 * PAD + titles.length * TITLE + lines.length * LINE + (lines.length > 0 ? 6 : 0), title: titles, lines }
}

const LEADING = new Set(['head', 'standing-deputy', 'deputy'])

/** Groups of a committee: its head and deputies above, below them the standing agency, units, and members without a unit. */
export function groupsOf(committee: Pick<Committee, 'body' | 'units' | 'members'>, words: { role: (role: string) => string; others: string }): { top: Group; below: Group[] } {
  const entry = (member: Committee['members'][number]): Entry => ({ name: member.fullName, post: [words.role(member.role), member.concurrentPost].filter(Boolean).join(' · ') })
  const free = committee.members.filter(({ unitId, role }) => unitId === null && !LEADING.has(role))
  const units = committee.units.map((unit) => ({
    id: unit.id, title: unit.agency ? `${unit.name}: ${unit.agency.name}` : unit.name, entries: committee.members.filter(({ unitId }) => unitId === unit.id).map(entry),
  }))
  return {
    top: { id: 'top', title: committee.body.fullName, entries: committee.members.filter(({ unitId, role }) => unitId === null && LEADING.has(role)).map(entry) },
    below: [...units, ...(free.length > 0 ? [{ id: 'others', title: words.others, entries: free.map(entry) }] : [])],
  }
}

/** Rows of at most four boxes under the committee's own, each tied to it by a line through the gaps. */
export function layOut({ top, below }: ReturnType<typeof groupsOf>): Chart {
  const columns = Math.min(PER_ROW, Math.max(1, below.length))
  const width = Math.max(WIDE, columns * NARROW + (columns - 1) * GAP) + 2 * GAP
  const head = { ...boxOf(top, WIDE), x: (width - WIDE) / 2, y: GAP }
  const boxes: Box[] = [head]
  const links: Chart['links'] = []
  let y = head.y + head.height + RISE
  for (let start = 0; start < below.length; start += PER_ROW) {
    const row = below.slice(start, start + PER_ROW).map((group) => boxOf(group, NARROW))
    const left = (width - row.length * NARROW - (row.length - 1) * GAP) / 2
    row.forEach((box, n) => {
      boxes.push({ ...box, x: left + n * (NARROW + GAP), y })
      links.push({ from: [width / 2, head.y + head.height], to: [left + n * (NARROW + GAP) + NARROW / 2, y] })
    })
    y += Math.max(...row.map(({ height }) => height)) + RISE
  }
  return { width, height: y - RISE + GAP, boxes, links }
}
