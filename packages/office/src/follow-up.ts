import { addDays, dayInVietnam, FEVER, foldMarks, symptoms, type Day } from '@phaodai/vocabulary'
import * as z from 'zod'

export const visitManners = ['seen', 'phone'] as const

/** What is entered for a contact on a day; `version` is that of the entry it corrects. */
export const VisitInput = z.object({
  version: z.int().nullable().default(null), manner: z.enum(visitManners), temperature: z.number().min(34).max(43).multipleOf(0.1).nullable().default(null),
  symptoms: z.array(z.enum(symptoms)).max(symptoms.length).default([]), note: z.string().trim().max(500).nullable().default(null).transform((text) => text || null),
})
export type VisitInput = z.infer<typeof VisitInput>

/** A contact as it was on a day; how it was ill stands only where the post may see names. */
export const ContactVisit = z.object({
  onDay: z.string(), manner: z.string(), temperature: z.number().nullable(), symptoms: z.array(z.string()), note: z.string().nullable(),
  illAt: z.string().nullable(), sampledAt: z.string().nullable(), version: z.int(),
})
export type ContactVisit = z.infer<typeof ContactVisit>

/** Whether what was entered asks for a sample: a fever, or any symptom. */
export function isIll({ temperature, symptoms: found }: Pick<VisitInput, 'temperature' | 'symptoms'>): boolean {
  return found.length > 0 || (temperature !== null && temperature >= FEVER)
}

/**
 * The first day of symptoms that no sample has answered: days of illness in a row are one illness, and a sample on any of them is
 * its answer. Takes visits in the order of their days.
 */
export function unsampledIllness<V extends Pick<ContactVisit, 'illAt' | 'sampledAt'>>(visits: readonly V[]): V | null {
  let first: V | null = null
  let answered = false
  for (const visit of visits) {
    if (visit.illAt === null) {
      if (first !== null && !answered) return first
      first = null
      answered = false
      continue
    }
    first ??= visit
    answered ||= visit.sampledAt !== null
  }
  return answered ? null : first
}

export type WatchMark = 'well' | 'ill' | 'missed' | 'due' | 'coming'
export type WatchDay = { day: Day; mark: WatchMark }
type Watched = { listedAt: string; watchUntil: string | null; visits: readonly Pick<ContactVisit, 'onDay' | 'illAt'>[] }

/** A strip longer than this is no strip; diseases of years are watched otherwise. */
const MOST_WATCHED = 60

/** The first day on which a contact is to be seen: the day after it was listed. */
export function watchFrom(listedAt: string): Day {
  return addDays(dayInVietnam(listedAt), 1)
}

/** Every day of watching with what came of it: from the first to be seen (or an earlier visit) to the last of the rule, else to today. */
export function watchDays({ listedAt, watchUntil, visits }: Watched, today: Day): WatchDay[] {
  const seen = new Map(visits.map((visit) => [visit.onDay, visit]))
  const all = [...seen.keys()].toSorted()
  const from = [watchFrom(listedAt), ...all].toSorted()[0]!
  const to = [(watchUntil ?? today), ...all].toSorted().at(-1)!
  const days: WatchDay[] = []
  for (let day = from; day <= to && days.length < MOST_WATCHED; day = addDays(day, 1)) {
    const visit = seen.get(day)
    days.push({ day, mark: visit ? (visit.illAt === null ? 'well' : 'ill') : day < today ? 'missed' : day === today ? 'due' : 'coming' })
  }
  return days
}

/** Words by which symptoms are typed, without marks. */
const SYMPTOM_WORDS: Readonly<Record<string, (typeof symptoms)[number]>> = {
  'sot': 'fever', 'ho': 'cough', 'dau hong': 'sore-throat', 'rat hong': 'sore-throat', 'so mui': 'runny-nose', 'chay mui': 'runny-nose', 'kho tho': 'short-breath', 'tuc nguc': 'chest-pain', 'dau nguc': 'chest-pain',
  'mat vi giac': 'loss-of-taste', 'mat khuu giac': 'loss-of-taste', 'mat mui': 'loss-of-taste', 'mat vi': 'loss-of-taste', 'met': 'tired', 'met moi': 'tired', 'chan an': 'no-appetite', 'an kem': 'no-appetite', 'an khong ngon': 'no-appetite',
  'phat ban': 'rash', 'phong nuoc': 'blisters', 'dau dau': 'headache', 'dau co': 'muscle-pain', 'dau nguoi': 'muscle-pain', 'xuat huyet': 'bleeding', 'chay mau': 'bleeding', 'non': 'vomiting', 'tieu chay': 'diarrhoea',
}
const TEMPERATURE = /(?<![\d/])(3[4-9]|4[0-3])(?:[.,](\d))?(?:\s*(?:°|độ)\s*c?)?(?![\d/h])/iu

/**
 * Reads one line as it is typed while somebody tells: "38,2; ho, đau họng; đã uống hạ sốt". A number of degrees is the
 * temperature, parts that name a symptom are symptoms, what is left is the note. Nothing is guessed: "sốt nhẹ" stays a note.
 */
export function readVisit(line: string): Pick<VisitInput, 'temperature' | 'symptoms' | 'note'> {
  const degrees = TEMPERATURE.exec(line)
  const rest = degrees ? line.replace(degrees[0], ';') : line
  const found = new Set<(typeof symptoms)[number]>()
  const left: string[] = []
  for (const part of rest.split(/[;,]|\svà\s/u).map((each) => each.trim())) {
    if (part === '') continue
    const symptom = SYMPTOM_WORDS[foldMarks(part.toLowerCase())]
    if (symptom) found.add(symptom)
    else left.push(part)
  }
  return { temperature: degrees ? Number(`${degrees[1]}.${degrees[2] ?? 0}`) : null, symptoms: [...found], note: left.join('; ') || null }
}

const SYMPTOM_SAID: Readonly<Record<string, string>> = {
  'fever': 'sốt', 'cough': 'ho', 'sore-throat': 'đau họng', 'runny-nose': 'sổ mũi', 'short-breath': 'khó thở', 'chest-pain': 'tức ngực', 'loss-of-taste': 'mất vị giác', 'tired': 'mệt mỏi', 'no-appetite': 'chán ăn', 'rash': 'phát ban',
  'blisters': 'phỏng nước', 'headache': 'đau đầu', 'muscle-pain': 'đau cơ', 'bleeding': 'xuất huyết', 'vomiting': 'nôn', 'diarrhoea': 'tiêu chảy',
}

/** The line that `readVisit` reads back as this day, for correcting it. */
export function visitLine({ temperature, symptoms: found, note }: Pick<ContactVisit, 'temperature' | 'symptoms' | 'note'>): string {
  const degrees = temperature === null ? [] : [String(temperature).replace('.', ',')]
  return [...degrees, ...(found.length === 0 ? [] : [found.map((each) => SYMPTOM_SAID[each] ?? each).join(', ')]), ...(note === null ? [] : [note])].join('; ')
}
