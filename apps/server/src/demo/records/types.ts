import type { Checklist } from '@phaodai/office/inspection.ts'
import type { WorkingCalendar } from '@phaodai/vocabulary'
import type { BodyRow, LandUnit } from '#server/bodies/by-rule/index.ts'

/** What the register records are invented from. */
export interface Field {
  seed: number
  today: string
  calendar: WorkingCalendar
  province: LandUnit
  /** Districts (or, in two levels, communes) in which things happen, and the communes of the cast. */
  communes: LandUnit[]
  /** The checklist in force for a kind of place. */
  checklistFor: (placeKind: string) => Pick<Checklist, 'id' | 'questions'>
  /** Whether a behaviour can be penalised on a day, by the catalogue. */
  isSanctioned: (behaviour: string, day: string) => boolean
  /** The body that deals with field records of an area. */
  handlerOf: (area: LandUnit) => BodyRow
}

/** One record of a register as it stands: values by the declaration's field names. */
export interface RecordRow { id: string; areaId: number; state: string; stateReason: string | null; createdAt: string; values: Record<string, unknown> }
