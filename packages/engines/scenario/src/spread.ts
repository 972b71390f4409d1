import { drawRun } from './course.ts'
import { isOpen, type Layer } from './layers.ts'
import type { Infection } from './outbreak.ts'
import { plan, planDetection, sampleInQuarantine } from './response.ts'
import type { State } from './state.ts'

/** Records an infection: how it will run, and what will make it known. `infector` -1 = brought from outside. */
export function infect(state: State, day: number, person: number, infector: number, layer: Infection['layer']): void {
  const { infections, population, random, course } = state
  const at = infections.length
  const run = drawRun(random, course, population.age[person]!, day)
  infections.push({ person, infector, layer, day, ...run, detectedOn: -1, detection: undefined, quarantinedOn: -1 })
  state.infectionOf[person] = at
  state.active.push(at)
  if (infector >= 0) (state.children[infector] ??= []).push(at)
  if (!state.rules) return
  ;(state.infectedIn[population.village.of[person]!] ??= []).push(at)
  planDetection(state, at)
  if (state.quarantinedUntil[person]! >= day) sampleInQuarantine(state, at, state.watched.get(person) ?? day)
}

/** Brings somebody infected into a commune: one of its people, who was away; found at entry with the rules' probability. */
export function bringIn(state: State, day: number, person: number): void {
  if (state.infectionOf[person]! >= 0) return
  infect(state, day, person, -1, 'import')
  const at = state.infections.length - 1
  if (state.rules && state.random.chance(state.rules.testsAtEntry)) plan(state, state.infections[at]!.infectiousFrom, at, 'entry')
}

/** Everybody who is infectious meets the people of the day; whoever is infected by it joins the list and waits. */
export function spreadOn(state: State, day: number, factors: Float64Array): void {
  const { infections } = state
  state.active = state.active.filter((at) => infections[at]!.infectiousTo > day)
  for (const at of state.active) if (infections[at]!.infectiousFrom <= day) meetOthers(state, day, at, factors)
}

function meetOthers(state: State, day: number, at: number, factors: Float64Array): void {
  const { layers, population, infections, rules } = state
  const { person } = infections[at]!
  if (state.awayUntil[person]! >= day) return
  const commune = population.commune[person]!
  const isQuarantined = state.quarantinedUntil[person]! >= day
  const inZone = state.zoneUntil[population.village.of[person]!]! >= day
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index]!
    const isHome = layer.name === 'household'
    if (isQuarantined && (!isHome || rules!.inFacility)) continue
    const factor = factors[index * population.communeIds.length + commune]! * (inZone && !isHome ? rules!.zoneFactor : 1)
    if (layer.contacts === 'all') meetAll(state, day, at, layer, factor)
    else meetSome(state, day, at, layer, layer.contacts * factor)
  }
}

/** Every member of the group; a measure lowers the intensity, since one does not choose whom one lives with. */
function meetAll(state: State, day: number, at: number, layer: Layer, factor: number): void {
  const { of, start, members } = layer.groups!
  const group = of[state.infections[at]!.person]!
  if (group < 0 || !isOpen(layer, day, group)) return
  for (let place = start[group]!; place < start[group + 1]!; place++) expose(state, day, at, members[place]!, layer, factor)
}

/** So many members drawn at random. */
function meetSome(state: State, day: number, at: number, layer: Layer, mean: number): void {
  const { random, population } = state
  const group = layer.groups ? layer.groups.of[state.infections[at]!.person]! : 0
  if (group < 0 || !isOpen(layer, day, group)) return
  const first = layer.groups ? layer.groups.start[group]! : 0
  const size = layer.groups ? layer.groups.start[group + 1]! - first : population.size
  if (size < 2) return
  for (let left = random.poisson(mean); left > 0; left--) {
    const place = first + random.below(size)
    expose(state, day, at, layer.groups ? layer.groups.members[place]! : place, layer, 1)
  }
}

function expose(state: State, day: number, at: number, other: number, layer: Layer, factor: number): void {
  if (state.infectionOf[other]! >= 0 || isOutOfReach(state, day, other, layer)) return
  const intensity = layer.intensity * factor * state.infections[at]!.infectiousness * state.susceptibility[other]!
  if (state.random.chance(1 - Math.exp(-intensity))) infect(state, day, other, at, layer.name)
}

/** Whoever is in a facility is met by nobody, whoever is in quarantine at home by the household alone. */
function isOutOfReach({ quarantinedUntil, rules }: State, day: number, other: number, { name }: Layer): boolean {
  return quarantinedUntil[other]! >= day && (name !== 'household' || rules!.inFacility)
}
