import { annexesOf } from './annex.ts'
import { bodyOf } from './body.ts'
import type { WrittenDocument } from './document.ts'
import { footOfDocument } from './foot.ts'
import { addressOf, headOf, titleOfDocument } from './head.ts'
import type { Composition, Page } from './layout.ts'
import type { RuleSet } from './rules.ts'
import { rulesFor } from './rule-sets.ts'
import { typeRule } from './types.ts'

/** Lays a document out: page, head, body, foot and annexes as blocks that any renderer can draw. */
export function compose(doc: WrittenDocument, rules: RuleSet = rulesFor(doc.system, doc.date, doc.rules)): Composition {
  const page = pageOf(rules, false)
  return {
    page,
    title: [typeRule(doc.docType).name, doc.number, doc.abstract].filter(Boolean).join(' '),
    blocks: [
      ...headOf(doc, page, rules), ...titleOfDocument(doc, page, rules), ...addressOf(doc, page, rules),
      ...bodyOf(doc, rules), ...footOfDocument(doc, page, rules), ...annexesOf(doc, page, rules),
    ],
  }
}

/** The page of a rule set; landscape turns paper and keeps each margin's share. */
export function pageOf(rules: RuleSet, landscape: boolean): Page {
  const { width, height } = rules.paper.value
  const { top, bottom, left, right } = rules.margins.value
  const upright = { width, height, margins: { top, bottom, left, right } }
  const turned = { width: height, height: width, margins: { top: left, bottom: right, left: bottom, right: top } }
  return { ...(landscape ? turned : upright), landscape, font: rules.font.value, pageNumber: { size: rules.pageNumber.value.size } }
}
