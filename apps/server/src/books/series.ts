import { numberText, writtenTypes, type WrittenType } from '@phaodai/directives'

export type System = 'party' | 'state'

/** How a body numbers on a day. */
export interface BookRule {
  keeperId: number; numbering: 'external' | 'own'; series: 'by-type' | 'single'; subNumbers: boolean; code: string | null; organCode: string | null; validFrom: string
  /** Entered for this body, not the one of everybody. */
  own: boolean
}

/** What a code is made from where no rule names one. */
export interface CodedBody { kind: string; level: string; name: string; parentCode: string | null }

/** Time over which numbers run on: its name as on the book's cover, and its first day. */
export interface Period { name: string; firstDay: string }

/** The calendar year of a day, over which the State numbers (Nghị định 30/2020/NĐ-CP) and arrivals are counted. */
export function yearOf(day: string): Period {
  return { name: day.slice(0, 4), firstDay: `${day.slice(0, 4)}-01-01` }
}

const BY_KIND: Record<string, string> = {
  'people-committee': 'UBND', 'steering-committee': 'BCĐ', 'front-committee': 'MTTQ', 'health-centre': 'TTYT', 'health-station': 'TYT', 'disease-control': 'KSBT', 'party-cell': 'CB',
}
/** Organs of a committee carry its code behind their own: VPHU, BTCTU, UBKTTU. */
const ORGANS = new Set(['party-office', 'party-organ', 'party-inspection'])

function committeeCode(level: string, name: string): string {
  if (level === 'province') return 'TU'
  if (level === 'commune') return 'ĐU'
  if (/^Quận ủy/iu.test(name)) return 'QU'
  return /^Th(ị|ành) ủy/iu.test(name) ? 'ThU' : 'HU'
}

/** First letters of the words of a name, up to the place it stands in ("Sở Y tế tỉnh …" gives SYT). */
function initials(name: string): string {
  const own = name.split(/\s(?=tỉnh|thành|huyện|thị|quận|xã|phường|Tỉnh|Thành|Huyện|Thị|Quận|Đảng)/u)[0]!
  return own.split(/\s+/).map(word => word[0]!.toLocaleUpperCase('vi')).join('')
}

/** The body's code in its numbers as bodies of its kind write it (domain list of issuer codes); a rule of the body goes before. */
export function codeOf({ kind, level, name, parentCode }: CodedBody): string {
  if (kind === 'party-committee') return committeeCode(level, name)
  if (kind === 'party-office') return `VP${parentCode ?? ''}`
  if (kind === 'party-inspection') return `UBKT${parentCode ?? ''}`
  return BY_KIND[kind] ?? `${initials(name)}${ORGANS.has(kind) ? parentCode ?? '' : ''}`
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
