import { dayInVietnam, formatDate } from '@phaodai/vocabulary'
import type { Table } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import type { DayRow, Rate } from './lists.queries.ts'

const said = (key: string): string => word(`facilities.list.${key}`)
const byBed = (a: DayRow, b: DayRow): number => a.room.localeCompare(b.room, 'vi', { numeric: true }) || a.bed - b.bed
/** Hours in Vietnam at which meals are given out; who comes after or leaves before one has none. A convention of the project. */
const MEALS = [7, 11, 17]

function mealsOf({ enteredAt, leftAt }: DayRow, day: string): boolean[] {
  return MEALS.map((hour) => {
    const at = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`)
    return Date.parse(enteredAt) <= at && (leftAt === null || Date.parse(leftAt) > at)
  })
}

/** Meals of a day by bed, with their sum. */
export function mealTable(people: readonly DayRow[], day: string): Table {
  const rows = people.toSorted(byBed).map((each) => ({ each, meals: mealsOf(each, day).map(Number) }))
  const sums = MEALS.map((_, n) => rows.reduce((sum, { meals }) => sum + meals[n]!, 0))
  return {
    title: filled(said('meals.title'), { day: formatDate(day) }), widths: [6, 12, 8, 28, 10, 8, 8, 8],
    headers: ['n', 'room', 'bed', 'name', 'birthYear', 'morning', 'noon', 'evening'].map((key) => said(key)),
    rows: [...rows.map(({ each, meals }, n) => [n + 1, each.room, each.bed, each.name ?? each.code, each.birthYear ?? '', ...meals]), ['', '', '', said('sum'), '', ...sums]],
  }
}

/** Costs of a day a person, by who pays; the day of leaving is not counted unless it is that of entering. */
export function costTable(people: readonly DayRow[], rates: readonly Rate[], day: string): Table {
  const counted = people.filter(({ enteredAt, leftAt }) => leftAt === null || dayInVietnam(leftAt) !== day || dayInVietnam(enteredAt) === day).toSorted(byBed)
  const owed = (person: DayRow, payer: Rate['payer']): number => rates.reduce((sum, rate) => sum + ((person.exempt ? rate.exemptPayer : rate.payer) === payer ? rate.amount : 0), 0)
  const sum = (payer: Rate['payer']): number => counted.reduce((total, person) => total + owed(person, payer), 0)
  return {
    title: filled(said('costs.title'), { day: formatDate(day), sources: [...new Set(rates.map(({ source }) => source))].join('; ') }), widths: [6, 12, 8, 28, 14, 16, 16],
    headers: ['n', 'room', 'bed', 'name', 'exempt', 'person', 'state'].map((key) => said(key)),
    rows: [...counted.map((each, n) => [n + 1, each.room, each.bed, each.name ?? each.code, each.exempt ? said('yes') : '', owed(each, 'person'), owed(each, 'state')]), ['', '', '', said('sum'), '', sum('person'), sum('state')]],
  }
}
