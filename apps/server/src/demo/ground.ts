import type { BodyRow, LandUnit, Profile } from '#server/bodies/by-rule/index.ts'
import type { DemoPeople } from './people.ts'

/** What the eight weeks of the demo stand on. */
export interface Ground { profile: Profile; seed: number; today: string; land: LandUnit[]; bodies: BodyRow[]; people: DemoPeople }
