import * as z from 'zod'

const Id = z.guid().transform((id) => id.toLowerCase())

/** A place that asks to be registered, as the office sees it; owner and phone only for posts that may see them. */
export const PlaceRequestView = z.object({
  id: z.string(), areaId: z.int(), area: z.string(), name: z.string(), kind: z.string(), address: z.string(), ownerName: z.string().nullable(), ownerPhone: z.string().nullable(),
  askedAt: z.string(), state: z.enum(['asked', 'approved', 'refused']), stateReason: z.string().nullable(), placeId: z.string().nullable(),
})
export type PlaceRequestView = z.output<typeof PlaceRequestView>
export const PlaceRequestsAsk = z.object({ state: z.enum(['asked', 'approved', 'refused']).default('asked'), reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
export const PlaceRequestList = z.object({ requests: z.array(PlaceRequestView), more: z.boolean() })

/** A declaration of health, as the office sees it; who it is of only for posts that may see it. `arrivalId`: the record of arrival that was made of it. */
export const DeclarationView = z.object({
  id: z.string(), areaId: z.int(), area: z.string(), declaredAt: z.string(), fullName: z.string().nullable(), birthYear: z.int().nullable(), sex: z.string(), identityNumber: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(),
  nationality: z.string(), fromPlace: z.string(), fromAreaId: z.int().nullable(), leftOn: z.string(), arrivesOn: z.string(), transport: z.string().nullable(), symptoms: z.array(z.string()), metCase: z.boolean(), receiptNumber: z.string(), validUntil: z.string(), keptUntil: z.string(), arrivalId: z.string().nullable(),
})
export type DeclarationView = z.output<typeof DeclarationView>
export const DeclarationsAsk = z.object({
  from: z.iso.date().optional(), to: z.iso.date().optional(), only: z.enum(['all', 'signs', 'foreign']).default('all'), reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1'),
})
export const DeclarationList = z.object({ declarations: z.array(DeclarationView), more: z.boolean() })

/** The public halves by which a receipt is told true, as @phaodai/vocabulary takes them. */
export const ReceiptKeys = z.object({ keys: z.array(z.object({ kid: z.string(), publicKey: z.string(), signFrom: z.int(), signUntil: z.int(), verifyUntil: z.int(), revoked: z.boolean() })) })

export const PlaceRequestId = z.object({ id: Id })
export const RefusePlace = z.object({ reason: z.string().trim().min(3).max(500) })
/** `anew`: the code in use has gone astray; posters with it end. */
export const PosterAsk = z.object({ anew: z.boolean().default(false) })

const receiptFaults = ['unreadable', 'unknown-key', 'revoked-key', 'forged', 'not-yet', 'expired', 'replayed'] as const

/** One passage of a checkpoint as a phone notes it, also without network; `code`: the text of a receipt's QR, told true again by the server. */
export const CrossingInput = z.object({
  id: Id, crossedAt: z.iso.datetime({ offset: true }), direction: z.enum(['in', 'out']), via: z.enum(['receipt', 'card', 'plate', 'none']), code: z.string().max(400).nullish().transform((code) => code ?? null),
  identity: z.string().regex(/^\*{1,6}\d{0,14}$/).nullish().transform((identity) => identity ?? null), plate: z.string().trim().min(3).max(15).nullish().transform((plate) => plate ?? null), people: z.int().min(1).max(100).default(1),
  outcome: z.enum(['passed', 'refused']), reason: z.string().trim().min(1).max(300).nullish().transform((reason) => reason ?? null), skew: z.int().default(0),
}).refine(({ outcome, reason }) => outcome === 'passed' || reason !== null, { path: ['reason'] })
export type CrossingInput = z.output<typeof CrossingInput>
export const CrossingsInput = z.object({ crossings: z.array(CrossingInput).min(1).max(200) })
/** What became of each: a receipt's fault as the server sees it, and flags. */
export const CrossingsAnswer = z.object({ noted: z.array(z.object({ id: z.string(), verdict: z.enum(receiptFaults).nullable(), flags: z.array(z.string()) })) })

export const CheckpointDay = z.object({
  name: z.string(), stands: z.string().nullable(), state: z.string(), open: z.boolean(), decision: z.string().nullable(), now: z.int(),
  hours: z.array(z.object({ hour: z.int(), in: z.int(), out: z.int(), refused: z.int() })),
  latest: z.array(z.object({ id: z.string(), crossedAt: z.string(), direction: z.string(), via: z.string(), identity: z.string().nullable(), receiptNumber: z.string().nullable(), plate: z.string().nullable(), people: z.int(), outcome: z.string(), reason: z.string().nullable(), verdict: z.string().nullable(), flags: z.array(z.string()) })),
  shifts: z.array(z.object({ id: z.string(), fromAt: z.string(), toAt: z.string(), crew: z.string(), handedOverAt: z.string().nullable(), handOver: z.string().nullable() })),
  equipment: z.array(z.object({ id: z.string(), item: z.string(), unit: z.string(), quantity: z.number(), givenOn: z.string(), back: z.number().nullable(), lost: z.string().nullable() })),
})
export type CheckpointDay = z.output<typeof CheckpointDay>
/** Checkpoints of one unit on the map: drawn at the middle of the unit, never where they stand. `id`: of the only one. */
export const CheckpointPoint = z.object({ areaId: z.int(), area: z.string(), count: z.int(), id: z.string().nullable(), name: z.string(), lat: z.number().nullable(), lon: z.number().nullable() })
export type CheckpointPoint = z.output<typeof CheckpointPoint>
export const ShiftInput = z.object({ fromAt: z.iso.datetime({ offset: true }), toAt: z.iso.datetime({ offset: true }), crew: z.string().trim().min(1).max(500) })
export const HandOverInput = z.object({ said: z.string().trim().min(1).max(2000) })

/** Equipment that a checkpoint is given out of the store of its commune. */
export const EquipmentInput = z.object({ itemId: Id, quantity: z.number().positive().max(1e6) })
export type EquipmentInput = z.output<typeof EquipmentInput>
/** What comes back into the store under the movement `movementId`; why less than was given. */
export const EquipmentReturn = z.object({ movementId: Id, quantity: z.number().positive().max(1e6), lost: z.string().trim().max(300).nullish().transform((lost) => lost || null) })
export type EquipmentReturn = z.output<typeof EquipmentReturn>

/** Somebody who came is given to a team; `version` of the record. */
export const WatchInput = z.object({ version: z.int(), teamId: z.int().positive() })
export const LookInput = z.object({ day: z.iso.date(), well: z.boolean(), met: z.boolean(), said: z.string().trim().max(500).nullish().transform((said) => said || null) })
/** Whom a team looks after today: who was not seen yet stands first. */
export const ArrivalsToday = z.object({
  day: z.string(),
  arrivals: z.array(z.object({ id: z.string(), code: z.string(), name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), area: z.string(), team: z.string().nullable(), measure: z.string().nullable(), measureReason: z.string().nullable(), testDays: z.string().nullable(), watchUntil: z.string().nullable(), over: z.boolean(), version: z.int(), looked: z.boolean(), well: z.boolean().nullable() })),
  more: z.boolean(),
})
export type ArrivalsToday = z.output<typeof ArrivalsToday>
/** Who came and is not watched yet: to be verified, then given to one of the bodies that work where he stays, the nearest first. */
export const ArrivalsWaiting = z.object({
  arrivals: z.array(z.object({ id: z.string(), code: z.string(), name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), area: z.string(), fromPlace: z.string().nullable(), arrivedOn: z.string(), foundBy: z.string(), measure: z.string().nullable(), measureReason: z.string().nullable(), watchUntil: z.string().nullable(), state: z.string(), version: z.int(), teams: z.array(z.object({ id: z.int(), name: z.string() })) })),
  more: z.boolean(),
})
export type ArrivalsWaiting = z.output<typeof ArrivalsWaiting>

/** People expected around the holidays ahead: `usual` a day over the last four weeks; nothing is expected where no year before is on file. */
export const ArrivalForecast = z.object({
  today: z.string(), usual: z.number(),
  holidays: z.array(z.object({
    name: z.string(), from: z.string(), to: z.string(), windowFrom: z.string(), windowTo: z.string(), expected: z.int().nullable(), least: z.int().nullable(), most: z.int().nullable(),
    past: z.array(z.object({ from: z.string(), to: z.string(), came: z.int(), usual: z.number(), times: z.number() })),
  })),
})
export type ArrivalForecast = z.output<typeof ArrivalForecast>
