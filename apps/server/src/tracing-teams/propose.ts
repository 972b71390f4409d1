/** Who of today's contacts goes to which team: the shortest ways in all, nobody above its capacity, the urgent before the rest. */
import { assign, kilometres, prove, type Problem } from '@phaodai/allocation'
import { contactUrgencies, type ContactUrgency } from '@phaodai/office'

export type Point = { lat: number | null; lng: number | null }
export type ToSee = Point & { contactId: string; urgency: ContactUrgency }
export type TeamAt = Point & { id: string; capacity: number }
export type Proposed = { contactId: string; teamId: string | null; km: number | null }

const PER_KM = 10
/** Where the middle of an area is not known, as if it lay this far: behind every team that is known to be near. */
const UNKNOWN_KM = 50
/** Leaving somebody out costs more than any way within the country, and more still the more urgent he is. */
const LEFT_OUT = 100_000

const between = (one: Point, other: Point): number | null =>
  one.lat === null || one.lng === null || other.lat === null || other.lng === null ? null : kilometres({ lat: one.lat, lng: one.lng }, { lat: other.lat, lng: other.lng })

function problemOf(people: readonly ToSee[], teams: readonly TeamAt[]): Problem {
  const width = teams.length + 1
  const costs = new Int32Array(people.length * width)
  people.forEach((person, row) => {
    teams.forEach((team, place) => { costs[row * width + place] = Math.round(PER_KM * (between(person, team) ?? UNKNOWN_KM)) })
    costs[row * width + width - 1] = LEFT_OUT * (1 + contactUrgencies.length - contactUrgencies.indexOf(person.urgency))
  })
  return { people: people.length, capacities: teams.map(({ capacity }) => capacity), costs }
}

/** Proposes a team for everybody; null where the teams have no room left. The same lists give the same teams. */
export function proposeTeams(people: readonly ToSee[], teams: readonly TeamAt[]): { lines: Proposed[]; optimal: boolean } {
  const problem = problemOf(people, teams)
  const assignment = assign(problem)
  const lines = people.map((person, row): Proposed => {
    const team = teams[assignment.place[row]!]
    return { contactId: person.contactId, teamId: team?.id ?? null, km: team ? between(person, team) : null }
  })
  return { lines, optimal: prove(problem, assignment).optimal }
}
