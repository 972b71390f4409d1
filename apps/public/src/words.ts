import en from './text/en.json' with { type: 'json' }
import vi from './text/vi.json' with { type: 'json' }

export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Word = keyof typeof vi
/** A word of the language of the page, with what stands in its braces put in. */
export type Say = (key: Word, values?: Record<string, string | number>) => string

const TEXTS: Record<Language, Record<Word, string>> = { vi, en } // a key that one of them lacks is no type

const filled = (text: string, values: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The words of one language. */
export function wordsIn(language: Language): Say {
  return (key, values = {}) => filled(TEXTS[language][key], values)
}
