/** Kinds of zones (WHO: cordon sanitaire, restricted area, area of physical distancing). */
export const zoneKinds = ['lockdown', 'restricted', 'distancing'] as const
export type ZoneKind = (typeof zoneKinds)[number]

/** How the extent of a zone is told: whole units, a line drawn on the map, or houses one by one. */
export const zoneShapes = ['area', 'polygon', 'households'] as const
export type ZoneShape = (typeof zoneShapes)[number]

/** What a measure says of an activity, the strictest last. */
export const measureAnswers = ['open', 'required', 'limited', 'stopped'] as const
export type MeasureAnswer = (typeof measureAnswers)[number]

/** Activities that measures speak of; their names are rows of the catalogue. */
export const measureActivities = ['gathering', 'movement', 'distance', 'transport', 'goods', 'delivery', 'shops', 'eating', 'services', 'vendors', 'school', 'office', 'worship', 'tourism', 'declaration'] as const

/** Kinds of bodies that hold the duties of zones. */
export const dutyHolders = ['police', 'health-station', 'people-committee', 'front-committee'] as const

/** Kinds of events, as they are registered with the commune. */
export const gatheringKinds = ['festival', 'worship', 'wedding', 'funeral', 'meeting', 'sport', 'market', 'school', 'other'] as const
export type GatheringKind = (typeof gatheringKinds)[number]

/** The activity of the catalogue that an event of a kind is. */
export const activityOf: Record<GatheringKind, string> = {
  festival: 'worship', worship: 'worship', wedding: 'gathering', funeral: 'gathering', meeting: 'gathering', sport: 'tourism', market: 'eating', school: 'school', other: 'gathering',
}
