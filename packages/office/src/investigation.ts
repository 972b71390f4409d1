import { addDays, foldMarks, type Day } from '@phaodai/vocabulary'

/** One stay of a case, as it was told: a row of the case's `history`, its codes those of that field. Times are "HH:MM" of that day in Vietnam. */
export type Stay = { day: Day; place: string; doing: string | null; from: string | null; to: string | null; people: string | null; transport: string | null; masked: string | null }

/** Days to be asked about. `anchor`: what they are reckoned from; `assumed`: the disease's rule says no incubation, fourteen days stand for it. `cut`: the rule would go further back than can be asked day by day. */
export type InvestigationWindow = { from: Day; to: Day; infectiousFrom: Day | null; infectiousTo: Day | null; anchor: 'onset' | 'sample' | 'diagnosis'; assumed: boolean; cut: boolean }

type Dated = { onsetOn: Day | null; sampledOn: Day | null; diagnosedOn: Day }
type RuleDays = { incubationMaxDays: number | null; infectiousFromDays: number | null; infectiousToDays: number | null }

/** What the investigation form of 2020 asks for where nothing is known of a disease (QĐ 5053/QĐ-BYT). */
const USUAL_DAYS = 14
/** No day by day beyond a season: diseases of years are asked about otherwise, and the window says that it was cut. */
export const MOST_DAYS = 90

/**
 * From the longest incubation before onset (without one, before sampling, else diagnosis) up to the day of diagnosis; and within
 * it the days on which the person could infect others.
 */
export function investigationWindow({ onsetOn, sampledOn, diagnosedOn }: Dated, rule: RuleDays | null): InvestigationWindow {
  const anchor = onsetOn !== null ? 'onset' : sampledOn !== null ? 'sample' : 'diagnosis'
  const day = onsetOn ?? sampledOn ?? diagnosedOn
  const to = diagnosedOn > day ? diagnosedOn : day
  const infectious = (days: number | null | undefined): Day | null => (days === null || days === undefined ? null : addDays(day, days))
  const [infectiousFrom, until] = [infectious(rule?.infectiousFromDays), infectious(rule?.infectiousToDays)]
  const incubation = addDays(day, -(rule?.incubationMaxDays ?? USUAL_DAYS))
  const whole = infectiousFrom !== null && infectiousFrom < incubation ? infectiousFrom : incubation
  const earliest = addDays(day, -MOST_DAYS)
  return {
    from: whole < earliest ? earliest : whole, to, infectiousFrom, infectiousTo: until === null ? null : until < to ? until : to, anchor,
    assumed: (rule?.incubationMaxDays ?? null) === null, cut: whole < earliest,
  }
}

/** The days of a window, the latest first: people remember backwards. */
export function daysBack({ from, to }: Pick<InvestigationWindow, 'from' | 'to'>): Day[] {
  const days: Day[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) days.push(day)
  return days
}

const TRANSPORT_WORDS: Readonly<Record<string, string>> = {
  'di bo': 'walk', 'xe dap': 'bicycle', 'xe may': 'motorbike', 'o to': 'car', 'xe con': 'car', 'taxi': 'taxi', 'xe buyt': 'bus', 'xe khach': 'bus', 'tau hoa': 'train', 'tau': 'train', 'may bay': 'plane', 'thuyen': 'boat', 'do': 'boat', 'tau thuy': 'boat', 'phuong tien khac': 'other',
}
const MASK_WORDS: Readonly<Record<string, string>> = {
  'khau trang': 'yes', 'co khau trang': 'yes', 'deo khau trang': 'yes', 'khong khau trang': 'no', 'khong deo khau trang': 'no', 'ko khau trang': 'no', 'khong ro khau trang': 'unknown',
}

/** "7h", "7h30", "07:30", "730", "0730": an hour of the day, or null. */
export function readTime(written: string): string | null {
  const found = /^(\d{1,2})(?:[h:g](\d{2})?|(\d{2}))$/i.exec(written.trim())
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? found[3] ?? 0)]
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}

/** An hour with its sign, alone or as a span; digits alone only as a span of four each, since "123 Trần Phú" is a house. */
const TIME = String.raw`\d{1,2}[h:g]\d{0,2}`
const SPAN = String.raw`\s*(?:-|–|đến)\s*`
const TIMES = new RegExp(String.raw`^(?:(${TIME})(?:${SPAN}(${TIME}))?|(\d{4})${SPAN}(\d{4}))\s+(?=\S)`, 'i')

export type StayReading = { stay: Omit<Stay, 'day'> } | { fault: 'no-place' | 'time-order' | 'too-long' }

/**
 * Reads one line as it is typed while somebody tells: "7h30-9h Chợ Kỳ Lừa; mua rau; với chị Lan; xe máy; khẩu trang". Parts are
 * parted by ";": the first is the place, "với …" the people, a means of transport and the mask go by their words, the rest is
 * what was done. Nothing is guessed: a part of another shape stays what was done.
 */
export function readStay(line: string): StayReading {
  const written = line.normalize('NFC').trim()
  const times = TIMES.exec(written)
  const [begun, ended] = [times?.[1] ?? times?.[3], times?.[2] ?? times?.[4]]
  const [from, to] = [begun, ended].map((time) => (time === undefined ? null : readTime(time)))
  const isTimed = times !== null && from !== null && (ended === undefined || to !== null)
  const [place = '', ...rest] = (isTimed ? written.slice(times[0].length) : written).split(';').map((part) => part.trim()).filter((part) => part !== '')
  if (place === '') return { fault: 'no-place' }
  if (isTimed && from && to && to < from) return { fault: 'time-order' }
  const stay = sorted(place, rest)
  if (place.length > 200 || (stay.doing?.length ?? 0) > 300 || (stay.people?.length ?? 0) > 300) return { fault: 'too-long' }
  return { stay: { ...stay, from: isTimed ? from ?? null : null, to: isTimed ? to ?? null : null } }
}

function sorted(place: string, parts: readonly string[]): Omit<Stay, 'day' | 'from' | 'to'> {
  const stay: Omit<Stay, 'day' | 'from' | 'to'> = { place, doing: null, people: null, transport: null, masked: null }
  const [doing, people]: [string[], string[]] = [[], []]
  for (const part of parts) {
    const key = foldMarks(part.toLowerCase())
    if (stay.transport === null && TRANSPORT_WORDS[key]) stay.transport = TRANSPORT_WORDS[key]
    else if (stay.masked === null && MASK_WORDS[key]) stay.masked = MASK_WORDS[key]
    else if (/^với\s+\S/i.test(part)) people.push(part.replace(/^với\s+/i, ''))
    else doing.push(part)
  }
  return { ...stay, doing: doing.length === 0 ? null : doing.join('; '), people: people.length === 0 ? null : people.join(', ') }
}

const TRANSPORT_SAID: Readonly<Record<string, string>> = {
  walk: 'đi bộ', bicycle: 'xe đạp', motorbike: 'xe máy', car: 'ô tô', taxi: 'taxi', bus: 'xe khách', train: 'tàu hỏa', plane: 'máy bay', boat: 'thuyền', other: 'phương tiện khác',
}

const MASK_SAID: Readonly<Record<string, string>> = { yes: 'khẩu trang', no: 'không khẩu trang', unknown: 'không rõ khẩu trang' }

/** The line that `readStay` reads back as this stay, for correcting it. */
export function stayLine({ from, to, place, doing, people, transport, masked }: Omit<Stay, 'day'>): string {
  const times = from === null ? '' : `${from}${to === null ? '' : `-${to}`} `
  const parts = [place, doing, people === null ? null : `với ${people}`, transport === null ? null : TRANSPORT_SAID[transport] ?? null, masked === null ? null : MASK_SAID[masked] ?? null]
  return times + parts.filter((part) => part !== null).join('; ')
}

/** Stays of a day in the order of their hours; those without an hour last. */
export function staysOf<S extends { day: Day; from?: string | null }>(stays: readonly S[], day: Day): S[] {
  return stays.filter((stay) => stay.day === day).toSorted((a, b) => (a.from ?? '99').localeCompare(b.from ?? '99'))
}

const toldAs = ({ day, place, doing, from, to, people, transport, masked }: Stay): string => JSON.stringify([day, place, doing, from, to, people, transport, masked])

/**
 * What two people wrote at once: theirs, without what was taken out here and with what was added here since `base`. Stays are
 * told one by one, so neither version is lost.
 */
export function joinStays(base: readonly Stay[], mine: readonly Stay[], theirs: readonly Stay[]): Stay[] {
  const [before, here, there] = [base, mine, theirs].map((stays) => new Set(stays.map(toldAs))) as [Set<string>, Set<string>, Set<string>]
  const kept = theirs.filter((stay) => !before.has(toldAs(stay)) || here.has(toldAs(stay)))
  return [...kept, ...mine.filter((stay) => !before.has(toldAs(stay)) && !there.has(toldAs(stay)))]
}

/** What is written for the case's own home, which gets no letter. */
const HOME = ['nha', 'o nha', 'o nha ca ngay', 'at home', 'at home all day']

/** A place where a case was while it could infect, with its stays there. */
export type VisitedPlace = { place: string; stays: Pick<Stay, 'day' | 'from' | 'to'>[] }

/** Places of the days on which a case could infect (of all its days where the disease's rule says nothing), in the order in which it came there; one written twice is one, and its home is none. */
export function placesVisited(history: readonly Stay[], { infectiousFrom, infectiousTo, from, to }: InvestigationWindow): VisitedPlace[] {
  const places = new Map<string, VisitedPlace>()
  const told = history.filter(({ day }) => day >= (infectiousFrom ?? from) && day <= (infectiousTo ?? to))
  for (const { place, day, from: since, to: until } of told.toSorted((a, b) => a.day.localeCompare(b.day) || (a.from ?? '99').localeCompare(b.from ?? '99'))) {
    const key = foldMarks(place.toLowerCase()).replace(/\s+/g, ' ').trim()
    if (HOME.includes(key)) continue
    const known = places.get(key) ?? { place, stays: [] }
    known.stays.push({ day, from: since, to: until })
    places.set(key, known)
  }
  return [...places.values()]
}
