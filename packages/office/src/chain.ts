import * as z from 'zod'

/** How sure it is that one infected the other, surest first. */
export const linkKinds = ['confirmed', 'likely', 'possible'] as const
export type LinkKind = (typeof linkKinds)[number]
/** What an entered link rests on. */
export const enteredBases = ['investigation', 'household', 'contact'] as const
/** What any link rests on; `form`: the case's own form names its source. */
export const linkBases = [...enteredBases, 'form'] as const
export const linkSettings = ['household', 'school', 'workplace', 'market', 'health-facility', 'village', 'gathering', 'other'] as const
/** Classes of cases as the columns of a chain number them. */
export const chainClasses = ['suspected', 'probable', 'confirmed'] as const
/** A chain with more cases than this is told up to it, which is said. */
export const CHAIN_LIMIT = 50_000

const Numbers = z.array(z.int())

/** Days between the onsets of the two ends of a link: how many links have so many. */
export const Intervals = z.object({ known: z.int(), median: z.number().nullable(), counts: z.array(z.object({ days: z.int(), links: z.int() })) })
export type Intervals = z.infer<typeof Intervals>

export const ChainFigures = z.object({
  cases: z.int(), links: z.int(), clusters: z.int(),
  /** Generations that were reached, 0 where nobody is linked; cases that only hang on a circle have none. */
  generations: z.int(), circular: z.int(), firstOn: z.iso.date().nullable(), lastOn: z.iso.date().nullable(), intervals: Intervals,
})
export type ChainFigures = z.infer<typeof ChainFigures>

/**
 * Cases and the links between them as columns: `area` counts in `areas`, `from` and `to` in the cases, `kind`, `basis`, `setting` and
 * `classOf` in their lists (-1: not told); `day` is days since 1970; `generation` -1: on a circle alone. No names.
 */
export const Chain = z.object({
  start: z.int(), more: z.boolean(), figures: ChainFigures,
  areas: z.array(z.object({ id: z.int(), name: z.string(), lon: z.number().nullable(), lat: z.number().nullable() })),
  cases: z.object({ id: z.array(z.guid()), code: z.array(z.string().nullable()), area: Numbers, day: Numbers, classOf: Numbers, generation: Numbers }),
  links: z.object({ from: Numbers, to: Numbers, kind: Numbers, basis: Numbers, setting: Numbers }),
})
export type Chain = z.infer<typeof Chain>

/** One link of a case, seen from it; the note only where the post may see names. */
export const CaseLinkLine = z.object({
  caseId: z.guid(), code: z.string().nullable(), area: z.string(), onsetOn: z.iso.date(), direction: z.enum(['source', 'infected']), kind: z.enum(linkKinds), basis: z.enum(linkBases),
  setting: z.enum(linkSettings).nullable(), metOn: z.iso.date().nullable(), note: z.string().nullable(), days: z.int(), linkId: z.guid().nullable(),
})
export type CaseLinkLine = z.infer<typeof CaseLinkLine>

/** Somebody who may have infected the case: his share among those known, from so many hours together until `lastOn`. */
export const InfectorLine = z.object({ caseId: z.guid(), code: z.string().nullable(), share: z.number(), hours: z.number(), days: z.number(), meetings: z.int(), kind: z.enum(['household', 'encounter']), lastOn: z.iso.date() })
export type InfectorLine = z.infer<typeof InfectorLine>

/** Why one case stands in its chain. */
export const CaseSource = z.object({
  id: z.guid(), code: z.string().nullable(), area: z.string(), onsetOn: z.iso.date(), classification: z.string(), name: z.string().nullable(), links: z.array(CaseLinkLine), infectors: z.array(InfectorLine),
  /** Ranked with the incubation of the disease's rule; false: the rule names none and nothing is ranked. */
  ranked: z.boolean(),
})
export type CaseSource = z.infer<typeof CaseSource>

export const CaseLinkInput = z.object({
  fromCaseId: z.guid().transform((id) => id.toLowerCase()), kind: z.enum(linkKinds), basis: z.enum(enteredBases), setting: z.enum(linkSettings).nullable().default(null),
  metOn: z.iso.date().nullable().default(null), note: z.string().trim().min(1).max(500).nullable().default(null),
})
export type CaseLinkInput = z.infer<typeof CaseLinkInput>

export const ChainsAsk = z.object({ areaId: z.coerce.number().int().positive().optional(), disease: z.string().max(60), from: z.iso.date(), to: z.iso.date() })
export type ChainsAsk = z.infer<typeof ChainsAsk>

/** One chain of an area and a time, by its first case. */
export const ChainLine = z.object({ caseId: z.guid(), code: z.string().nullable(), area: z.string(), cases: z.int(), links: z.int(), generations: z.int(), firstOn: z.iso.date(), lastOn: z.iso.date(), isActive: z.boolean() })
export type ChainLine = z.infer<typeof ChainLine>

/** Chains of what the asker sees: the longest first, sizes of all of them, cases without any link. */
export const ChainsView = z.object({ figures: ChainFigures, alone: z.int(), more: z.boolean(), chains: z.array(ChainLine), sizes: z.array(z.object({ cases: z.int(), chains: z.int() })) })
export type ChainsView = z.infer<typeof ChainsView>
