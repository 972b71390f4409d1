import { problems, type ProblemCode } from './problems.ts'

/** What a refusal may carry beside its code: a sentence on this very case, faults by field, both versions of a stale edit. */
export type ProblemExtras = {
  detail?: string
  fields?: Record<string, string>
  versions?: { theirs: unknown; yours: unknown }
  /** Beside not-signed-in in a demo: the sign-in page says so and offers the cast. */
  demo?: boolean
  demoAccounts?: { username: string; password: string; name: string; title: string }[]
}

/** A refusal as it goes over the wire (after RFC 9457, media type application/problem+json). */
export type ProblemBody = ProblemExtras & { code: ProblemCode; status: number; title: string }

/** A refusal to throw anywhere below a route; it becomes the reply, and the transaction is rolled back. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras

  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(extras.detail ? `${code}: ${extras.detail}` : code)
    this.name = 'Problem'
    this.code = code
    this.extras = extras
  }

  get status(): number {
    return problems[this.code].status
  }

  /** The JSON body of the reply; `title` is a Vietnamese sentence for the screen. */
  toBody(): ProblemBody {
    const { status, title } = problems[this.code]
    return { code: this.code, status, title, ...this.extras }
  }
}

/** Refusals of the database by SQLSTATE; PD… are raised by our own triggers (db/migrations). */
const REFUSALS: Record<string, ProblemCode> = {
  '42501': 'not-allowed',
  '23503': 'reference-missing',
  '23505': 'duplicate',
  '23502': 'invalid-value',
  '23514': 'invalid-value',
  '23P01': 'duplicate',
  '22001': 'invalid-value',
  '22003': 'invalid-value',
  '22007': 'invalid-value',
  '22008': 'invalid-value',
  '22021': 'invalid-value',
  '22P02': 'invalid-value',
  '22P05': 'invalid-value',
  '40001': 'busy',
  '40P01': 'busy',
  '53300': 'busy',
  '55P03': 'busy',
  '57014': 'busy',
  '57P01': 'busy',
  '57P03': 'busy',
  PD001: 'illegal-state',
  PD002: 'open-children',
  PD010: 'stock-short',
  PD011: 'stock-used',
  PD012: 'beyond-sanction',
  PD013: 'same-person',
  PD014: 'role-elsewhere',
  PD015: 'collection-off',
  PD561: 'no-such-place-then',
  PD016: 'facility-not-empty',
}

const LOST_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
/** How the driver says without a code that no connection was to be had in time, or that it broke off. */
const NO_CONNECTION = /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated(?: unexpectedly| due to connection timeout)?)$/

type DatabaseError = { code: string; constraint?: string }

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

/**
 * The one place where a refusal of the database becomes a Problem; undefined for anything else.
 * A clash on a primary key means that the id belongs to a row the writer cannot see (a visible one would have been
 * found first), so it answers exactly as "not allowed here" and tells nothing.
 */
export function problemFrom(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof Error && NO_CONNECTION.test(error.message)) return new Problem('busy')
  if (!isDatabaseError(error)) return undefined
  if (error.code === '23505' && error.constraint?.endsWith('_pkey')) return new Problem('not-allowed')
  const code = LOST_CONNECTION.has(error.code) ? 'busy' : REFUSALS[error.code]
  return code && new Problem(code)
}

/** What carries the version that a PATCH is checked against. */
type Versioned = { version: number }

/**
 * Use after an UPDATE by id and version touched no row: nothing visible → not-found; another version → stale with both;
 * the same version → not-allowed, because then a policy withheld the row from this action.
 */
export function refuseStale(theirs: Versioned | undefined, yours: Versioned): never {
  if (theirs === undefined) throw new Problem('not-found')
  if (theirs.version === yours.version) throw new Problem('not-allowed')
  throw new Problem('stale', { versions: { theirs, yours } })
}

/**
 * Use after `insert … on conflict (id) do nothing` and reading the row back: the same content is a repeat and passes,
 * other content is `duplicate`, and an id that belongs to an invisible row answers exactly as a refused insert.
 */
export function sameOrRefuse<T>(found: T | undefined, isSame: (row: T) => boolean): T {
  if (found === undefined) throw new Problem('not-allowed')
  if (!isSame(found)) throw new Problem('duplicate')
  return found
}
