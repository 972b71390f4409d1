import { daysBetween } from '@phaodai/vocabulary'
import type { Figures } from '../quick-reports.ts'
import type { Wave } from './wave.ts'

/** Days that somebody is watched at home after quarantine (CV 5599/BYT-MT of 14/7/2021). */
const AT_HOME = 14

/** Those of a stretch of days each: who began on the day, has begun, is over, and is in it. */
function countOn(block: string, stretches: readonly { from: number; to: number }[], day: number): Figures {
  const begun = stretches.filter(({ from }) => from <= day)
  const done = begun.filter(({ to }) => to < day).length
  return { [`${block}_new`]: begun.filter(({ from }) => from === day).length, [`${block}_total`]: begun.length, [`${block}_done`]: done, [`${block}_current`]: begun.length - done }
}

/** The figures of contacts that a commune reports on a day of the wave: whom tracing sent into quarantine, and home after it. */
export function watchedIn(wave: Wave): (communeId: number, day: string) => Figures {
  const { outbreak, population, communes, firstDay } = wave
  return (communeId, day) => {
    const sent = outbreak.quarantines.filter(({ person }) => communes[population.commune[person]!]!.id === communeId)
    const on = daysBetween(firstDay, day)
    return { ...countOn('f1', sent, on), ...countOn('home', sent.map(({ to }) => ({ from: to + 1, to: to + AT_HOME })), on), ...countOn('quarantine', sent, on), quarantine_moved: 0 }
  }
}
