/** How many links from the case: F1 met the case, F2 met an F1. How far lists go is the profile's and the tracer's to say. */
export const contactTiers = ['f1', 'f2', 'f3'] as const
/** What joins a contact to the case, as reports of 2021 class it. */
export const contactRelations = ['household', 'same-room', 'same-ward', 'workplace', 'friend', 'relative', 'neighbour', 'daily', 'vehicle', 'other'] as const

/** Hours from the diagnosis of a case to its F1 being listed (targets of provinces in 2021: 12 to 24, confidence medium). */
export const LISTING_HOURS = 12

/** Hours from the listing of an F1 to its sample and its isolation (targets of provinces in 2021, confidence medium). */
export const CONTACT_HOURS = 24

/** States of a contact that is still watched. */
export const watchedContactStates: readonly string[] = ['listed', 'followed']
