/** A tube holds the sample of one person, or those of several pooled (mẫu gộp). */
export const specimenForms = ['single', 'pool'] as const
/** How a specimen is tested; a laboratory says which it does. */
export const testMethods = ['rt-pcr', 'rapid-antigen', 'serology', 'culture', 'other'] as const
/** Why somebody is sampled, as quick reports of 2021 count it (F1, F2, locked zone, cough and fever, other) and further. */
export const samplingPurposes = ['f1', 'f2', 'zone', 'symptoms', 'screening', 'entry', 'isolation', 'treatment', 'other'] as const
/** What a laboratory can find. */
export const testOutcomes = ['positive', 'negative', 'indeterminate', 'invalid'] as const
/** What a specimen is taken for: that of its results, or that they contradict each other. */
export const specimenOutcomes = [...testOutcomes, 'conflicting'] as const
/** Why a laboratory sends a tube back. */
export const rejectReasons = ['leaked', 'no-label', 'wrong-tube', 'too-old', 'too-little', 'other'] as const

/** Hours from taking a specimen to its result by which turnaround is measured (a round target, confidence low; the rule of a disease may say otherwise on screen). */
export const TURNAROUND_HOURS = 24
