/** What a place of quarantine or treatment is. */
export const facilityKinds = ['quarantine', 'hotel', 'field-hospital', 'mobile-station', 'hospital'] as const
export type FacilityKind = (typeof facilityKinds)[number]
/** Tiers of treatment (tầng): 1 mild, 2 moderate, 3 severe. A place without a tier is for quarantine. */
export const treatmentTiers = ['1', '2', '3'] as const
export type TreatmentTier = (typeof treatmentTiers)[number]
/** What somebody needs a bed for. */
export const stayPurposes = ['quarantine', 'treatment'] as const
export type StayPurpose = (typeof stayPurposes)[number]
/** Classes of risk of somebody isolated or infected (thấp, trung bình, cao, rất cao). */
export const riskClasses = ['low', 'medium', 'high', 'very-high'] as const
/** Signs on a daily chart that page somebody. */
export const warningSigns = ['spo2', 'breaths', 'temperature', 'drowsy', 'cyanosis'] as const
export type WarningSign = (typeof warningSigns)[number]
