import { locale } from '../text/t.ts'

/** A place as it is told: a unit by its name, a country by the name that goes with its code. */
export function placeWord(place: string): string {
  return /^[A-Z]{2}$/u.test(place) ? new Intl.DisplayNames(locale(), { type: 'region' }).of(place) ?? place : place
}
