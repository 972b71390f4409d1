/** Where people are together: a visit ends within a day, a ride in a vehicle too; the others are groups one belongs to. */
export const STAY_KINDS = ['visit', 'vehicle', 'household', 'class', 'ward', 'team'] as const
export type StayKind = (typeof STAY_KINDS)[number]
