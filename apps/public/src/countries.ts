import type { Language } from './words.ts'

/** Not countries, though named beside them. */
const OTHERS = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter((code) => !OTHERS.has(code))

/** Countries by ISO 3166 code with their names, in the order of the language; names come from Unicode's own data. */
function countriesIn(language: Language): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const found = codes.flatMap((code) => {
    const name = names.of(code)
    return name === undefined || new Intl.Locale(`und-${code}`).region !== code ? [] : [{ code, name }]
  })
  return found.toSorted((one, other) => one.name.localeCompare(other.name, language))
}

const known = new Map<Language, { code: string; name: string }[]>()

/** The countries of a language, made once. */
export function countries(language: Language): { code: string; name: string }[] {
  const made = known.get(language) ?? countriesIn(language)
  known.set(language, made)
  return made
}

/** Whether a code names a country. */
export function isCountry(code: string): boolean {
  return countries('vi').some((each) => each.code === code)
}
