import * as z from 'zod'

export const clocks = ['24h', '48h', 'weekly'] as const
export const confidences = ['high', 'medium', 'low'] as const
const days = (least: number, most: number): z.ZodNullable<z.ZodInt> => z.int().min(least).max(most).nullable()
const note = (most: number): z.ZodString => z.string().trim().min(1).max(most)

/** Meetings over which a disease may pass on; those a rule does not name do not count. */
export const exposureKinds = ['household', 'visit', 'encounter', 'vehicle', 'class', 'ward', 'team'] as const
const curve = z.strictObject({ mean: z.number().min(-365).max(3650), sd: z.number().positive().max(3650) })
/** Something due about contacts of some tiers: so many hours after it was asked for, or at the end of days after the last meeting. */
const TracingDuty = z.strictObject({ code: note(40), tiers: z.array(z.int().min(1).max(3)).min(1), since: z.enum(['requested', 'last-exposure']), withinHours: z.number().positive().max(8760).optional(), days: z.array(z.int().min(0).max(3650)).optional() })

/** How a disease is traced. `tiers` 0: not from person to person. Curves in days; null = spread evenly over the days of the rule. */
export const DiseaseTracing = z.strictObject({
  tiers: z.int().min(0).max(3), exposures: z.array(z.enum(exposureKinds)), leastMinutes: z.number().min(0).max(1440),
  close: z.strictObject({ metres: z.number().min(0).max(100), maskedMinutes: z.number().min(0).max(1440), unmaskedMinutes: z.number().min(0).max(1440) }),
  incubation: curve.nullable(), infectiousness: curve.nullable(), duties: z.array(TracingDuty).max(20), source: note(500), confidence: z.enum(confidences),
})
export type DiseaseTracing = z.infer<typeof DiseaseTracing>

/** What law and guides ask of a disease from a day on: the figures are data with their source and how sure it is. */
export const DiseaseRuleFacts = z.strictObject({
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  law: note(300),
  lawGroup: z.enum(['A', 'B', 'C']).nullable(),
  /** The legal clock of reporting a case; null = none. */
  clock: z.enum(clocks).nullable(),
  incubationMinDays: days(0, 3650), incubationMaxDays: days(0, 3650),
  /** Days after onset from which, and until which, a case infects; negative = before onset. */
  infectiousFromDays: days(-365, 365), infectiousToDays: days(-365, 3650),
  followupDays: days(0, 365),
  outbreakCases: days(1, 1000), outbreakWithinDays: days(1, 365), outbreakEndDays: days(1, 365),
  caseDefinition: z.strictObject({ suspected: note(4000).optional(), probable: note(4000).optional(), confirmed: note(4000).optional() }),
  contactDefinition: note(4000).nullable(),
  /** Null: the rule does not say. */
  tracing: DiseaseTracing.nullable(),
  indicators: z.array(note(60)).max(40),
  extraFields: z.array(note(60)).max(40),
  source: note(500),
  confidence: z.enum(confidences),
})
export type DiseaseRuleFacts = z.infer<typeof DiseaseRuleFacts>

/** A new revision of a row, with the reason; `replacesId` = the row it takes the place of, null for a row of another day. */
export const DiseaseRuleChange = DiseaseRuleFacts.extend({ replacesId: z.guid().nullable(), reason: note(1000) })
export type DiseaseRuleChange = z.infer<typeof DiseaseRuleChange>

export const DiseaseRule = DiseaseRuleFacts.extend({ id: z.guid(), revision: z.int(), supersededAt: z.string().nullable(), changedAt: z.string(), changedBy: z.string().nullable(), changeReason: z.string().nullable() })
export type DiseaseRule = z.infer<typeof DiseaseRule>

export const DiseaseLine = z.object({
  code: z.string(), name: z.string(), nameEn: z.string(), icd10: z.string().nullable(), lawGroup: z.string().nullable(), clock: z.string().nullable(),
  incubation: z.string().nullable(), followupDays: z.int().nullable(), outbreakEndDays: z.int().nullable(), source: z.string().nullable(), confidence: z.string().nullable(),
})
export type DiseaseLine = z.infer<typeof DiseaseLine>

export const DiseaseDetail = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), icd10: z.string().nullable(), rules: z.array(DiseaseRule) })
export type DiseaseDetail = z.infer<typeof DiseaseDetail>

/** A disease that the list does not hold yet. */
export const NewDisease = z.strictObject({ name: note(200), nameEn: note(200), icd10: note(120).nullable() })
export type NewDisease = z.infer<typeof NewDisease>
