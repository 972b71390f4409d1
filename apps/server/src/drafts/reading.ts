import { composeText, type Found } from '@phaodai/directives'
import { numberedItems } from '@phaodai/directives/write/numbering.ts'
import { draftItems, writtenOf, type DraftContent, type DraftItem, type ItemTask, type ResolveBody, type WrittenDocument } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import { admit } from '../directives/index.ts'
import { numberSign } from './heading.ts'

export type AdmittedText = ReturnType<typeof admit>

/** The document with a number and a date to try it with. */
export function triedDocument(content: DraftContent, code: string, today: string): ReturnType<typeof writtenOf> {
  return writtenOf(content, { number: numberSign(content, code, 99), date: today, draft: false })
}

/** Plain text of the document to try. */
export function triedText(content: DraftContent, code: string, today: string): string {
  return composeText(triedDocument(content, code, today))
}

/** A text as the engine reads it, or null when intake would refuse it for a mark of secrecy. */
export function readBack(content: DraftContent, code: string, today: string): AdmittedText | null {
  try {
    return admit(triedText(content, code, today), true)
  } catch (error) {
    if (error instanceof Problem && error.code === 'secret-document') return null
    throw error
  }
}

/** An item of a draft by its label in the document: who answers for it (its own task, or the nearest above), and what it carries out. */
export interface Labelled { label: string; parent: string | null; item: DraftItem; task: ItemTask | null; own: boolean; noTask: boolean; source: DraftItem['source'] }

/** Items of a draft in printing order, each under its label. */
export function labelled(content: DraftContent, doc: WrittenDocument): Labelled[] {
  const labels = numberedItems(doc)
  return draftItems(content.items).map(({ item, above }, n) => {
    const line = [item, ...[...above].reverse()]
    return {
      label: labels[n]!.label, parent: labels[n]!.parent, item, task: line.map(each => each.task).find(task => task !== null && task.leads.length > 0) ?? null, own: item.task !== null && item.task.leads.length > 0,
      noTask: line.some(each => each.noTask), source: line.map(each => each.source).find(source => source !== null) ?? null,
    }
  })
}

const oneLine = ({ value }: Found<string>): string => value.replace(/\s+/gu, ' ').trim()

/** Names that the engine takes for whoever is to act, and that nobody is known by; only where the draft does not say who it is. */
export function unknownLeadsIn(content: DraftContent, { reading }: AdmittedText, doc: WrittenDocument, resolve: ResolveBody): { label: string; written: string }[] {
  const told = new Map(labelled(content, doc).map(each => [each.label, each.task !== null || each.noTask]))
  const addressed = content.addressees.flatMap(({ bodyIds }) => bodyIds)
  return reading.tasks.filter(task => told.get(task.item ?? '') === false).flatMap(task => {
    if (task.lead.length === 0) return addressed.length > 0 ? [] : [{ label: task.item ?? '', written: '' }]
    return task.lead.filter(lead => !resolve(oneLine(lead), addressed).bodyIds?.length).map(lead => ({ label: task.item ?? '', written: oneLine(lead) }))
  })
}
