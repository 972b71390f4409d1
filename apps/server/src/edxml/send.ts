import { typeRule, writtenTypes, type WrittenType } from '@phaodai/directives'
import { foldMarks, searchKey } from '@phaodai/vocabulary'
import { readFile } from 'node:fs/promises'
import type { FileStore } from '#kernel/file-store.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { detailOf } from '../directives/index.ts'
import { loadFilesOf, type FileRow } from '../files/index.ts'
import { priorityOf, type EdxmlDocument } from './document.ts'
import { findSender, loadFullNames } from './store.ts'
import { writeEdxml } from './write.ts'

/** Code of a type by its name in words; null for a name nobody uses here. */
export function typeNamed(name: string): WrittenType | null {
  return writtenTypes.find(type => searchKey(typeRule(type).name) === searchKey(name)) ?? null
}

function nameOfType(docType: string): string | null {
  const known = writtenTypes.find(type => type === docType)
  return known ? typeRule(known).name : null
}

const CAPACITY = /^(T\/M|TM\.|K\/T|KT\.|T\/L|TL\.|TUQ\.|T\/UQ|Q\.)\s*/u

/** Mark and post of a signature as one line: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
function signerOf(capacity: string | null, name: string | null): EdxmlDocument['signer'] {
  const mark = capacity === null ? null : CAPACITY.exec(capacity)
  return { competence: mark?.[1] ?? null, position: capacity?.slice(mark?.[0].length ?? 0) || null, name }
}

async function attachmentsOf(files: FileStore, rows: readonly FileRow[]): Promise<EdxmlDocument['attachments']> {
  return Promise.all(rows.map(async ({ name, mediaType, sha256 }) => ({ name, mediaType, bytes: await readFile(files.pathOf(sha256)) })))
}

/** An issued document of the acting body as an edXML file, originals attached; without any the text goes as .txt. */
export async function sendAsEdxml(tx: Tx, who: Who, files: FileStore, id: string, moment: { at: string; today: string }): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  const directive = await detailOf(tx, who, id, moment.today)
  if (directive.owner.id !== who.bodyId || directive.state === 'draft') throw new Problem('illegal-state')
  const from = await findSender(tx, moment.today)
  const names = await loadFullNames(tx, directive.deliveries.map(({ body }) => body.id))
  const { number, place, issuedOn: date, abstract: subject } = directive
  const originals = await attachmentsOf(files, await loadFilesOf(tx, 'directive', id))
  const document: EdxmlDocument = {
    from, to: directive.deliveries.map(({ body }) => ({ id: '', name: names.get(body.id) ?? body.name })), documentId: [from.id, date?.replaceAll('-', '/'), number].filter(Boolean).join(','),
    number, place, date, typeName: nameOfType(directive.docType), subject, content: null, signer: signerOf(directive.signerCapacity, directive.signerName), dueDate: null,
    toPlaces: directive.recipients.map(({ written }) => written), priority: priorityOf(directive.urgency), pages: null, copies: null, steering: directive.tasks.total > 0,
    business: directive.state === 'withdrawn' ? 1 : 0, businessReason: null,
    attachments: originals.length > 0 ? originals : [{ name: 'van-ban.txt', mediaType: 'text/plain', bytes: Buffer.from(directive.text) }],
  }
  return { name: `${foldMarks(number ?? 'van-ban').replace(/[^\p{L}\p{N}]+/gu, '-')}.edxml`, mediaType: 'application/xml; charset=utf-8', bytes: Buffer.from(writeEdxml(document, moment.at)) }
}
