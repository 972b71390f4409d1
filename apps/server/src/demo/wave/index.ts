import type { Tx } from '#kernel/transaction.ts'
import type { Ground } from '../ground.ts'
import { keepLine } from '../line/index.ts'
import { saveAll } from '../records/records.queries.ts'
import { savePeople } from '../save.ts'
import { fieldFor } from '../weeks.ts'
import { asStaff } from './acting.ts'
import { keepCare } from './care.ts'
import { DISEASE } from './cases.ts'
import type { Cluster } from './clusters.ts'
import { rumoursAbout, suppliesFor, visitsAfter, zoneVisits } from './echo.ts'
import { fileOf, type Filed } from './filing.ts'
import type { WaveSize } from './scenario.ts'
import { staffOf, type Staff } from './staff.ts'
import { keepStays } from './stays.ts'
import { keepTracing } from './tracing.ts'
import { runOf, truthOf } from './truth.ts'
import { waveOver, type Wave } from './wave.ts'
import { endCases, enterCases, loadRules, moveOutbreaks, noteDeaths, placeCases, saveMembers, saveRun, saveTruth, treatCases } from './wave.queries.ts'

export { watchedIn } from './watched.ts'

/**
 * A wave of COVID-19 over the demo's province, simulated at the size of its true population: the cases that became known
 * with their households, outbreaks and what went with them, in every register; and the truth of who infected whom.
 */
export async function keepWave(tx: Tx, ground: Ground, onProgress: (message: string) => void, size?: WaveSize): Promise<Wave> {
  onProgress('Mô phỏng tám tuần dịch trên dân số toàn tỉnh')
  const wave = waveOver(ground, size)
  const staff = staffOf(ground, wave.communes)
  await savePeople(tx, staff.persons, staff.posts)
  const filed = fileOf(wave, staff, await loadRules(tx, DISEASE, wave.firstDay, ground.today))
  onProgress(`Ghi ${filed.stories.length} ca bệnh, ${filed.homes.length} hộ, ${filed.clusters.length} ổ dịch`)
  await enter(tx, staff, filed)
  await follow(tx, staff, filed)
  await gather(tx, staff, filed.clusters)
  await saveEcho(tx, wave, staff, filed.clusters)
  onProgress('Ghi người tiếp xúc, lượt ghé, danh sách cách ly của ba tuần qua')
  await keepTracing(tx, wave, staff, filed)
  await keepStays(tx, wave, staff)
  onProgress('Lập khu phong tỏa, chốt kiểm soát, mở khai báo y tế')
  await keepLine(tx, ground, filed.clusters, staff.of)
  await keepCare(tx, wave, staff, filed.stories)
  onProgress(`Giữ lại sự thật của ${wave.outbreak.infections.length} người nhiễm`)
  await keepTruth(tx, wave, filed)
  return wave
}

/** People, households and cases as they were entered. */
async function enter(tx: Tx, staff: Staff, { homes, stories }: Filed): Promise<void> {
  await asStaff(tx, staff, 'individual.create', homes, (own) => saveAll(tx, { individual: own.flatMap(({ people }) => people.map(({ record }) => record)) }))
  await asStaff(tx, staff, 'household.create', homes, (own) => saveAll(tx, { household: own.map(({ household }) => household) }))
  await asStaff(tx, staff, 'household.update', homes, (own) => saveMembers(tx, own.flatMap(({ members }) => members)))
  await asStaff(tx, staff, 'disease_case.create', stories, (own) => saveAll(tx, { disease_case: own.map(({ record }) => record) }))
}

/** What became of the cases, each step by the named action that allows it. */
async function follow(tx: Tx, staff: Staff, { stories }: Filed): Promise<void> {
  const ended = (state: 'recovered' | 'died') => stories.filter(({ end }) => end?.state === state)
  await asStaff(tx, staff, 'disease_case.update', stories.filter(({ entered }) => entered), (own) => enterCases(tx, own.map(({ entered }) => entered!)))
  await asStaff(tx, staff, 'disease_case.treat', stories.filter(({ treat }) => treat), (own) => treatCases(tx, own.map(({ treat }) => treat!)))
  await asStaff(tx, staff, 'disease_case.recover', ended('recovered'), (own) => endCases(tx, own.map(({ end }) => end!)))
  await asStaff(tx, staff, 'disease_case.die', ended('died'), (own) => endCases(tx, own.map(({ end }) => end!)))
  await asStaff(tx, staff, 'individual.update', ended('died'), (own) => noteDeaths(tx, own.map(({ record }) => record.id)))
}

/** Outbreaks are opened and take their cases in; those quiet long enough are under control or ended. */
async function gather(tx: Tx, staff: Staff, clusters: readonly Cluster[]): Promise<void> {
  const moved = (state: Cluster['step']['state']) => clusters.filter(({ step }) => step.state === state)
  await asStaff(tx, staff, 'outbreak.create', clusters, async (own) => {
    await saveAll(tx, { outbreak: own.map(({ record }) => record) })
    await placeCases(tx, own.flatMap(({ record, cases }) => cases.map(({ id }) => ({ outbreakId: record.id, caseId: id }))))
  })
  for (const [state, permission] of [['active', 'outbreak.update'], ['controlled', 'outbreak.control'], ['ended', 'outbreak.end']] as const) {
    await asStaff(tx, staff, permission, moved(state), (own) => moveOutbreaks(tx, own.map(({ step }) => step)))
  }
}

/** The same wave in the other registers: what was said, what was seen, what was sent. */
async function saveEcho(tx: Tx, wave: Wave, staff: Staff, clusters: readonly Cluster[]): Promise<void> {
  const field = await fieldFor(tx, wave.ground)
  await asStaff(tx, staff, 'rumour.create', clusters, (own) => saveAll(tx, { rumour: own.flatMap((each) => rumoursAbout(field, each)) }))
  await asStaff(tx, staff, 'inspection.create', clusters, (own) => saveAll(tx, { inspection: own.flatMap((each) => visitsAfter(field, each)) }))
  await saveAll(tx, { inspection: zoneVisits(wave, field), stock_movement: suppliesFor(field, clusters) })
}

async function keepTruth(tx: Tx, wave: Wave, { homes, stories }: Filed): Promise<void> {
  const run = runOf(wave)
  const individuals = new Map(homes.flatMap(({ people }) => people.map(({ person, record }) => [person, record.id])))
  await saveRun(tx, run)
  await saveTruth(tx, truthOf(wave, run.id, individuals, new Map(stories.map(({ n, record }) => [n, record.id]))))
}
