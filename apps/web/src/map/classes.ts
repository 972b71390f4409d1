/** How a map answers its one question: classes that differ by lightness and by pattern, so that colour alone tells nothing. */
import type { MapFeature, TaskMap } from '@phaodai/office'

export const questions = ['overdue', 'notAccepted', 'units', 'indicator', 'level', 'incidence', 'coverage'] as const
export type Question = (typeof questions)[number]
/** Questions of the epidemic, each asked of units on a day. */
export const healthQuestions = ['level', 'incidence', 'coverage'] as const
export type HealthQuestion = (typeof healthQuestions)[number]
export const isHealth = (question: Question): question is HealthQuestion => (healthQuestions as readonly Question[]).includes(question)
/** Counts of tasks, or the figure of an indicator, or a level. */
export type AreaCounts = TaskMap['areas'][number] & { figure?: number | null; /** How many rows the figure opens to. */ counted?: number; base?: number | null; level?: { name: string; colour: LevelColour | null } | null }
type LevelColour = 'green' | 'yellow' | 'orange' | 'red'

/** 0 = none, 1–4 = rising; `unseen` = the acting post is not told. */
export type MapClass = 0 | 1 | 2 | 3 | 4 | 'unseen'
export const mapClasses: readonly MapClass[] = [0, 1, 2, 3, 4, 'unseen']

type Shade = Record<MapClass, string>
const unseen = '#e9eced'

/** Fill of each class. Red means overdue, as everywhere; the others keep to the accent. Each step is darker than the one before. */
export const shades: Record<Question, Shade> = {
  overdue: { 0: '#ffffff', 1: '#f8dcd8', 2: '#eeaca4', 3: '#d66a60', 4: '#a32a22', unseen },
  notAccepted: { 0: '#ffffff', 1: '#d5e6e8', 2: '#9fc6ca', 3: '#57949b', 4: '#15545b', unseen },
  units: { 0: '#ffffff', 1: '#f1f6f6', 2: '#cfe2e4', 3: '#9fc6ca', 4: '#57949b', unseen },
  indicator: { 0: '#ffffff', 1: '#d5e6e8', 2: '#9fc6ca', 3: '#57949b', 4: '#15545b', unseen },
  level: { 0: '#ffffff', 1: '#d6eedd', 2: '#fbd24a', 3: '#e8842c', 4: '#a8231b', unseen },
  incidence: { 0: '#ffffff', 1: '#d5e6e8', 2: '#9fc6ca', 3: '#57949b', 4: '#15545b', unseen },
  coverage: { 0: '#ffffff', 1: '#d5e6e8', 2: '#9fc6ca', 3: '#57949b', 4: '#15545b', unseen },
}
/** Levels keep their colours, with the pattern that every class has. */
const LEVEL_CLASSES: Readonly<Record<LevelColour, MapClass>> = { green: 1, yellow: 2, orange: 3, red: 4 }

/** The pattern drawn over the fill, for the colour-blind and for black-and-white print. */
export const patterns: Record<MapClass, 'none' | 'dots' | 'lines' | 'cross' | 'dashes'> = { 0: 'none', 1: 'none', 2: 'dots', 3: 'lines', 4: 'cross', unseen: 'dashes' }

const NICE = [1, 2, 3, 4, 5, 10, 15, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000]

/** Width of each of the four classes, so that the highest number still fits: 7 → 2 (1–2, 3–4, 5–6, 7–8). */
export function classWidth(highest: number): number {
  return NICE.find((width) => width * 4 >= highest) ?? Math.ceil(highest / 4)
}

/** The class of a number under a class width. */
export function classOf(value: number, width: number): MapClass {
  return Math.min(4, Math.ceil(value / width)) as MapClass
}

/** First and last number of a class from 1 to 4. */
export function spanOf(klass: 1 | 2 | 3 | 4, width: number): [number, number] {
  return [(klass - 1) * width + 1, klass * width]
}

const KIND_CLASSES: Readonly<Record<string, MapClass>> = {
  'thành phố trực thuộc trung ương': 3, 'thành phố': 3, 'quận': 3, 'phường': 3, 'thị xã': 2, 'thị trấn': 2, 'đặc khu': 4,
}

/** Units are told apart by kind: towns darker than the countryside. */
export function classOfKind(kind: string): MapClass {
  return KIND_CLASSES[kind] ?? 1
}

/** The number a question asks of an area; null when it is no question of numbers or the post is not told. */
export function valueOf(question: Question, counts: AreaCounts | undefined): number | null {
  if (question === 'units' || question === 'level' || !counts?.inView) return null
  return question === 'indicator' || question === 'incidence' || question === 'coverage' ? counts.figure ?? null : counts[question]
}

/** The class of a level; a unit without one is blank, and so is a level without a colour. */
export function levelClass(counts: AreaCounts | undefined): MapClass {
  const colour = counts?.level?.colour
  return colour ? LEVEL_CLASSES[colour] : 0
}

export type Answer = { width: number; classes: Map<number, MapClass> }

/** The class of every area on the map. Areas without counts (the archipelagos of another province) stay blank. */
export function answerOf(question: Question, features: readonly MapFeature[], counts: ReadonlyMap<number, AreaCounts>): Answer {
  const values = features.map(({ id }) => valueOf(question, counts.get(id)) ?? 0)
  const width = classWidth(Math.max(1, ...values))
  const told = features.filter(({ id, properties }) => !properties.archipelago || counts.has(id))
  const classes = told.map(({ id, properties }): [number, MapClass] => {
    if (question === 'units') return [id, classOfKind(properties.kind)]
    if (question === 'level') return [id, levelClass(counts.get(id))]
    const value = valueOf(question, counts.get(id))
    return [id, value === null ? 'unseen' : classOf(value, width)]
  })
  return { width, classes: new Map(classes) }
}
