import { compareBirth, readBirthDate, type Birth } from './birth.ts'
import { defaultFrequencies, type NameFrequencies } from './frequencies.ts'
import { compareIdentity, identityDigits, readCitizenNumber, type Sex } from './identity.ts'
import { matchNames, readName, type NameMatch, type NameParts, type PartMatch } from './name.ts'
import { comparePhones, phoneDigits } from './phone.ts'
import { compareResidence, readResidence, type Residence } from './residence.ts'
import { BIRTH_BITS, IDENTITY_BITS, JOINED_BITS, MOVED_BITS, NAME_BITS, NAME_M, PHONE_BITS, POSSIBLE_BITS, PRIOR_BITS, RESIDENCE_BITS, SAME_NAMESAKE_BITS, SAME_PERSON_BITS, SEX_BITS } from './weights.ts'

/** What is known of a person; everything but the name may be missing. */
export interface PersonFacts {
  name: string
  sex?: Sex | null
  /** 'YYYY-MM-DD', or 'YYYY' where the day is not known. */
  birthDate?: string | null
  phones?: readonly string[]
  /** Numbers of 9 and 12 digits. */
  identity?: readonly string[]
  /** Ids of province, district, commune, village of residence, as far as known. */
  residence?: readonly (number | string)[]
  address?: string | null
}

/** A person read once, to be compared with many. */
export interface ReadPerson {
  name: NameParts
  sex: Sex | null
  birth: Birth | null
  phones: readonly string[]
  identity: readonly string[]
  residence: Residence
}

/** Reads the facts; sex and birth year that are not stated are taken from a 12-digit number. */
export function readPerson(facts: PersonFacts): ReadPerson {
  const identity = (facts.identity ?? []).map(identityDigits).filter((number) => number !== null)
  const told = identity.map(readCitizenNumber).find((number) => number !== null)
  return {
    name: readName(facts.name),
    sex: facts.sex ?? told?.sex ?? null,
    birth: readBirthDate(facts.birthDate ?? told?.birthYear.toString()),
    phones: (facts.phones ?? []).map(phoneDigits).filter((number) => number !== null),
    identity,
    residence: readResidence(facts.residence ?? [], facts.address),
  }
}

/** One observation: its code is a word on screen (`matching.evidence.<code>`), its bits speak for (+) or against (−). */
export interface Evidence { code: string; bits: number }

export type Verdict = 'same' | 'possible' | 'different'

export interface Comparison {
  verdict: Verdict
  /** Log2 odds that both are one person. */
  bits: number
  /** Probability that both are one person, 0 to 1. */
  probability: number
  /** All observations, the weightiest first. */
  evidence: Evidence[]
}

/** Compares two people; symmetric but for the order of equal evidence. */
export function compare(a: ReadPerson, b: ReadPerson, frequencies: NameFrequencies = defaultFrequencies): Comparison {
  const name = matchNames(a.name, b.name)
  const evidence = [
    ...nameEvidence(name, frequencies), ...personEvidence(a, b), ...placeEvidence(a, b),
  ]
  evidence.push(...householdEvidence(evidence, name))
  const bits = evidence.reduce((sum, each) => sum + each.bits, PRIOR_BITS)
  evidence.sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits))
  return { verdict: verdictOf(bits, evidence), bits, probability: 1 / (1 + 2 ** -bits), evidence }
}

/** What tells one person from another of the same name and year. */
const ANCHORS = ['identity.same', 'identity.slip', 'birth.same-day', 'birth.swapped', 'phone.same', 'phone.slip', 'residence.same-address']
/** What keeps a pair at "possible" unless an identity number is the same. */
const DOUBTS = ['given.different', 'sex.different', 'birth.different', 'identity.different', 'household.twins']

function verdictOf(bits: number, evidence: readonly Evidence[]): Verdict {
  if (bits < POSSIBLE_BITS) return 'different'
  const codes = new Set(evidence.map(({ code }) => code))
  const doubted = !codes.has('identity.same') && DOUBTS.some((code) => codes.has(code))
  return !doubted && bits >= bitsNeeded(codes) ? 'same' : 'possible'
}

/** Less certain without an anchor: one village has few people of one name and year, a commune may have several. */
function bitsNeeded(codes: ReadonlySet<string>): number {
  if (ANCHORS.some((code) => codes.has(code))) return SAME_PERSON_BITS
  return codes.has('residence.same-village') && !codes.has('birth.other-day') ? SAME_NAMESAKE_BITS : Number.POSITIVE_INFINITY
}

function nameEvidence({ parts, moved, joined }: NameMatch, frequencies: NameFrequencies): Evidence[] {
  return [
    ...parts.map((part) => ({ code: `${part.place}.${part.likeness}`, bits: partBits(part, frequencies) })),
    ...(moved ? [{ code: 'name.moved', bits: MOVED_BITS }] : []),
    ...(joined ? [{ code: 'name.joined', bits: JOINED_BITS }] : []),
  ]
}

function partBits({ place, likeness, base }: PartMatch, frequencies: NameFrequencies): number {
  if (likeness === 'same' || likeness === 'unmarked' || likeness === 'marks') {
    const { [place]: m, spread } = NAME_M[likeness]
    return Math.log2(m / ((frequencies[place].get(base) ?? frequencies.rare) * spread))
  }
  return NAME_BITS[likeness][place]
}

function personEvidence(a: ReadPerson, b: ReadPerson): Evidence[] {
  const birth = compareBirth(a.birth, b.birth)
  const identity = compareIdentity(a.identity, b.identity)
  const sex = a.sex && b.sex ? (a.sex === b.sex ? 'same' : 'different') : null
  return [
    ...(birth === 'none' ? [] : [{ code: `birth.${birth}`, bits: BIRTH_BITS[birth] }]),
    ...(identity === 'none' ? [] : [{ code: `identity.${identity}`, bits: IDENTITY_BITS[identity] }]),
    ...(sex ? [{ code: `sex.${sex}`, bits: SEX_BITS[sex] }] : []),
  ]
}

function placeEvidence(a: ReadPerson, b: ReadPerson): Evidence[] {
  const phone = comparePhones(a.phones, b.phones)
  const residence = compareResidence(a.residence, b.residence)
  return [
    ...(phone === 'none' ? [] : [{ code: `phone.${phone}`, bits: PHONE_BITS[phone] }]),
    ...(residence === 'none' ? [] : [{ code: `residence.${residence}`, bits: RESIDENCE_BITS[residence] }]),
  ]
}

/** One phone and one address are one observation, "the same household", and a household's members share a family name too. */
function householdEvidence(evidence: readonly Evidence[], { parts }: NameMatch): Evidence[] {
  const bitsOf = (code: string): number => evidence.find((each) => each.code === code)?.bits ?? 0
  const phone = bitsOf('phone.same')
  const address = bitsOf('residence.same-address')
  if (phone === 0 && address === 0) return []
  const family = evidence.find(({ code, bits }) => code.startsWith('family.') && bits > 0)?.bits ?? 0
  const given = parts.find(({ place }) => place === 'given')?.likeness
  const sibling = given === 'marks' || given === 'near'
  const twin = sibling && bitsOf('birth.same-day') > 0 && phone > 0 && address > 0
  return [
    { code: 'household.shared', bits: -Math.min(phone, address) * 0.6 - Math.min(family, 3) },
    ...(twin ? [{ code: 'household.twins', bits: TWIN_BITS }] : sibling ? [{ code: 'household.siblings', bits: SIBLING_BITS }] : []),
  ]
}

/** Children of one home bear names that sound alike; twins one birthday too. */
const TWIN_BITS = -6
const SIBLING_BITS = -4
