/** The small pieces blocks are made of. */
import type { Align, Block, LineHeight, Paragraph } from './layout.ts'
import type { TextStyle } from './rules.ts'

const SINGLE: LineHeight = { times: 1 }

/** A paragraph of one style, its text in capitals where the style says so. */
export function line(role: string, text: string, style: TextStyle, more: Partial<Paragraph> = {}): Paragraph {
  const run = { text: style.caps ? text.toUpperCase() : text, size: style.size, bold: style.bold, italic: style.italic, underline: style.underline }
  return { kind: 'paragraph', role, runs: [run], align: 'center', firstLine: 0, left: 0, right: 0, before: 0, after: 0, line: SINGLE, keepWithNext: false, ...more }
}

/** A drawn line. */
export function drawn(role: string, width: number, before = 1, after = 4): Block {
  return { kind: 'rule', role, width: Math.round(width * 10) / 10, align: 'center', before, after }
}

/** Text in a frame. */
export function boxed(role: string, text: string, width: number, align: Exclude<Align, 'justify'> = 'center'): Block {
  return { kind: 'box', role, run: { text, size: 13, bold: true, italic: false, underline: false }, width, align }
}

/** Blocks beside each other. */
export function columns(role: string, widths: number[], cells: Block[][], keepTogether = true): Block {
  return { kind: 'columns', role, widths, cells, keepTogether }
}

/** Lines of a printed list: a stop after each, a full stop after the last. */
export function listed(entries: readonly string[], stop: string): string[] {
  return entries.map((entry, at) => `- ${entry.replace(/[\s;,.]+$/u, '')}${at === entries.length - 1 ? '.' : stop}`)
}
