import { numberedItems, readDirective, typeRule, type DirectiveReading, type WrittenDocument } from '@phaodai/directives'

/** Words of a text, so that case, spacing and closing marks do not count. */
function words(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''
}

const MARKS = {
  party: { 'on-behalf': 'T/M', 'for-head': 'K/T', 'by-order': 'T/L', 'by-authorisation': 'T/UQ', acting: 'Q', concurrently: 'kiêm' },
  state: { 'on-behalf': 'TM', 'for-head': 'KT', 'by-order': 'TL', 'by-authorisation': 'TUQ', acting: 'Q', concurrently: 'kiêm' },
}

/** What a reader of the document should find. Words after the last item are read as part of it. */
export function whatWasWritten(doc: WrittenDocument) {
  const items = numberedItems(doc).map(({ item, label, parent }) => ({ label, parent, text: words([item.text, ...item.paragraphs].join(' ')) }))
  const last = items.at(-1)
  if (last) last.text = words([last.text, ...doc.closing].join(' '))
  const form = typeRule(doc.docType).form
  return {
    system: doc.system, docType: typeRule(doc.docType).readsAs, number: doc.number, date: doc.date, place: doc.place, issuer: words(doc.issuer), superior: words(doc.superior), abstract: words(doc.abstract.replace(/^về việc /iu, '')), urgency: doc.urgency,
    addressees: form === 'named' ? [] : doc.addressees.map(words), items,
    capacity: words(doc.signature?.capacity.map(({ mark, text }) => `${mark ? MARKS[doc.system][mark] : ''} ${text}`).join(' ')), signer: doc.signature?.name ?? null,
    recipients: [...doc.recipients.map(({ text, purpose }) => ({ text: words(text), toReport: purpose === 'report' })), ...(doc.file === null ? [] : [{ text: words(`Lưu ${doc.file}`), toReport: false }])],
  }
}

/** The same of what `readDirective` found in a text. */
export function whatIsRead(text: string, addressed: boolean): ReturnType<typeof whatWasWritten> {
  const read: DirectiveReading = readDirective(text)
  return {
    system: read.system.value!, docType: read.docType.value!, number: read.number.value, date: read.date.value, place: read.place.value!, issuer: words(read.issuer.value), superior: words(read.superior.value),
    abstract: words(read.abstract.value), urgency: read.urgency.value, addressees: addressed ? read.recipients.map(entry => words(entry.value)) : [],
    items: read.items.map(({ label, parent, text: own }) => ({ label, parent, text: words(own.value) })),
    capacity: words(read.signature.capacity.value), signer: read.signature.name.value, recipients: read.distribution.map(entry => ({ text: words(entry.text.value), toReport: entry.toReport })),
  }
}

/** Whether a document says whom it is sent to. */
export function isAddressed(doc: WrittenDocument): boolean {
  return typeRule(doc.docType).form !== 'named'
}
