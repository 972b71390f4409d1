import type { BodyRow, Profile } from './bodies/index.ts'
import type { DemoPeople } from './people.ts'
import type { LandUnit } from './villages.ts'

/** What the eight weeks of the demo stand on. */
export interface Ground { profile: Profile; seed: number; today: string; land: LandUnit[]; bodies: BodyRow[]; people: DemoPeople }
