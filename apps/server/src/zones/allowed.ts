import { type Allowed, type Saying } from '@phaodai/office'
import { measureAnswers, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findPlace, loadLevel, loadSaid, type Said } from './allowed.queries.ts'

const severity = (answer: Said['answer']): number => measureAnswers.indexOf(answer)

/** What every document in force says of a place on a day, the strictest word first. */
export async function loadSayings(tx: Tx, areaId: number, day: Day): Promise<Said[]> {
  return (await loadSaid(tx, areaId, day)).toSorted((a, b) => Number(b.whole) - Number(a.whole) || severity(b.answer) - severity(a.answer))
}

const saying = ({ activity: _, activityName: __, activityNameEn: ___, position: ____, ...rest }: Said): Saying => rest

/** What is allowed at a place on a day, activity by activity, each word with its document and clause. */
export async function allowedAt(tx: Tx, areaId: number, day: Day): Promise<Allowed> {
  const place = await findPlace(tx, areaId, day)
  if (!place) throw new Problem('not-found')
  const said = await loadSayings(tx, areaId, day)
  const codes = [...new Map(said.toSorted((a, b) => a.position - b.position).map((each) => [each.activity, each])).values()]
  return {
    areaId, area: place.area, day, level: await loadLevel(tx, areaId, day),
    activities: codes.map(({ activity, activityName, activityNameEn }) => {
      const sayings = said.filter((each) => each.activity === activity)
      return { code: activity, name: activityName, nameEn: activityNameEn, answer: sayings.find(({ whole }) => whole)?.answer ?? null, sayings: sayings.map(saying) }
    }),
  }
}
