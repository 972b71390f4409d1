/** Testing on the wire: specimens as people and laboratories see them, what is entered, and what waits. */
import { rejectReasons, samplingPurposes, testMethods, testOutcomes } from '@phaodai/vocabulary'
import * as z from 'zod'

const Id = z.guid().transform((id) => id.toLowerCase())
const Text = (max: number) => z.string().normalize('NFC').trim().max(max).nullable().default(null).transform((text) => text || null)
/** A code on a tube: letters, digits and strokes, as scanners type it. */
export const Barcode = z.string().trim().toUpperCase().regex(/^[A-Z0-9][A-Z0-9._/-]{2,39}$/, 'barcode')

/** What is entered for one tube at the place of sampling. */
export const SpecimenInput = z.object({
  barcode: Barcode, areaId: z.int().positive(), diseaseCode: z.string().max(60), purpose: z.enum(samplingPurposes), method: z.enum(testMethods),
  kind: z.string().max(30).nullable().default(null), takenAt: z.iso.datetime({ offset: true }), roundId: Id.nullable().default(null), contactId: Id.nullable().default(null), replacesId: Id.nullable().default(null),
  individualId: Id.nullable().default(null), fullName: Text(120), phone: Text(30), address: Text(300), sex: z.enum(['male', 'female', 'unknown']).default('unknown'),
  birthYear: z.int().min(1880).max(2199).nullable().default(null), residenceAreaId: z.int().positive().nullable().default(null), note: Text(500),
})
export type SpecimenInput = z.infer<typeof SpecimenInput>

/** Which specimens a list shows: by what is to be done about them next. */
export const specimenBoxes = ['taken', 'waiting', 'late', 'retest', 'positive', 'rejected', 'done', 'all'] as const
export type SpecimenBox = (typeof specimenBoxes)[number]

const Ct = z.object({ gene: z.string().nullable(), ct: z.number() })
export type Ct = z.infer<typeof Ct>

/** One tube as whoever sees its place reads it; the name only where the post may see it. */
export const SpecimenLine = z.object({
  id: z.string(), version: z.int(), barcode: z.string(), form: z.string(), state: z.string(), purpose: z.string(), method: z.string(), kind: z.string().nullable(), area: z.string(), areaId: z.int(), residence: z.string().nullable(), residenceAreaId: z.int().nullable(),
  name: z.string().nullable(), sex: z.string().nullable(), birthYear: z.number().nullable(), takenAt: z.string(), sentAt: z.string().nullable(), receivedAt: z.string().nullable(), resultedAt: z.string().nullable(),
  shipment: z.string().nullable(), laboratory: z.string().nullable(), outcome: z.string().nullable(), rejectReason: z.string().nullable(), poolId: z.string().nullable(), poolBarcode: z.string().nullable(), pooled: z.boolean(), members: z.int(),
  caseId: z.string().nullable(), contactId: z.string().nullable(), individualId: z.string().nullable(), roundId: z.string().nullable(), dueAt: z.string(), retestDueAt: z.string().nullable(), clock: z.enum(['open', 'late', 'done']),
  retakenId: z.string().nullable(), retakenOutcome: z.string().nullable(),
})
export type SpecimenLine = z.infer<typeof SpecimenLine>

export const SpecimenAsk = z.object({
  box: z.enum(specimenBoxes).default('all'), roundId: Id.optional(), q: z.string().max(60).optional(), reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1'),
})
export const SpecimenList = z.object({ specimens: z.array(SpecimenLine), more: z.boolean(), counts: z.record(z.enum(specimenBoxes), z.int()) })
export type SpecimenList = z.infer<typeof SpecimenList>

export const TestResultLine = z.object({
  id: z.string(), laboratory: z.string().nullable(), method: z.string(), outcome: z.string(), cts: z.array(Ct).nullable(), testedAt: z.string(), reportedAt: z.string(), source: z.string(), by: z.string().nullable(),
  ours: z.boolean(), withdrawn: z.object({ reason: z.string(), at: z.string(), by: z.string().nullable() }).nullable(),
})
export type TestResultLine = z.infer<typeof TestResultLine>

/** A tube with its results, those pooled in it, and the open case of its person in sight. */
export const SpecimenView = z.object({
  specimen: SpecimenLine, phone: z.string().nullable(), address: z.string().nullable(), disease: z.string(), diseaseCode: z.string(), round: z.string().nullable(), caseCode: z.string().nullable(), contactState: z.string().nullable(),
  results: z.array(TestResultLine), members: z.array(SpecimenLine), poolOutcome: z.string().nullable(), replaces: z.object({ id: z.string(), barcode: z.string() }).nullable(),
  openCase: z.object({ id: z.string(), code: z.string().nullable(), version: z.int(), classification: z.string() }).nullable(),
  settlements: z.array(z.object({ outcome: z.string(), reason: z.string(), at: z.string(), by: z.string().nullable() })),
})
export type SpecimenView = z.infer<typeof SpecimenView>

export const SendInput = z.object({ ids: z.array(Id).min(1).max(1000), laboratoryId: Id, shipment: Text(40) })
export const PoolInput = z.object({ barcode: Barcode, members: z.array(Barcode).min(2).max(50), laboratoryId: Id.nullable().default(null) })
export const TubeInput = z.object({ barcode: Barcode })
export const RejectInput = TubeInput.extend({ reason: z.enum(rejectReasons) })

/** One result as it is typed or read from a file. */
export const ResultInput = z.object({
  id: Id, barcode: Barcode, method: z.enum(testMethods), outcome: z.enum(testOutcomes), cts: z.array(z.object({ gene: z.string().trim().max(20).nullable(), ct: z.number().gt(0).max(50) })).max(6).nullable().default(null), testedAt: z.iso.datetime({ offset: true }),
})
export type ResultInput = z.infer<typeof ResultInput>

const Reason = z.string().normalize('NFC').trim().min(1).max(500)
/** Why a result is withdrawn. */
export const WithdrawalInput = z.object({ reason: Reason })
/** Which of differing results holds, and why. */
export const SettlementInput = z.object({ id: Id, outcome: z.enum(testOutcomes), reason: Reason })

/** What became of a tube or of a line: done, the same once more, or the rule that refused it. */
export const TubeAnswer = z.object({ barcode: z.string(), answer: z.string(), sentence: z.string().nullable() })
export type TubeAnswer = z.infer<typeof TubeAnswer>

/** A tube on the desk of a laboratory: nobody's name, place or record. */
export const DeskLine = z.object({
  barcode: z.string(), form: z.string(), members: z.int(), sex: z.string().nullable(), birthYear: z.number().nullable(), kind: z.string().nullable(), method: z.string(), purpose: z.string(), shipment: z.string().nullable(),
  takenAt: z.string(), sentAt: z.string().nullable(), receivedAt: z.string().nullable(), resultedAt: z.string().nullable(), dueAt: z.string(), retestDueAt: z.string().nullable(), state: z.string(), rejectReason: z.string().nullable(), outcome: z.string().nullable(),
  poolBarcode: z.string().nullable(), results: z.array(z.object({ method: z.string(), outcome: z.string(), cts: z.array(Ct).nullable(), testedAt: z.string() })), clock: z.enum(['open', 'late', 'done']),
})
export type DeskLine = z.infer<typeof DeskLine>

export const LabDesk = z.object({
  id: z.string(), name: z.string(), confirms: z.boolean(), methods: z.array(z.string()), ours: z.boolean(), day: z.string(), capacity: z.int().nullable(), receivedToday: z.int(), testedToday: z.int(), late: z.int(), lines: z.array(DeskLine),
})
export type LabDesk = z.infer<typeof LabDesk>

export const LabRow = z.object({ id: z.string(), name: z.string(), area: z.string(), confirms: z.boolean(), capacity: z.int().nullable(), ours: z.boolean() })
export type LabRow = z.infer<typeof LabRow>

/** What is known for advising a pool: how many of those tested lately were positive, and the rule in force. */
export const PoolingFacts = z.object({ tested: z.int(), positive: z.int(), days: z.int(), maxPool: z.int().nullable(), source: z.string().nullable() })
export type PoolingFacts = z.infer<typeof PoolingFacts>

/** A contact whom a signed list says to sample, of whom no tube was entered since. */
export const ExpectedContact = z.object({ contactId: z.string(), name: z.string().nullable(), tier: z.string(), area: z.string(), form: z.string(), signedAt: z.string(), caseCode: z.string().nullable() })
export type ExpectedContact = z.infer<typeof ExpectedContact>

/** Lines of a laboratory's file, with the columns that fill its fields. */
export const RESULT_LINES_AT_ONCE = 500
export const ResultFileInput = z.object({
  headers: z.array(z.string().max(300)).min(1).max(200), rows: z.array(z.object({ line: z.int(), cells: z.array(z.string().max(4000)).max(200) })).max(RESULT_LINES_AT_ONCE),
  mapping: z.record(z.string(), z.string()).nullable().default(null), method: z.enum(testMethods).nullable().default(null), dry: z.boolean(),
})
export type ResultFileInput = z.infer<typeof ResultFileInput>
export const ResultFileAnswer = z.object({
  mapping: z.record(z.string(), z.string()), taken: z.int(), repeated: z.int(),
  lines: z.array(z.object({ line: z.int(), barcode: z.string().nullable(), outcome: z.enum(testOutcomes).nullable(), cts: z.array(Ct).nullable(), testedAt: z.string().nullable(), answer: z.string(), sentence: z.string().nullable() })),
})
export type ResultFileAnswer = z.infer<typeof ResultFileAnswer>

const ROUNDED = /\d+(?:[.,]\d+)?/gu

/**
 * Ct values as laboratories write them: "E 24,1; RdRp 26,3", "24.5", "N2: 30,15". A gene is the word before its number; what is
 * no number between 0 and 50 is not taken, and null is answered where nothing is.
 */
export function readCts(text: string): Ct[] | null {
  const found = text.split(/[;|\n]|,\s+/u).flatMap((part) => {
    const number = part.match(ROUNDED)?.at(-1)
    if (number === undefined) return []
    const ct = Number(number.replace(',', '.'))
    const gene = part.slice(0, part.lastIndexOf(number)).replace(/[:=\s]+$/u, '').replace(/^ct\b[\s:=]*/iu, '').trim()
    return ct > 0 && ct <= 50 ? [{ gene: gene === '' ? null : gene.slice(0, 20), ct }] : []
  })
  return found.length === 0 ? null : found.slice(0, 6)
}

/** "E 24,1; RdRp 26,3": as papers and lists print them. */
export function ctWords(cts: readonly Ct[] | null): string | null {
  return cts === null || cts.length === 0 ? null : cts.map(({ gene, ct }) => `${gene === null ? '' : `${gene} `}${String(ct).replace('.', ',')}`).join('; ')
}
