/** Administrative units and the map as server and screens exchange them. Declared once, checked on both sides. */
import { AREA_KINDS, AREA_LEVELS, type Area } from '@phaodai/vocabulary'
import * as z from 'zod'
import { Day } from './task.ts'

export const AreaLevel = z.enum(AREA_LEVELS)
const Degrees = z.number()

/** One unit as it stood between two days; `id..lastId` is its subtree. */
export const AreaView = z.object({
  id: z.int(), parentId: z.int().nullable(), lastId: z.int(), code: z.string(), level: AreaLevel, kind: z.string(), name: z.string(), fullName: z.string(),
  validFrom: Day, validTo: Day.nullable(), lat: Degrees.nullable(), lon: Degrees.nullable(), km2: z.number().nullable(), centroidSource: z.string().nullable(),
}) satisfies z.ZodType<Area>
export type AreaView = z.infer<typeof AreaView>

/** GET /api/areas query: typed words (with or without marks), or without them all units of one level within an area. */
export const AreaListQuery = z.object({
  q: z.string().max(200).default(''),
  day: Day.optional(),
  level: AreaLevel.optional(),
  within: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(20),
})
/** Units with the names above them, nearest first; `more` says that the limit cut the list. */
export const AreaList = z.object({ day: Day, rows: z.array(AreaView.extend({ above: z.array(z.string()) })), more: z.boolean() })
export type AreaList = z.infer<typeof AreaList>

export const AreaDayQuery = z.object({ day: Day.optional() })

/** GET /api/areas/:id — one unit, what stands above and below it on the day, and what it was made from and became. */
export const AreaDetail = AreaView.extend({
  version: z.int(),
  day: Day,
  above: z.array(AreaView),
  children: z.array(AreaView),
  predecessors: z.array(AreaView),
  successors: z.array(AreaView),
})
export type AreaDetail = z.infer<typeof AreaDetail>

const villageFields = {
  kind: z.enum(AREA_KINDS.village as [string, ...string[]]),
  name: z.string().trim().min(1).max(100),
  lat: z.number().min(5).max(24).nullable().default(null),
  lon: z.number().min(101).max(119).nullable().default(null),
}
/** PUT /api/areas/:id — enters a village; the id is one of the 999 after its commune's own. */
export const VillageInput = z.object({ parentId: z.int(), validFrom: Day, ...villageFields })
export type VillageInput = z.infer<typeof VillageInput>
/** PATCH /api/areas/:id — renames a village, moves its point, or closes it (`validTo` = its last day). */
export const VillageChange = z.object({ version: z.int(), validTo: Day.nullable(), ...villageFields })
export type VillageChange = z.infer<typeof VillageChange>

/** Levels a map can be divided into. */
export const mapLevels = ['province', 'district', 'commune', 'village'] as const
export type MapLevel = (typeof mapLevels)[number]

/** What a map shows: the units of one level in force on a day, all or those within an area. */
export const MapQuery = z.object({ day: Day.optional(), level: z.enum(mapLevels), within: z.coerce.number().int().optional() })
export type MapQuery = z.infer<typeof MapQuery>

/** GET /api/map/home — where the map opens for the acting post: the tree its body belongs to, and the area around its seat. */
export const MapHome = z.object({ today: Day, day: Day, within: z.int().nullable(), level: z.enum(mapLevels), own: z.int() })
export type MapHome = z.infer<typeof MapHome>

const Counts = { open: z.int(), overdue: z.int(), notAccepted: z.int() }
/** GET /api/map/tasks — leading and doing tasks of the bodies seated in each area, as far as the viewer may see them. */
export const TaskMap = z.object({
  day: Day,
  /**
   * `inView` false: no body seated there is the viewer's and none of its tasks is visible, so 0 means "not told".
   * `inherited`: some of these bodies sit in a former unit that the area was made from (a divided one counts in each successor).
   */
  areas: z.array(z.object({ areaId: z.int(), inView: z.boolean(), inherited: z.boolean(), ...Counts })),
  /** Tasks of bodies that sit in the whole of it but in none of the areas shown: UBND huyện on a map of communes. */
  above: z.object(Counts),
})
export type TaskMap = z.infer<typeof TaskMap>

type Position = [lon: number, lat: number]
export type MapGeometry = { type: 'Polygon'; coordinates: Position[][] } | { type: 'MultiPolygon'; coordinates: Position[][][] }
/** One unit on the map. `schematic`: its shape was drawn around a point and is no boundary. */
export type MapFeature = {
  type: 'Feature'
  id: number
  geometry: MapGeometry
  properties: {
    areaId: number; code: string; level: AreaView['level']; kind: string; fullName: string; schematic: boolean; archipelago: boolean; source: string | null
    /** Where its name or number is written. */
    label: Position
  }
}
/** GET /api/map/cells — GeoJSON; Hoàng Sa and Trường Sa are always among the features. `unplaced`: no polygon and no point known. */
export type MapCells = { type: 'FeatureCollection'; day: string; features: MapFeature[]; schematic: boolean; unplaced: { id: number; fullName: string }[] }
