import { splitNumber, type EdxmlDocument, type Organ } from './document.ts'

const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Characters that XML 1.0 cannot carry are left out. */
function escape(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>"']/g, mark => ESCAPES[mark]!)
}

type Part = string | null
/** An element of the standard's namespace; without content it stays out. */
function tag(name: string, content: string | number | null): Part {
  return content === null || content === '' ? null : `<edXML:${name}>${typeof content === 'number' ? content : escape(content)}</edXML:${name}>`
}

function group(name: string, parts: readonly Part[]): Part {
  const inner = parts.filter(part => part !== null)
  return inner.length === 0 ? null : `<edXML:${name}>${inner.join('')}</edXML:${name}>`
}

const day = (value: string | null): string | null => value?.replaceAll('-', '/') ?? null
const organ = (name: string, { id, name: called }: Organ): Part => group(name, [tag('OrganId', id), tag('OrganName', called)])

function messageHeader(document: EdxmlDocument): Part {
  const { serial, notation } = splitNumber(document.number ?? '')
  const { competence, position, name } = document.signer
  return group('MessageHeader', [
    organ('From', document.from), ...document.to.map(each => organ('To', each)), tag('DocumentId', document.documentId), group('Code', [tag('CodeNumber', serial), tag('CodeNotation', notation)]),
    group('PromulgationInfo', [tag('Place', document.place), tag('PromulgationDate', day(document.date))]), group('DocumentType', [tag('Type', 2), tag('TypeName', document.typeName)]),
    tag('Subject', document.subject), tag('Content', document.content), group('SignerInfo', [tag('Competence', competence), tag('Position', position), tag('FullName', name)]),
    tag('DueDate', day(document.dueDate)), group('ToPlaces', document.toPlaces.map(place => tag('Place', place))),
    group('OtherInfo', [tag('Priority', document.priority), tag('PromulgationAmount', document.copies), tag('PageAmount', document.pages)]), tag('SteeringType', document.steering ? 1 : 0),
  ])
}

function trace(document: EdxmlDocument, at: string): Part {
  return group('TraceHeaderList', [
    group('TraceHeader', [tag('OrganId', document.from.id), tag('Timestamp', at)]),
    group('Bussiness', [tag('BussinessDocType', document.business), tag('BussinessDocReason', document.businessReason)]), // the standard's own spelling
  ])
}

/** The document as an edXML file; `at` is the instant of sending, ISO 8601. */
export function writeEdxml(document: EdxmlDocument, at: string): string {
  const references = document.attachments.map(({ name, mediaType }, n) => group('Reference', [tag('ContentId', String(n + 1)), tag('ContentType', mediaType), tag('AttachmentName', name)]))
  const contents = document.attachments.map(({ name, mediaType, bytes }, n) => group('Attachment', [
    tag('ContentId', String(n + 1)), tag('ContentType', mediaType), tag('AttachmentName', name), tag('ContentTransferEncoded', bytes.toString('base64'))]))
  const envelope = group('edXMLEnvelope', [group('edXMLHeader', [messageHeader(document), trace(document, at)]), group('edXMLBody', [group('edXMLManifest', references)])])
  return `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${NAMESPACE}" xmlns:edXML="${NAMESPACE}">${envelope}${group('AttachmentEncoded', contents) ?? ''}</edXML>\n`
}
