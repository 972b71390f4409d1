import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { phoneDigits } from '@phaodai/person-matching'
import { dayInVietnam, formatDate, receiptName, symptoms } from '@phaodai/vocabulary'
import { isCountry } from './countries.ts'
import { declare, loadVerifyingKeys, requestPlace } from './declaration.queries.ts'
import type { PublicDeps } from './deps.ts'
import { createLimiter } from './limits.ts'
import { readBody, Refusal } from './problem.ts'
import { createReceipts } from './receipts.ts'
import type { Refusals } from './refusals.ts'

const id = z.guid().transform((each) => each.toLowerCase())
const phone = z.string().trim().max(30).refine((text) => phoneDigits(text) !== null)
const country = z.string().length(2).refine(isCountry)
const optional = (most: number) => z.string().trim().max(most).nullish().transform((text) => (text ? text : null))

const Declaration = z.object({
  id, areaId: z.int().positive(), fullName: z.string().trim().min(2).max(120).refine((name) => receiptName(name).length >= 2), birthYear: z.int().min(1880).max(2199).nullish().transform((year) => year ?? null),
  sex: z.enum(['male', 'female', 'unknown']), identityNumber: optional(20).refine((number) => number === null || /^\d{5,20}$/.test(number)), phone, mail: optional(200).refine((mail) => mail === null || z.email().safeParse(mail).success),
  address: optional(300), nationality: country, fromAreaId: z.int().positive().nullish().transform((area) => area ?? null), fromCountry: country.nullish().transform((code) => code ?? null),
  leftOn: z.iso.date(), arrivesOn: z.iso.date(), transport: optional(200), symptoms: z.array(z.enum(symptoms)).max(symptoms.length), metCase: z.boolean(),
}).refine(({ fromAreaId, fromCountry }) => (fromAreaId === null) !== (fromCountry === null))
type Declaration = z.output<typeof Declaration>

const kinds = ['market', 'shop', 'restaurant', 'factory', 'office', 'school', 'health', 'worship', 'lodging', 'station', 'vehicle', 'event', 'other'] as const
const PlaceRequest = z.object({ id, areaId: z.int().positive(), name: z.string().trim().min(1).max(200), kind: z.enum(kinds), address: z.string().trim().min(1).max(300), ownerName: z.string().trim().min(2).max(120), ownerPhone: phone })

/** Days a journey may lie back or ahead when it is declared. */
const [EARLIEST, LATEST] = [-60, 14]

/** Left before arriving, neither long ago nor far ahead. */
function checkDays({ leftOn, arrivesOn }: Declaration, now: Date): void {
  const day = (days: number): string => dayInVietnam(new Date(now.getTime() + days * 86_400_000).toISOString())
  if (leftOn > arrivesOn || leftOn < day(EARLIEST) || arrivesOn > day(LATEST)) throw new Refusal(422, 'days')
}

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** Declarations of health with their receipts, the keys that tell them true, and places that ask to be registered. */
export function registerDeclarations(app: FastifyInstance, deps: PublicDeps, refusals: Refusals): void {
  const { pool, clock, limits } = deps
  const writing = createLimiter(limits.write, clock)
  const receiptOf = createReceipts(deps)
  const mayWrite = (request: FastifyRequest): void => {
    if (writing(request.ip) > 0) return
    refusals.note('too-many')
    throw new Refusal(429, 'too-many')
  }

  app.post('/api/declarations', async (request) => {
    mayWrite(request)
    const said = readBody(Declaration, request.body)
    checkDays(said, clock.now())
    const declared = await declare(pool, {
      id: said.id, area_id: said.areaId, full_name: said.fullName, birth_year: said.birthYear, sex: said.sex, identity_number: said.identityNumber, phone: said.phone, mail: said.mail, address: said.address, nationality: said.nationality,
      from_area_id: said.fromAreaId, from_country: said.fromCountry, left_on: said.leftOn, arrives_on: said.arrivesOn, transport: said.transport, symptoms: said.symptoms, met_case: said.metCase,
    }, clock.now())
    if (!declared) throw new Refusal(409, 'other-content')
    return { number: declared.number, until: formatDate(dayInVietnam(new Date(Date.parse(declared.validUntil) - 1).toISOString())), ...await receiptOf(declared, said) }
  })

  app.get('/api/receipt-keys', async () => {
    const rows = await loadVerifyingKeys(pool, clock.now())
    return rows.map(({ kid, publicKey, signFrom, signUntil, verifyUntil, revoked }) => ({ kid, publicKey, signFrom: seconds(signFrom), signUntil: seconds(signUntil), verifyUntil: seconds(verifyUntil), revoked }))
  })

  app.post('/api/places', async (request) => {
    mayWrite(request)
    await requestPlace(pool, readBody(PlaceRequest, request.body), clock.now())
    return { done: true }
  })
}
