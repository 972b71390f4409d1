import { blocksOf } from './blocks.ts'
import { abstractOf, dateOfNumber, docTypeOf, headerBodies, numberOf, placeAndDate, systemOf } from './fields.ts'
import { diseaseOf } from './disease.ts'
import { readHead, titleOf } from './header.ts'
import { issuerOf, signerBody, speakerIn } from './issuer.ts'
import { treeOf } from './items.ts'
import type { Tree, Unit } from './unit.ts'
import { linesOf, mostUnitsIn, type Line } from './lines.ts'
import { normalise } from './normalise.ts'
import type { DirectiveReading, Item, Reading } from './reading.ts'
import { append } from './matching.ts'
import { forgetAll } from './memory.ts'
import { missing, REASONS } from './reasons.ts'
import { readAddress, recipientsFrom } from './recipients.ts'
import { referencesIn } from './references.ts'
import { found, join, quoted, type Strand } from './strand.ts'
import { tokenise } from './tokens.ts'
import { withTables } from './tables.ts'
import { distributionOf, footOf, loneSigner, signatureOf, sortFoot, type Foot } from './tail.ts'
import { orderTasks } from './walk.ts'

/**
 * Reads a directive in Vietnamese administrative form from plain text. Total and deterministic: any
 * string gives an answer, in time linear in its length; what cannot be read is null with a reason.
 */
export function readDirective(text: string): DirectiveReading {
  try {
    return readText(text)
  } finally {
    forgetAll()
  }
}

function readText(text: string): DirectiveReading {
  const lines = linesOf(normalise(text))
  const head = readHead(lines)
  const address = readAddress(lines, head.bodyLine)
  const foot = footOf(lines, address.next)
  const lone = loneSigner(lines, foot)
  const tree = withAttached(treeOf(blocksOf(withTables(lines.slice(address.next, lone ? lone.at : foot.start)))), lines, foot)
  const { list, signature: signatureLines } = sortFoot(lines, foot)
  const distribution = distributionOf(list)
  const signature = lone ? { capacity: missing(REASONS.noSignature), name: lone.name } : signatureOf(signatureLines)
  const body = bodyStrands(tree)
  const { reading: number, parsed } = numberOf(head)
  const { place, date: lineDate } = placeAndDate(head.placeDate)
  const date = head.placeDate ? lineDate : dateOfNumber(head)
  const abstract = abstractOf(head)
  const signed = join(signatureLines)
  const docType = docTypeOf(head, parsed, { letter: address.recipients.length > 0 && !address.telegraph, telegram: address.telegraph, body: join(body.slice(0, 400)) })
  const { issuer: printed, superior } = headerBodies(head)
  const issuer = issuerOf([printed, speakerIn([...(address.telegraph ? [address.telegraph] : []), ...tree.before]), signerBody(signature.capacity, signed, [...list, ...body])])
  const calendar = { year: yearOf(date), date: date.value }
  const tasks = orderTasks(tree, { calendar, issuer: issuer.value === null ? null : new Set(tokenise(issuer.value).map(token => token.key)), docType: docType.value, mostTasks: mostUnitsIn(text.length) })
  const recipients = address.recipients.length > 0 ? address.recipients : recipientsFrom(distribution)
  return {
    looksLikeDirective: [head.title, parsed, head.placeDate, signature.capacity.value, recipients.length || null, head.party || head.state || null].filter(sign => sign !== null).length >= 2 || tasks.length >= 3,
    docType, system: systemOf(head, parsed, { body: join(body.slice(0, 40)), signature: signed, list }), number, issuer,
    superior: superior ?? missing(REASONS.notPrinted), place, date, abstract,
    urgency: head.urgency ? found(head.urgency.value, head.urgency.strand, 0.95, 'urgency-mark') : missing(REASONS.notPrinted),
    secrecy: head.secrecy ? found(head.secrecy.value, head.secrecy.strand, 0.95, 'secrecy-mark') : missing(REASONS.notPrinted),
    recipients, references: referencesIn([...head.abstract, ...body], parsed?.text ?? null), signature, distribution,
    disease: diseaseOf(head.abstract.length ? join(head.abstract) : null, body),
    items: tree.units.map(itemOf), tasks,
  }
}

/** A plan or regulation that a decision puts into force stands after its signature: its units are read too. */
function withAttached(tree: Tree, lines: readonly Line[], foot: Foot): Tree {
  const opening = lines[foot.end]
  if (!opening || titleOf(opening.strand) === null) return tree
  const end = footOf(lines, foot.end + 1).start
  const attached = treeOf(blocksOf(withTables(lines.slice(foot.end + 1, end))))
  return { ...tree, units: [...tree.units, ...attached.units] }
}

function bodyStrands(tree: Tree): Strand[] {
  const strands = [...tree.before]
  for (const unit of tree.units) append(strands, unit.paragraphs)
  append(strands, tree.after)
  return strands
}

function itemOf(unit: Unit): Item {
  return { label: unit.label, parent: unit.parent, mark: unit.mark, text: quoted(join(unit.paragraphs), 0.95, 'unit-text'), heading: unit.children.length > 0 }
}

/** The year days without one belong to: the document's. */
function yearOf(date: Reading<string>): number | null {
  return date.value === null ? null : Number(date.value.slice(0, 4))
}
