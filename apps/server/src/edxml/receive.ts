import { readDirective } from '@phaodai/directives'
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { admit, findDirective, FileError, isSecret, numberKeyOf, readUpload, register, type Header } from '../directives/index.ts'
import { attachFiles, insertFile } from '../files/index.ts'
import type { Moment } from '../tasks/index.ts'
import { urgencyOf, type EdxmlDocument } from './document.ts'
import { EdxmlError, readEdxml, textOfHeader } from './read.ts'
import { typeNamed } from './send.ts'
import { noteEnvelope } from './store.ts'

/** An attachment that is kept: of a type the house takes, with its text where it has one. */
interface Kept { name: string; mediaType: string; bytes: Uint8Array; text: string | null }
/** A file of exchange, its document chosen among the attachments; `left` names those of types not kept (signatures, say). */
export interface Received { document: EdxmlDocument; main: Kept | null; others: Kept[]; left: string[] }

/** Reads the file or refuses it. A withdrawal brings no document: it is noted at the one it withdraws. */
export function parsed(xml: string): EdxmlDocument {
  try {
    const document = readEdxml(xml)
    if (document.business === 1) throw new Problem('invalid-input', { detail: `Đây là yêu cầu thu hồi văn bản số ${document.number ?? '…'}: hãy mở văn bản đó và chọn “Ghi nhận yêu cầu lấy lại”.` })
    return document
  } catch (error) {
    if (error instanceof EdxmlError) throw new Problem(error.code === 'too-large' ? 'too-large' : 'file-type', { detail: error.message })
    throw error
  }
}

async function keptOf(attachment: EdxmlDocument['attachments'][number]): Promise<Kept[]> {
  try {
    const upload = await readUpload(attachment.bytes, attachment.name)
    return [{ name: upload.name, mediaType: upload.mediaType, bytes: upload.bytes, text: upload.text }, ...upload.attachments.map(other => ({ ...other, text: null }))]
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}

/** Opens every attachment; refuses a secrecy grade in any text, and pictures of which nobody declared anything. */
export async function opened(document: EdxmlDocument, declaredNotSecret: boolean): Promise<Received> {
  const each = await Promise.all(document.attachments.map(keptOf))
  const kept = each.flat()
  for (const { text } of kept) {
    if (text !== null && isSecret(text, readDirective(text))) throw new Problem('secret-document')
    if (text === null && !declaredNotSecret) throw new Problem('secrecy-undeclared')
  }
  const main = kept.find(({ text }) => text !== null) ?? kept[0] ?? null
  return { document, main, others: kept.filter(other => other !== main), left: document.attachments.filter((_, n) => each[n]!.length === 0).map(({ name }) => name) }
}

/** Header values that the envelope tells; what it leaves out is read from the text. */
export function toldBy(document: EdxmlDocument): Partial<Header> {
  const { number, from, place, date, subject, signer, priority, typeName } = document
  const told: { [name in keyof Header]?: Header[name] | null } = {
    number, numberKey: number && numberKeyOf(number), issuerText: from.name || null, place, issuedOn: date, abstract: subject, urgency: urgencyOf(priority),
    signerCapacity: [signer.competence, signer.position].filter(Boolean).join(' ') || null, signerName: signer.name, docType: typeName && typeNamed(typeName),
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as Partial<Header>
}

async function hang(tx: Tx, id: string, { name, mediaType, bytes }: Kept): Promise<string> {
  const fileId = randomUUID()
  await insertFile(tx, { id: fileId, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, mediaType, name: name.replace(/^.*[/\\]/s, '').replace(/\p{C}/gu, '').slice(0, 255) || 'dinh-kem' })
  if (id !== '') await attachFiles(tx, 'directive', id, [fileId])
  return fileId
}

/** Takes the document in as any other: a draft to be reviewed, arrived at the clerk's table, its envelope beside it. */
export async function takeIn(tx: Tx, who: Who, moment: Moment, deps: Pick<AppDeps, 'files'>, id: string, received: Received, declared: { declaredNotSecret: boolean; allowDuplicate: boolean }): Promise<void> {
  const { document, main, others, left } = received
  const repeated = (await findDirective(tx, id, moment.today)) !== undefined
  const fileId = repeated || main === null ? null : await hang(tx, '', main)
  await register(tx, who, moment, id, admit(main?.text ?? textOfHeader(document), true), { ...declared, allowDuplicate: declared.allowDuplicate || document.business > 0, direction: 'incoming', fileId, told: toldBy(document) })
  if (repeated) return
  for (const other of others) await hang(tx, id, other)
  const { from, to, documentId, dueDate, toPlaces, pages, copies, steering, business, businessReason } = document
  await noteEnvelope(tx, id, { from, to, documentId, dueDate, toPlaces, pages, copies, steering, business, businessReason, left })
  for (const { bytes } of main === null ? others : [main, ...others]) { // last, so that a refused document leaves no bytes
    const file = await deps.files.receive(Readable.from([Buffer.from(bytes)]), bytes.length)
    await deps.files.keep(file)
  }
}
