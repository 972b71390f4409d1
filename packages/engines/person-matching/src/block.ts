import type { ReadPerson } from './score.ts'

/**
 * Keys under which a person is looked for; two records are compared when they share one. Each survives other mistakes:
 * a number when the name is wrong, name and year when the day is, sounds and day when a letter is, the bag of name parts in a
 * commune when the year is. A key starts with a letter for its kind.
 */
export function blockingKeys(person: ReadPerson): string[] {
  return [...new Set([...numberKeys(person), ...birthKeys(person), ...nameKeys(person)])]
}

function numberKeys({ identity, phones }: ReadPerson): string[] {
  return [...identity.map((number) => `i${number}`), ...phones.map((number) => `p${number}`)]
}

function birthKeys({ birth, name }: ReadPerson): string[] {
  if (!birth || name.length === 0) return []
  const bag = sortedBases(name)
  const whole = `y${birth.year}${bag}`
  const given = name.at(-1)!.base
  const byYear = [whole, `g${birth.year}${given}`]
  if (birth.monthDay === null) return byYear
  const day = [birth.monthDay.slice(0, 2), birth.monthDay.slice(3)].sort().join('')
  return [...byYear, `m${day}${given}`, ...ends(name).map((each) => `d${birth.year}${day}${each[0]}`)]
}

function nameKeys({ name, residence }: ReadPerson): string[] {
  const commune = residence.path[Math.min(2, residence.path.length - 1)]
  return commune === undefined || name.length < 2 ? [] : [`c${commune}${sortedBases(name)}`]
}

/** First and last word: whichever of them is the given name, it stands at one end. */
function ends(name: ReadPerson['name']): string[] {
  return [...new Set([name.at(-1)!.base, ...(name.length > 1 ? [name[0]!.base] : [])])]
}

function sortedBases(name: ReadPerson['name']): string {
  return name.map(({ base }) => base).sort().join('')
}
