/** The one way to the server: the acting post on every request, refusals as `Refusal`, ids made here. */
import { makeId, type Id } from '@phaodai/vocabulary'
import { hasWord, word } from '../text/t.ts'
import { saveBlob } from '../ui/save-file.ts'

const POST_STORED = 'phaodai.post'
let post: string | null = localStorage.getItem(POST_STORED)

/** What the server refused, or `offline` when it could not be reached; `message` is a sentence for the screen. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Record<string, string>
  readonly versions: { theirs: unknown; yours: unknown } | null
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const code = typeof body.code === 'string' ? body.code : `http-${status}`
    super(sentenceOf(code, body))
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.fields = (body.fields ?? {}) as Record<string, string>
    this.versions = (body.versions ?? null) as Refusal['versions']
    this.body = body
  }
}

function sentenceOf(code: string, body: Record<string, unknown>): string {
  if (typeof body.detail === 'string') return body.detail
  if (hasWord(`problem.${code}`)) return word(`problem.${code}`)
  return typeof body.title === 'string' ? body.title : word('problem.unknown')
}

/** True for a refusal with this code. */
export function isRefusal(error: unknown, code: string): error is Refusal {
  return error instanceof Refusal && error.code === code
}

/** The sentence to show for any failure. */
export function messageOf(error: unknown): string {
  return error instanceof Refusal ? error.message : word('problem.unknown')
}

/** The post every request acts in; null lets the server take the first. */
export function actingPost(): string | null {
  return post
}

/** Chooses the acting post for this browser. */
export function actIn(next: string | null): void {
  post = next
  if (next === null) localStorage.removeItem(POST_STORED)
  else localStorage.setItem(POST_STORED, next)
}

/** A new id for something made here (UUIDv7): sending it twice makes it once. */
export function newId(): Id {
  return makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

type Query = Record<string, string | number | boolean | null | undefined>

/** Path with its query; empty values are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`
}

/** GET as JSON. */
export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', withQuery(path, query), undefined, signal)
}

/** GET of something large as JSON, telling how much of it has come (0–1) where the answer says its size (`x-size`). */
export async function getLarge<T>(path: string, onShare: (share: number) => void, signal?: AbortSignal): Promise<T> {
  const reply = await fetch(path, { headers: postHeader(), credentials: 'same-origin', signal: signal ?? null }).catch(unreachable)
  const size = Number(reply.headers.get('x-size'))
  if (!reply.ok || reply.body === null || !(size > 0)) return read<T>(reply)
  let come = 0
  const counted = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({ transform: (part, to) => {
    come += part.length
    onShare(Math.min(1, come / size))
    to.enqueue(part as Uint8Array<ArrayBuffer>)
  } })
  return read<T>(new Response(reply.body.pipeThrough(counted)))
}

/** POST, PUT, PATCH or DELETE with JSON in and out. */
export function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return request<T>(method, path, body === undefined ? undefined : JSON.stringify(body))
}

async function request<T>(method: string, path: string, body?: string, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { ...postHeader(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const reply = await fetch(path, { method, headers, body: body ?? null, signal: signal ?? null, credentials: 'same-origin' }).catch(unreachable)
  return read<T>(reply)
}

function postHeader(): Record<string, string> {
  return { 'x-phaodai': '1', ...(post === null ? {} : { 'x-post': post }) }
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw new Refusal(0, { code: 'offline' })
}

async function read<T>(reply: Response): Promise<T> {
  const text = await reply.text()
  const body = text === '' ? {} : parseJson(text)
  if (!reply.ok) throw new Refusal(reply.status, (body ?? {}) as Record<string, unknown>)
  return body as T
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends a file's bytes and tells how much has gone (0–1); fetch cannot tell, XMLHttpRequest can. */
export function upload<T>(path: string, file: Blob, onProgress: (share: number) => void = () => {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('PUT', path)
    for (const [name, value] of Object.entries(postHeader())) call.setRequestHeader(name, value)
    call.setRequestHeader('content-type', file.type || 'application/octet-stream')
    call.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    call.onerror = () => reject(new Refusal(0, { code: 'offline' }))
    call.onload = () => {
      const body = parseJson(call.responseText)
      if (call.status < 300) resolve(body as T)
      else reject(new Refusal(call.status, (body ?? {}) as Record<string, unknown>))
    }
    call.send(file)
  })
}

/** The bytes of a file, asked for in the acting post (a plain address would be asked for in the first one). */
export async function fetchBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  const reply = await fetch(path, { headers: postHeader(), credentials: 'same-origin', signal: signal ?? null }).catch(unreachable)
  return reply.ok ? reply.blob() : read<Blob>(reply)
}

/** The bytes of a file that is made from what is sent. */
export async function sendForBlob(path: string, body: unknown): Promise<Blob> {
  const reply = await fetch(path, { method: 'POST', headers: { ...postHeader(), 'content-type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin' }).catch(unreachable)
  return reply.ok ? reply.blob() : read<Blob>(reply)
}

/** Fetches a file with the acting post and hands it to the browser to keep. */
export async function download(path: string, name: string): Promise<void> {
  saveBlob(await fetchBlob(path), name)
}
