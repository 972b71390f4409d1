import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { phoneDigits } from '@phaodai/person-matching'
import { today } from '#kernel/clock.ts'
import { CheckIns, type Refused } from './batch.ts'
import type { PublicDeps } from './deps.ts'
import { DeviceCode, visitorOf } from './device.ts'
import { enrolVisitor, loadAreasBelow, type GateVisit } from './gate.queries.ts'
import { createLimiter } from './limits.ts'
import { readBody, Refusal, sentenceOf, type RefusalCode } from './problem.ts'
import type { Refusals } from './refusals.ts'
import { wordsIn, type Language } from './words.ts'

/** Instants are milliseconds since 1970 as the phone has them, put right by what its page knows; `skew`: how many seconds its clock was ahead. */
const Visit = z.object({
  id: z.guid().transform((id) => id.toLowerCase()), place: z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/),
  in: z.int().positive().max(253_402_300_799_999), out: z.int().positive().max(253_402_300_799_999).nullish(), skew: z.int().nullish(),
})
type Visit = z.output<typeof Visit>
const Sending = z.object({ code: DeviceCode, sentAt: z.int().positive(), visits: z.array(Visit).min(1).max(200) })
const Enrolment = z.object({ code: DeviceCode, fullName: z.string().trim().min(2).max(120), phone: z.string().max(30), areaId: z.int().positive() })

/** Units below one, as they stood on a day. */
const AreasAsk = z.object({ below: z.coerce.number().int().positive().optional(), on: z.iso.date().optional(), villages: z.literal('1').optional() })

/** A clock that is off by more is told on the visit, and to the phone. */
const SKEW_TOLD = 120

const languageOf = (request: FastifyRequest): Language => (request.headers['x-language'] === 'en' ? 'en' : 'vi')
const iso = (instant: number): string => new Date(instant).toISOString()

function noteOf(skew: number): string | null {
  if (Math.abs(skew) <= SKEW_TOLD) return null
  const say = wordsIn('vi')
  return say(skew > 0 ? 'skew.ahead' : 'skew.behind', { n: Math.round(Math.abs(skew) / 60) })
}

/** What a phone sent, as the database takes it; `skew` of the sending where the visit tells none. */
function gateVisits(visitor: string, visits: readonly Visit[], skew: number): GateVisit[] {
  return visits.map((visit) => ({ place: visit.place, visitor, id: visit.id, in: iso(visit.in), out: visit.out == null ? null : iso(visit.out), note: noteOf(visit.skew ?? skew) }))
}

type Told = { done: string[]; refused: { id: string; reason: string; sentence: string }[] }

function tell(visits: readonly Visit[], taken: number, refused: Refused, language: Language): Told {
  const told: Told = { done: [], refused: [] }
  visits.forEach(({ id }, at) => {
    const reason = at < taken ? refused.get(id) : 'too-many'
    if (reason === undefined) told.done.push(id)
    else told.refused.push({ id, reason, sentence: sentenceOf(reason as RefusalCode, language) })
  })
  return told
}

/** Check-ins and what a phone needs for them. */
export function registerCheckIns(app: FastifyInstance, deps: PublicDeps, refusals: Refusals): void {
  const { pool, clock, limits } = deps
  const checkIns = new CheckIns(pool, clock)
  const ofAddress = createLimiter(limits.checkInAddress, clock)
  const ofPhone = createLimiter(limits.checkInPhone, clock)
  const enrolling = createLimiter(limits.enrol, clock)

  app.post('/api/check-ins', async (request, reply) => {
    const { code, sentAt, visits } = readBody(Sending, request.body)
    const [now, visitor, language] = [clock.now().getTime(), visitorOf(code), languageOf(request)]
    const taken = ofAddress(request.ip, ofPhone(visitor, visits.length)) // a phone beyond its own limit takes nothing of its neighbours' share
    const skew = Math.round((sentAt - now) / 1000)
    const refused: Refused = taken === 0 ? new Map() : await checkIns.submit(gateVisits(visitor, visits.slice(0, taken), skew))
    const told = tell(visits, taken, refused, language)
    for (const { reason } of told.refused) refusals.note(reason)
    if (taken === 0) reply.code(429).header('retry-after', '60')
    return { now, clock: noteOf(skew) === null ? null : { skew, sentence: wordsIn(language)(skew > 0 ? 'skew.ahead' : 'skew.behind', { n: Math.round(Math.abs(skew) / 60) }) }, ...told }
  })

  app.post('/api/phones', async (request) => {
    const { code, fullName, phone, areaId } = readBody(Enrolment, request.body)
    if (enrolling(request.ip) === 0) {
      refusals.note('too-many')
      throw new Refusal(429, 'too-many')
    }
    const digits = phoneDigits(phone)
    if (digits === null) throw new Refusal(400, 'phone')
    await enrolVisitor(pool, { id: visitorOf(code), areaId, fullName, phone, keys: [`p${digits}`] }, today(clock))
    return { done: true }
  })

  app.get('/api/areas', async (request) => {
    const { below, on, villages } = readBody(AreasAsk, request.query)
    return loadAreasBelow(pool, below ?? null, on ?? today(clock), villages === '1')
  })
}
