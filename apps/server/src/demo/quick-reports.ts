import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import { byPlace } from './cast.ts'
import type { Ground } from './ground.ts'
import { saveQuickRows } from './quick-reports.queries.ts'
import { Dice, idFor } from './random.ts'
import { actAs } from './save.ts'

const FORM = 'covid-2021'
/** Blocks of people who are watched for a time. */
const BLOCKS = ['f1', 'home', 'quarantine']
/** The quick reports of the last days, the newest being yesterday's: today's is for whoever tries the demo. */
const DAYS = 3

/** Values by the form's columns. */
export type Figures = Record<string, number>

/** What a commune tells whose registers hold nobody: these blocks are counted from records, and other figures would contradict them on the next day. */
const NOBODY: Figures = Object.fromEntries(BLOCKS.flatMap((block) => ['new', 'total', 'done', 'current', ...(block === 'quarantine' ? ['moved', 'died'] : [])].map((part) => [`${block}_${part}`, 0])))

/** Quick reports of the communes below one committee, signed and locked; now and then one that was late. `watched`: what a wave gives them to tell. */
export async function keepQuickReports(tx: Tx, { seed, today, profile, bodies, people }: Ground, watched?: (communeId: number, day: string) => Figures): Promise<void> {
  const host = byPlace(bodies).get(profile === '2021' ? 'ubnd@189' : 'ubnd@20')
  const writer = host && people.ofBody.get(host.id)?.[0]
  if (host === undefined || writer === undefined) return
  const units = bodies.filter((body) => body.rule === 'ubnd' && body.level === 'commune' && body.id > host.id && body.id <= host.lastId)
  await actAs(tx, writer, 'quick_report.enter')
  for (let back = DAYS; back >= 1; back--) {
    const day = addDays(today, -back)
    const figures = new Map(units.map((unit) => [unit.id, watched?.(unit.seatAreaId, day) ?? NOBODY]))
    for (const unit of units) await report(tx, seed, day, unit, host, figures.get(unit.id)!, new Dice(seed, `quick/sent/${unit.id}/${back}`).chance(0.1) ? '15:25' : '14:30', null)
    const sums = Object.fromEntries(Object.keys(figures.get(units[0]!.id)!).map((code) => [code, [...figures.values()].reduce((sum, each) => sum + each[code]!, 0)]))
    await report(tx, seed, day, host, null, sums, '15:50', units.length)
  }
}

async function report(tx: Tx, seed: number, day: string, unit: BodyRow, above: BodyRow | null, figures: Figures, clock: string, units: number | null): Promise<void> {
  const at = (time: string): string => `${day}T${time}:00.000+07:00`
  const id = (purpose: string): string => idFor(seed, at(clock), `quick/${unit.id}/${purpose}`)
  const signed = above === null ? {} : { approvedAt: at('16:30'), approverTitle: `Chủ tịch UBND, ${above.shortName}`, lockedAt: at('17:00'), lockerTitle: `Chủ tịch UBND, ${above.shortName}` }
  await saveQuickRows(tx, 'quick_report', [{ id: id('report'), formId: FORM, bodyId: unit.id, areaId: unit.seatAreaId, day, state: above === null ? 'sent' : 'locked', sentAt: at(clock), firstSentAt: at(clock), senderTitle: `Văn thư, ${unit.shortName}`, ...signed }])
  await saveQuickRows(tx, 'quick_figure', Object.entries(figures).map(([column, amount]) => ({ id: id(column), reportId: id('report'), formId: FORM, column, ...(units === null ? { value: amount } : { summed: amount, units }) })))
}
