import type { BodyLevel } from '@phaodai/vocabulary'
import type { AreaUnit } from './types.ts'

/** "huyện Đình Lập": the unit as it stands after the name of a body. */
export function unitOf(area: AreaUnit): string {
  return `${shortKind(area)} ${area.name}`
}

/** A province-level city signs as "thành phố", never with the long name of its kind. */
function shortKind(area: AreaUnit): string {
  return area.kind.startsWith('thành phố') ? 'thành phố' : area.kind
}

/** How the Party committee of an area is called: Tỉnh ủy, Thành ủy, Huyện ủy, Thị ủy, Quận ủy; below them Đảng ủy. */
export function partyWord(area: AreaUnit): string {
  if (area.level === 'commune') return `Đảng ủy ${area.kind}`
  const first = shortKind(area).split(' ')[0] ?? ''
  const words: Record<string, string> = { tỉnh: 'Tỉnh ủy', thành: 'Thành ủy', huyện: 'Huyện ủy', thị: 'Thị ủy', quận: 'Quận ủy' }
  return words[first] ?? 'Huyện ủy'
}

/** "Huyện ủy Đình Lập", "Đảng ủy xã Bính Xá". */
export function partyName(area: AreaUnit): string {
  return `${partyWord(area)} ${area.name}`
}

/** Fills a rule's pattern for one area. */
export function fill(pattern: string, area: AreaUnit): string {
  const values: Record<string, string> = {
    party: partyName(area), Party: partyWord(area), unit: unitOf(area), word: shortKind(area), place: area.name,
  }
  return pattern.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}

/** The level of the bodies of an area; a country has none. */
export function levelOf(area: AreaUnit): BodyLevel {
  if (area.level === 'country') throw new RangeError('a country has no body of its own here')
  return area.level
}
