import type { Groups } from './groups.ts'
import type { Population } from './population.ts'

export const LAYER_NAMES = ['household', 'team', 'site', 'village', 'market', 'province'] as const
export type LayerName = (typeof LAYER_NAMES)[number]

/** Where people meet. Everybody of a household meets everybody each day; elsewhere one meets so many, drawn from the group. */
export type Layer = {
  name: LayerName
  /** Absent: everybody may meet everybody. */
  groups?: Groups
  /** Mean number of people met on a day that the place is open; 'all' = every member. */
  contacts: number | 'all'
  /** Intensity of one contact: an infectious person infects a fully susceptible one with probability 1 - exp(-intensity). */
  intensity: number
  /** A place that is open every so many days (a market day); days are spread over the groups. */
  everyDays?: number
}

/**
 * Layers with the relative intensity of contacts: highest at home, then in class and team, least in passing. Numbers of
 * contacts follow the order of size of contact surveys (POLYMOD, Mossong et al. 2008: 13.4 contacts a day in all).
 */
export function layersOf(population: Population): Layer[] {
  return [
    { name: 'household', groups: population.household, contacts: 'all', intensity: 1 },
    { name: 'team', groups: population.team, contacts: 5, intensity: 0.4 },
    { name: 'site', groups: population.site, contacts: 2, intensity: 0.2 },
    { name: 'village', groups: population.village, contacts: 3, intensity: 0.25 },
    { name: 'market', groups: population.market, contacts: 8, intensity: 0.15, everyDays: 5 },
    { name: 'province', contacts: 0.4, intensity: 0.25 },
  ]
}

/** The same layers with every contact more or less intense. */
export function scaled(layers: readonly Layer[], factor: number): Layer[] {
  return layers.map((layer) => ({ ...layer, intensity: layer.intensity * factor }))
}

export const isOpen = ({ everyDays = 1 }: Layer, day: number, group: number): boolean => (day + group) % everyDays === 0

/** A limit on meeting: contacts of a layer are multiplied by `factor` from `from` to `to` (both included), in some communes or all. */
export type Measure = { layer: LayerName; factor: number; from: number; to: number; communes?: readonly number[] }

/** For one day: the factor of each layer in each commune, by layer × communes + commune. */
export function factorsOn(day: number, layers: readonly Layer[], measures: readonly Measure[], communes: number): Float64Array {
  const factors = new Float64Array(layers.length * communes).fill(1)
  for (const { layer, factor, communes: where } of measures.filter(({ from, to }) => from <= day && day <= to)) {
    const row = layers.findIndex(({ name }) => name === layer) * communes
    if (row < 0) continue
    for (const commune of where ?? Array.from({ length: communes }, (_, index) => index)) factors[row + commune]! *= factor
  }
  return factors
}
