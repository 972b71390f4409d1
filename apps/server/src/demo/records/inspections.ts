import { addDays } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Field, RecordRow } from './types.ts'

const PLACES = [['market', 'Chợ'], ['school', 'Trường Tiểu học'], ['eating-place', 'Quán phở MẪU'], ['checkpoint', 'Chốt kiểm soát'], ['isolation-site', 'Khu cách ly'], ['health-facility', 'Trạm Y tế'], ['factory', 'Xưởng gỗ MẪU']] as const
/** Inspections of the last six weeks and the coming one, each on the checklist of its kind of place. */
export function inspections(field: Field, count: number): RecordRow[] {
  return Array.from({ length: count }, (_, n) => visit(field, n))
}

function visit(field: Field, n: number): RecordRow {
  const dice = new Dice(field.seed, `inspection/${n}`)
  const area = dice.pick(field.communes)
  const [placeKind, word] = dice.pick(PLACES)
  return visitTo(field, dice, { key: `inspection/${n}`, area, placeKind, placeName: `${word} ${area.name}`, plannedOn: addDays(field.today, dice.between(-42, 6)) })
}

/** A place to be seen on a day, and why its id is what it is. */
export interface Visit { key: string; area: LandUnit; placeKind: string; placeName: string; plannedOn: string }

/** One inspection as it stands on the demo's day: seen when its day is past, else still ahead. */
export function visitTo(field: Field, dice: Dice, { key, area, placeKind, placeName, plannedOn }: Visit): RecordRow {
  const past = plannedOn < field.today
  const createdAt = officeHour(dice, addDays(past ? plannedOn : field.today, -dice.between(2, 5)))
  const state = past ? dice.weighted({ done: 4, followed_up: 3, closed: 5, cancelled: 1, planned: 1 }) : 'planned'
  const visited = state !== 'planned' && state !== 'cancelled'
  return {
    id: idFor(field.seed, createdAt, key), areaId: area.id, state, createdAt,
    stateReason: state === 'cancelled' ? 'Đoàn kiểm tra hoãn vì mưa lũ' : state === 'followed_up' ? 'Đã kiểm tra lại' : null,
    values: {
      placeName, placeKind, plannedOn, teamId: field.handlerOf(area).id, address: `Trung tâm ${area.kind} ${area.name}`,
      bodyId: field.handlerOf(area).id,
      ...(visited && { ...answersFor(field, placeKind, dice), visitedAt: officeHour(dice, plannedOn), conclusion: 'Cơ bản thực hiện đúng quy định; yêu cầu khắc phục các nội dung nêu trên.' }),
    },
  }
}

/** The questions of the checklist in force, most of them kept. */
function answersFor(field: Field, kind: string, dice: Dice): { checklistId: string; checklist: unknown[] } {
  const { id, questions } = field.checklistFor(kind)
  return { checklistId: id, checklist: questions.map(({ point, question }) => ({ point, question, answer: dice.weighted({ 'yes': 8, 'no': 1.5, 'not-applicable': 0.5 }), note: null })) }
}
