import { XMLParser } from 'fast-xml-parser'
import { formatDay, parseDay } from '@phaodai/vocabulary'
import { joinNumber, type Business, type EdxmlAttachment, type EdxmlDocument, type Organ, type Priority } from './document.ts'

/** Why bytes are no document of exchange: `code` is stable, the message is for the clerk. */
export class EdxmlError extends Error {
  readonly code: 'not-edxml' | 'too-large'
  constructor(code: EdxmlError['code'], message: string) {
    super(message)
    this.name = 'EdxmlError'
    this.code = code
  }
}

/** Most attachments, and most bytes of one after decoding. */
export const MOST_ATTACHMENTS = 50
export const LARGEST_ATTACHMENT = 50 * 1024 * 1024

type Node = Record<string, unknown>

const LISTS = new Set(['To', 'Place', 'Attachment', 'TraceHeader', 'Reference', 'Appendix'])

function parse(xml: string): Node {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new EdxmlError('not-edxml', 'Tệp có khai báo DOCTYPE nên không được nhận.')
  const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false, trimValues: true, isArray: name => LISTS.has(name) })
  try {
    const root = nodeOf((parser.parse(xml, true) as Node).edXML)
    if (Object.keys(root).length > 0) return root
  } catch { /* told below: what is not well formed is not edXML either */ }
  throw new EdxmlError('not-edxml', 'Tệp không phải edXML (QCVN 102:2016/BTTTT).')
}

function nodeOf(value: unknown): Node {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'object' && one !== null ? (one as Node) : {}
}

function textOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value
  const text = typeof one === 'string' ? one : typeof one === 'object' && one !== null ? (one as Node)['#text'] : null
  return typeof text === 'string' && text.trim() !== '' ? text.normalize('NFC').trim() : null
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** yyyy/MM/dd of the standard; other forms people write are read as well. */
function dayOf(value: unknown): string | null {
  const text = textOf(value)
  return text === null ? null : parseDay(text.slice(0, 10).replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`))
}

function codeOf(value: unknown, most: number): number {
  const code = Number(textOf(value) ?? 0)
  return Number.isInteger(code) && code >= 0 && code <= most ? code : 0
}

function countOf(value: unknown): number | null {
  const text = textOf(value)
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null
}

function organOf(value: unknown): Organ {
  const node = nodeOf(value)
  return { id: textOf(node.OrganId) ?? '', name: textOf(node.OrganName) ?? '' }
}

/** Content of an attachment: the standard's own text, or the element that systems in use put it in. */
function contentOf(attachment: unknown): string {
  return textOf(attachment) ?? textOf(nodeOf(attachment).ContentTransferEncoded) ?? textOf(nodeOf(attachment).Content) ?? ''
}

function decode(base64: string): Buffer {
  const plain = base64.replace(/\s+/g, '')
  if (plain.length > LARGEST_ATTACHMENT * 4 / 3 + 4) throw new EdxmlError('too-large', 'Tệp đính kèm quá lớn.')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) throw new EdxmlError('not-edxml', 'Tệp đính kèm bị hỏng.')
  return Buffer.from(plain, 'base64')
}

function attachmentsOf(root: Node, body: Node): EdxmlAttachment[] {
  const references = listOf(nodeOf(body.edXMLManifest ?? body.Manifest).Reference)
  const attachments = listOf(nodeOf(root.AttachmentEncoded).Attachment)
  if (attachments.length > MOST_ATTACHMENTS) throw new EdxmlError('too-large', `Tệp có quá ${MOST_ATTACHMENTS} đính kèm.`)
  return attachments.map((attachment, n) => {
    const [own, told] = [nodeOf(attachment), nodeOf(references[n])]
    return {
      name: textOf(own.AttachmentName) ?? textOf(told.AttachmentName) ?? `dinh-kem-${n + 1}`,
      mediaType: textOf(own.ContentType) ?? textOf(told.ContentType) ?? 'application/octet-stream', bytes: decode(contentOf(attachment)),
    }
  }).filter(({ bytes }) => bytes.length > 0)
}

/** Reads an edXML file. Entities are never expanded; throws EdxmlError for what is no such file or too large. */
export function readEdxml(xml: string): EdxmlDocument {
  const root = parse(xml)
  const envelope = nodeOf(root.edXMLEnvelope)
  const headers = nodeOf(envelope.edXMLHeader)
  const header = nodeOf(headers.MessageHeader)
  const business = nodeOf(nodeOf(headers.TraceHeaderList).Bussiness)
  const { Code, PromulgationInfo, DocumentType, SignerInfo, OtherInfo } = header
  const [code, issued, type, signer, other] = [nodeOf(Code), nodeOf(PromulgationInfo), nodeOf(DocumentType), nodeOf(SignerInfo), nodeOf(OtherInfo)]
  return {
    from: organOf(header.From), to: listOf(header.To).map(organOf), documentId: textOf(header.DocumentId),
    number: joinNumber(textOf(code.CodeNumber) ?? '', textOf(code.CodeNotation) ?? ''), place: textOf(issued.Place), date: dayOf(issued.PromulgationDate),
    typeName: textOf(type.TypeName), subject: textOf(header.Subject), content: textOf(header.Content),
    signer: { competence: textOf(signer.Competence), position: textOf(signer.Position), name: textOf(signer.FullName) }, dueDate: dayOf(header.DueDate),
    toPlaces: listOf(nodeOf(header.ToPlaces).Place).map(textOf).filter(place => place !== null), priority: codeOf(other.Priority, 4) as Priority, pages: countOf(other.PageAmount),
    copies: countOf(other.PromulgationAmount), steering: textOf(header.SteeringType) === '1' || textOf(header.SteeringType) === 'true',
    business: codeOf(business.BussinessDocType, 3) as Business, businessReason: textOf(business.BussinessDocReason), attachments: attachmentsOf(root, nodeOf(envelope.edXMLBody)),
  }
}

/** What the envelope says, as the text of a document whose attachment has no text of its own. */
export function textOfHeader(document: EdxmlDocument): string {
  const { from, number, place, date, subject, content, toPlaces, signer } = document
  return [
    from.name.toLocaleUpperCase('vi'), number && `Số: ${number}`, subject && `V/v ${subject}`, [place, date && formatDay(date)].filter(Boolean).join(', '), '', content ?? '', '',
    signer.position, signer.name, toPlaces.length > 0 && `Nơi nhận:\n${toPlaces.map(each => `- ${each}`).join('\n')}`,
  ].filter(part => typeof part === 'string').join('\n').trim()
}
