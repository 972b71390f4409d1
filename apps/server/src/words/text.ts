import committees from '#web/text/committees.vi.json' with { type: 'json' }
import office from '#web/text/vi.json' with { type: 'json' }
import inspections from '#web/text/inspections.vi.json' with { type: 'json' }
import notices from '#web/text/notices.vi.json' with { type: 'json' }
import calendar from '#web/text/calendar.vi.json' with { type: 'json' }
import sheet from '#web/text/sheet.vi.json' with { type: 'json' }
import lineLists from '#web/text/line-lists.vi.json' with { type: 'json' }
import slips from '#web/text/slips.vi.json' with { type: 'json' }
import books from '#web/text/books.vi.json' with { type: 'json' }
import cases from '#web/text/cases.vi.json' with { type: 'json' }
import contacts from '#web/text/contacts.vi.json' with { type: 'json' }
import casePapers from '#web/text/case-papers.vi.json' with { type: 'json' }
import followUp from '#web/text/follow-up.vi.json' with { type: 'json' }
import chains from '#web/text/chains.vi.json' with { type: 'json' }
import tracing from '#web/text/tracing.vi.json' with { type: 'json' }
import care from '#web/text/care.vi.json' with { type: 'json' }
import facilities from '#web/text/facilities.vi.json' with { type: 'json' }
import levels from '#web/text/levels.vi.json' with { type: 'json' }
import gate from '#web/text/gate.vi.json' with { type: 'json' }
import testing from '#web/text/testing.vi.json' with { type: 'json' }
import isolation from '#web/text/isolation.vi.json' with { type: 'json' }
import zones from '#web/text/zones.vi.json' with { type: 'json' }
import orders from '#web/text/orders.vi.json' with { type: 'json' }
import statistics from '#web/text/statistics.vi.json' with { type: 'json' }
import quickReports from '#web/text/quick-reports.vi.json' with { type: 'json' }
import reforms from '#web/text/reforms.vi.json' with { type: 'json' }
import references from '#web/text/references.vi.json' with { type: 'json' }
import indicators from '#web/text/indicators.vi.json' with { type: 'json' }
import registers from '#web/text/registers.vi.json' with { type: 'json' }
import noticesEnglish from '#web/text/notices.en.json' with { type: 'json' }
import officeEnglish from '#web/text/en.json' with { type: 'json' }

const vietnamese: Record<string, string> = { ...office, ...books, ...lineLists, ...calendar, ...cases, ...contacts, ...isolation, ...zones, ...orders, ...tracing, ...testing, ...gate, ...chains, ...followUp, ...casePapers, ...slips, ...sheet, ...committees, ...inspections, ...notices, ...references, ...reforms, ...statistics, ...quickReports, ...indicators, ...registers, ...facilities, ...care, ...levels }
/** Only what goes to one reader in a language of his own; papers and files are Vietnamese. */
const english: Record<string, string> = { ...officeEnglish, ...noticesEnglish }

/**
 * The word of a key as the screens have it, for what the server writes; the key itself where there is none, so that a gap is
 * seen. Words stand once, in the text files of the web app.
 */
export function word(key: string, language: 'vi' | 'en' = 'vi'): string {
  return (language === 'en' ? english : vietnamese)[key] ?? key
}

/** Sets values into a sentence: `{n}` is a value, `{n|notice|notices}` a word chosen by it, as in the screens' texts. */
export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => String((one === undefined ? values[name] : values[name] === 1 ? one : many) ?? whole))
}

/** True when there is a word for this key. */
export function hasWord(key: string): boolean {
  return vietnamese[key] !== undefined
}
