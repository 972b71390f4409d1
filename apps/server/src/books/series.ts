import { numberText, writtenTypes, type WrittenType } from '@phaodai/directives'

export type System = 'party' | 'state'

/** How a body numbers on a day. */
export interface BookRule {
  keeperId: number; numbering: 'external' | 'own'; series: 'by-type' | 'single'; subNumbers: boolean; code: string | null; organCode: string | null; validFrom: string
  /** Entered for this body, not the one of everybody. */
  own: boolean
}

/** Time over which numbers run on: its name as on the book's cover, and its first day. */
export interface Period { name: string; firstDay: string }

/** The calendar year of a day, over which the State numbers (Nghị định 30/2020/NĐ-CP) and arrivals are counted. */
export function yearOf(day: string): Period {
  return { name: day.slice(0, 4), firstDay: `${day.slice(0, 4)}-01-01` }
}

/** The type's series: its own, or '' for the one series of all. */
export function seriesOf(rule: Pick<BookRule, 'series'>, docType: string): string {
  return rule.series === 'single' ? '' : docType
}

export interface Sign { system: System; docType: string; code: string; unit?: string | undefined }

const isWritten = (type: string): type is WrittenType => (writtenTypes as readonly string[]).includes(type)

/** The number as printed in the document: "07-CV/HU", "12a/QĐ-UBND"; types without a code are written as letters. */
export function printed(serial: number, suffix: string, { system, docType, code, unit }: Sign): string {
  const sign = numberText({ system, type: isWritten(docType) ? docType : 'cong-van', serial: null, issuerCode: code, unit })
  return `${String(serial).padStart(2, '0')}${suffix}${sign}`
}

/** The number with its word before it: without a colon in the Party's papers (HD 36-HD/VPTW), with one in the State's. */
export function withWord(system: System, number: string): string {
  return system === 'party' ? `Số ${number}` : `Số: ${number}`
}

/** Serial and sub-number of a number as typed or read: "Số: 12a/QĐ-UBND" gives 12 and "a"; null without a figure. */
export function serialOf(text: string): { serial: number; suffix: string } | null {
  const match = /^(?:số\s*:?\s*)?0*(\d{1,7})([a-z]?)(?![\p{L}\d])/iu.exec(text.normalize('NFC').trim())
  return match && Number(match[1]) > 0 ? { serial: Number(match[1]), suffix: match[2]!.toLowerCase() } : null
}

/** A number as typed without the word before it and with single blanks. */
export function bareNumber(text: string): string {
  return text.normalize('NFC').trim().replace(/^số\s*:?\s*(?=\S)/iu, '').replace(/\s+/g, ' ')
}

/** The sub-number after the last one taken: '' gives a; null after z. */
export function nextSuffix(last: string): string | null {
  if (last === '') return 'a'
  return last === 'z' ? null : String.fromCharCode(last.charCodeAt(0) + 1)
}
