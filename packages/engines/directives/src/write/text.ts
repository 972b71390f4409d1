import { compose } from './compose.ts'
import type { WrittenDocument } from './document.ts'
import type { Block } from './layout.ts'
import type { RuleSet } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

/** Plain text of a document, as `readDirective` reads it: columns one after the other, a paragraph a line. */
export function composeText(doc: WrittenDocument, rules: RuleSet = rulesFor(doc.system, doc.date, doc.rules)): string {
  return `${textOf(compose(doc, rules).blocks).join('\n')}\n`
}

/** Lines of blocks; paragraphs of the body stand apart by a blank line. */
function textOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    switch (block.kind) {
      case 'paragraph': return block.before > 0 ? ['', block.runs.map(run => run.text).join('')] : [block.runs.map(run => run.text).join('')]
      case 'rule': return ['-------']
      case 'box': return [block.run.text]
      case 'columns': return ['', ...block.cells.flatMap(textOf)]
      case 'grid': return ['', ...[block.columns.map(column => column.heading), ...block.rows.map(row => row.cells)].map(cells => `| ${cells.map(oneLine).join(' | ')} |`)]
      case 'page-break': return ['']
    }
  })
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/gu, ' ').replaceAll('|', '/')
}
