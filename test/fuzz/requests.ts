import fc from 'fast-check'
import { value, type Schema } from './values.ts'

type Parameter = { in: 'path' | 'query' | 'header' | 'cookie'; name: string; schema: Schema }
type Operation = { parameters?: Parameter[]; requestBody?: { content?: Record<string, { schema: Schema }> } }
export type ApiText = { openapi: string; paths: Record<string, Record<string, Operation>> }

export type FuzzRequest = { route: string; method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'; url: string; headers?: Record<string, string>; payload?: string }

const written = (each: unknown): string => (typeof each === 'string' ? each : JSON.stringify(each) ?? '')

/** Encodes what may stand in an address; a lone half of a character can't be encoded and is sent as its replacement. */
const encoded = (each: unknown): string => encodeURIComponent(written(each).slice(0, 3000).replace(/\p{Surrogate}/gu, '\ufffd'))

function addressOf(path: string, parameters: readonly Parameter[], ids: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const named = (where: string): Record<string, fc.Arbitrary<unknown>> =>
    Object.fromEntries(parameters.filter((each) => each.in === where).map(({ name, schema }) => [name, value(schema, ids)]))
  return fc.record({ path: fc.record(named('path')), query: fc.record(named('query'), { requiredKeys: [] }) }).map((at) => {
    const query = Object.entries(at.query).map(([name, each]) => `${name}=${encoded(each)}`).join('&')
    return path.replace(/\{([^}]+)\}/g, (_, name: string) => encoded(at.path[name]) || '%20') + (query && `?${query}`)
  })
}

type Payload = Pick<FuzzRequest, 'headers' | 'payload'>

/** A body as the schema has it; now and then cut off, of another type, or none. */
function payloadOf(operation: Operation, ids: fc.Arbitrary<string>): fc.Arbitrary<Payload> {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  const json = (each: unknown): Payload => ({ headers: { 'content-type': 'application/json' }, payload: JSON.stringify(each) ?? 'null' })
  if (!schema) return fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.string().map((payload) => ({ headers: { 'content-type': 'text/plain' }, payload })) })
  const right = value(schema, ids).map(json)
  return fc.oneof(
    { weight: 20, arbitrary: right },
    { weight: 1, arbitrary: right.map(({ payload = '' }) => ({ headers: { 'content-type': 'application/json' }, payload: payload.slice(0, payload.length / 2) })) },
    { weight: 1, arbitrary: right.map(({ payload = '' }) => ({ headers: { 'content-type': 'application/xml' }, payload })) },
    { weight: 1, arbitrary: fc.constant({}) },
  )
}

/** Requests to every operation of the API text; ids are drawn from `known` (everybody's rows) and from nowhere. */
export function requestsTo({ paths }: ApiText, known: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const ids = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.uuid() })
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => {
    const address = addressOf(path, operation.parameters ?? [], ids)
    return fc.tuple(address, payloadOf(operation, ids)).map(([url, payload]): FuzzRequest => {
      const name = method.toUpperCase() as FuzzRequest['method']
      return { route: `${name} ${path}`, method: name, url, ...(name === 'GET' ? {} : payload) }
    })
  }))
  return fc.oneof(...operations)
}
