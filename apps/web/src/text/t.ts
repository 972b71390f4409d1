/** Every word on screen comes from here: the Vietnamese files (complete, always loaded) and the English ones (loaded when chosen). */
import vi from './vi.json' with { type: 'json' }
import indicators from './indicators.vi.json' with { type: 'json' }
import map from './map.vi.json' with { type: 'json' }
import scans from './scan.vi.json' with { type: 'json' }
import notices from './notices.vi.json' with { type: 'json' }
import committees from './committees.vi.json' with { type: 'json' }
import books from './books.vi.json' with { type: 'json' }
import drafts from './drafts.vi.json' with { type: 'json' }
import references from './references.vi.json' with { type: 'json' }
import search from './search.vi.json' with { type: 'json' }
import cases from './cases.vi.json' with { type: 'json' }
import contacts from './contacts.vi.json' with { type: 'json' }
import followUp from './follow-up.vi.json' with { type: 'json' }
import casePapers from './case-papers.vi.json' with { type: 'json' }
import chains from './chains.vi.json' with { type: 'json' }
import tracing from './tracing.vi.json' with { type: 'json' }
import facilities from './facilities.vi.json' with { type: 'json' }
import care from './care.vi.json' with { type: 'json' }
import levels from './levels.vi.json' with { type: 'json' }
import gate from './gate.vi.json' with { type: 'json' }
import testing from './testing.vi.json' with { type: 'json' }
import isolation from './isolation.vi.json' with { type: 'json' }
import zones from './zones.vi.json' with { type: 'json' }
import orders from './orders.vi.json' with { type: 'json' }
import lineLists from './line-lists.vi.json' with { type: 'json' }
import statistics from './statistics.vi.json' with { type: 'json' }
import quickReports from './quick-reports.vi.json' with { type: 'json' }
import inspections from './inspections.vi.json' with { type: 'json' }
import meetings from './meetings.vi.json' with { type: 'json' }
import deliveries from './deliveries.vi.json' with { type: 'json' }
import calendar from './calendar.vi.json' with { type: 'json' }
import reforms from './reforms.vi.json' with { type: 'json' }
import slips from './slips.vi.json' with { type: 'json' }
import sheet from './sheet.vi.json' with { type: 'json' }
import bulk from './bulk.vi.json' with { type: 'json' }
import secondFactor from './second-factor.vi.json' with { type: 'json' }
import officeRules from './office-rules.vi.json' with { type: 'json' }
import registers from './registers.vi.json' with { type: 'json' }

/** The office's own words, a file a noun. */
const office = {
  ...vi,
  ...indicators,
  ...map,
  ...scans,
  ...notices,
  ...committees,
  ...books,
  ...drafts,
  ...references,
  ...search,
  ...statistics,
  ...quickReports,
  ...cases,
  ...contacts,
  ...followUp,
  ...casePapers,
  ...chains,
  ...tracing,
  ...facilities,
  ...care,
  ...levels,
  ...testing,
  ...gate,
  ...isolation,
  ...zones,
  ...orders,
  ...lineLists,
  ...meetings,
  ...deliveries,
  ...inspections,
  ...calendar,
  ...reforms,
  ...slips,
  ...sheet,
  ...bulk,
  ...secondFactor,
  ...officeRules,
}
const vietnamese: Record<string, string> = { ...office, ...registers }

export type Language = 'vi' | 'en'
/** A key of the office's own words; the register screens' keys are looked up with `word`. */
export type Key = keyof typeof office
export type Values = Record<string, string | number>

const STORED = 'phaodai.language'
let language: Language = 'vi'
let words = vietnamese

/** The language on screen now. */
export function currentLanguage(): Language {
  return language
}

/** Locale for Intl: grouping of numbers, plural rules. */
export function locale(): string {
  return language === 'vi' ? 'vi-VN' : 'en-GB'
}

/** The sentence of a key with its values set in. `{name}` is a value, `{n|one|many}` a word chosen by the count `n`. */
export function t(key: Key, values: Values = {}): string {
  return word(key, values)
}

/** As `t`, for keys made at run time (code lists, register fields); an unknown key is shown as it is. */
export function word(key: string, values: Values = {}): string {
  const sentence = words[key]
  return sentence === undefined ? key : fill(sentence, values)
}

/** True when there is a sentence for this key. */
export function hasWord(key: string): boolean {
  return words[key] !== undefined
}

/** A number as this language writes it. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** Chooses the language for this browser from now on. The caller draws the screen again. */
export async function chooseWords(next: Language): Promise<void> {
  words = next === 'vi' ? vietnamese : await englishWords()
  language = next
  localStorage.setItem(STORED, next)
  document.documentElement.lang = next
}

/** The language chosen earlier in this browser; Vietnamese when none was. */
export function storedLanguage(): Language {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi'
}

async function englishWords(): Promise<Record<string, string>> {
  const parts = await Promise.all([
    import('./en.json', { with: { type: 'json' } }),
    import('./indicators.en.json', { with: { type: 'json' } }),
    import('./map.en.json', { with: { type: 'json' } }),
    import('./scan.en.json', { with: { type: 'json' } }),
    import('./notices.en.json', { with: { type: 'json' } }),
    import('./committees.en.json', { with: { type: 'json' } }),
    import('./books.en.json', { with: { type: 'json' } }),
    import('./drafts.en.json', { with: { type: 'json' } }),
    import('./references.en.json', { with: { type: 'json' } }),
    import('./search.en.json', { with: { type: 'json' } }),
    import('./statistics.en.json', { with: { type: 'json' } }),
    import('./quick-reports.en.json', { with: { type: 'json' } }),
    import('./cases.en.json', { with: { type: 'json' } }),
    import('./contacts.en.json', { with: { type: 'json' } }),
    import('./follow-up.en.json', { with: { type: 'json' } }),
    import('./case-papers.en.json', { with: { type: 'json' } }),
    import('./chains.en.json', { with: { type: 'json' } }),
    import('./tracing.en.json', { with: { type: 'json' } }),
    import('./facilities.en.json', { with: { type: 'json' } }),
    import('./care.en.json', { with: { type: 'json' } }),
    import('./levels.en.json', { with: { type: 'json' } }),
    import('./testing.en.json', { with: { type: 'json' } }),
    import('./gate.en.json', { with: { type: 'json' } }),
    import('./isolation.en.json', { with: { type: 'json' } }),
    import('./zones.en.json', { with: { type: 'json' } }),
    import('./orders.en.json', { with: { type: 'json' } }),
    import('./line-lists.en.json', { with: { type: 'json' } }),
    import('./meetings.en.json', { with: { type: 'json' } }),
    import('./deliveries.en.json', { with: { type: 'json' } }),
    import('./inspections.en.json', { with: { type: 'json' } }),
    import('./reforms.en.json', { with: { type: 'json' } }),
    import('./calendar.en.json', { with: { type: 'json' } }),
    import('./slips.en.json', { with: { type: 'json' } }),
    import('./sheet.en.json', { with: { type: 'json' } }),
    import('./bulk.en.json', { with: { type: 'json' } }),
    import('./second-factor.en.json', { with: { type: 'json' } }),
    import('./office-rules.en.json', { with: { type: 'json' } }),
    import('./registers.en.json', { with: { type: 'json' } }),
  ])
  return Object.assign({ ...vietnamese }, ...parts.map((part) => part.default)) as Record<string, string>
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one !== undefined && many !== undefined) return new Intl.PluralRules(locale()).select(Number(value)) === 'one' ? one : many
    return typeof value === 'number' ? formatNumber(value) : value
  })
}
