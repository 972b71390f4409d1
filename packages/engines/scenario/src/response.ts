import type { Detection } from './outbreak.ts'
import { sizeOf } from './groups.ts'
import type { State } from './state.ts'

const RECENT = 7

/** Plans what an infection does by itself: a test after symptoms, admission to hospital. */
export function planDetection(state: State, at: number): void {
  const { random, infections, rules } = state
  if (!rules) return
  const { onset, hospital } = infections[at]!
  if (onset >= 0 && random.chance(rules.seeksTest)) {
    plan(state, onset + Math.max(0, Math.round(random.gamma(rules.onsetToTest.mean, rules.onsetToTest.sd))), at, 'community')
  }
  if (hospital >= 0) plan(state, hospital, at, 'hospital')
}

/** A sample to be taken on a day; those that fall past the scenario's end are left to whoever goes on with it. */
export function plan(state: State, day: number, at: number, detection: Detection): void {
  if (day < state.days) (state.samples[day] ??= []).push({ at, detection })
}

/** Takes the samples of the day and follows up those found. */
export function sampleOn(state: State, day: number): void {
  for (const { at, detection } of state.samples[day] ?? []) {
    state.tests++
    if (isFound(state, day, at)) detect(state, day, at, whereFound(state, day, at, detection))
  }
}

/** A sample finds who is infectious or was within ten days of it. */
function isFound({ infections, random, rules }: State, day: number, at: number): boolean {
  const { detectedOn, infectiousFrom } = infections[at]!
  return detectedOn < 0 && day >= infectiousFrom && day < infectiousFrom + 10 && random.chance(rules!.sensitivity)
}

function whereFound(state: State, day: number, at: number, planned: Detection): Detection {
  const { person } = state.infections[at]!
  if (planned === 'community' && state.quarantinedUntil[person]! >= day) return 'quarantine'
  if (planned === 'community' && state.zoneUntil[state.population.village.of[person]!]! >= day) return 'zone'
  return planned
}

function detect(state: State, day: number, at: number, detection: Detection): void {
  const infection = state.infections[at]!
  infection.detectedOn = day
  infection.detection = detection
  state.awayUntil[infection.person] = Math.max(infection.end, infection.infectiousTo)
  trace(state, day, at)
  closeOff(state, day, state.population.village.of[infection.person]!)
}

/** Sends into quarantine: the household, class or team, whom one infected and by whom one was. */
function trace(state: State, day: number, at: number): void {
  const { traces } = state.rules!
  const { person, infector } = state.infections[at]!
  const { household, team } = state.population
  traceGroup(state, day, at, household, traces.household)
  traceGroup(state, day, at, team, traces.team)
  for (const other of state.children[at] ?? []) if (state.random.chance(traces.other)) quarantine(state, day, at, state.infections[other]!.person)
  if (infector >= 0 && state.infections[infector]!.person !== person && state.random.chance(traces.other)) quarantine(state, day, at, state.infections[infector]!.person)
}

function traceGroup(state: State, day: number, at: number, groups: State['population']['team'], share: number): void {
  const { person } = state.infections[at]!
  const group = groups.of[person]!
  if (group < 0) return
  for (let place = groups.start[group]!; place < groups.start[group + 1]!; place++) {
    const contact = groups.members[place]!
    if (contact !== person && state.random.chance(share)) quarantine(state, day, at, contact)
  }
}

/** A person already in quarantine or known as a case is left where he is. */
function quarantine(state: State, day: number, because: number, person: number): void {
  const { rules, quarantinedUntil, awayUntil, infectionOf } = state
  const from = day + rules!.tracingDelay
  if (quarantinedUntil[person]! >= from || awayUntil[person]! >= from) return
  const to = from + rules!.quarantineDays
  quarantinedUntil[person] = to
  state.quarantines.push({ person, because, from, to })
  const at = infectionOf[person]!
  if (at >= 0) sampleInQuarantine(state, at, from)
  else state.watched.set(person, from)
}

/** Plans the samples of somebody in quarantine who is infected; those of the others find nothing and are not drawn. */
export function sampleInQuarantine(state: State, at: number, from: number): void {
  const infection = state.infections[at]!
  if (infection.quarantinedOn < 0) infection.quarantinedOn = from
  for (const day of state.rules!.sampledOn) plan(state, from + day, at, 'quarantine')
}

function closeOff(state: State, day: number, village: number): void {
  const { rules, zoneUntil } = state
  const recent = (state.found[village] ??= [])
  recent.push(day)
  const cases = recent.filter((when) => when > day - RECENT).length
  if (cases < rules!.zoneFrom || zoneUntil[village]! >= day) return
  zoneUntil[village] = day + rules!.zoneDays
  state.zones.push({ village, from: day + 1, to: day + rules!.zoneDays })
}

/** Mass sampling of the zones whose turn it is. */
export function sampleZones(state: State, day: number): void {
  const { rules, zones, random } = state
  for (const { village, from, to } of zones) {
    if (day < from || day > to || (day - from) % rules!.zoneSamplesEvery !== 0) continue
    state.tests += Math.round(sizeOf(state.population.village, village) * rules!.zoneParticipation)
    for (const at of state.infectedIn[village] ?? []) {
      if (random.chance(rules!.zoneParticipation) && isFound(state, day, at)) detect(state, day, at, 'zone')
    }
  }
}
