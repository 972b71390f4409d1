import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDirective, type WrittenDocument } from '@phaodai/directives'
import { WrittenDocument as OnTheWire } from '@phaodai/office'
import { samples } from '#test/written-documents.ts'

const ROOT = new URL('../../../../', import.meta.url)
const path = (name: string): string => fileURLToPath(new URL(name, ROOT))

function phaodai(...args: string[]) {
  return spawnSync(process.execPath, [path('apps/cli/bin/phaodai.mjs'), ...args], { encoding: 'utf8', cwd: path('.') })
}

/** The example that docs/formats.md prints. */
const example = (): string => /```json\n([\s\S]*?)```/.exec(readFileSync(path('docs/formats.md'), 'utf8'))![1]!

describe('phaodai document', () => {
  let folder = ''
  let file = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaodai-cli-'))
    file = join(folder, 'van-ban.json')
    writeFileSync(file, example())
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('prints the example of docs/formats.md as text that reads back', () => {
    const { stdout, status } = phaodai('document', 'text', file)
    expect(status).toBe(0)
    const reading = readDirective(stdout)
    expect([reading.number.value, reading.date.value, reading.items.map(each => each.label)]).toEqual(['07-CV/HU', '2026-06-05', ['1', '2', '2.-1', '2.-2']])
  })

  it('writes a Word file and a PDF', () => {
    const [docx, pdf] = [join(folder, 'a.docx'), join(folder, 'a.pdf')]
    expect(phaodai('document', 'write', file, '--docx', docx, '--pdf', pdf)).toMatchObject({ status: 0, stderr: '' })
    expect([readFileSync(docx).subarray(0, 2).toString(), readFileSync(pdf).subarray(0, 5).toString()]).toEqual(['PK', '%PDF-'])
  })

  it('says what is wrong with a file and writes nothing', () => {
    const bad = join(folder, 'sai.json')
    writeFileSync(bad, '{"system": "party", "docType": "thư tình"}')
    const answer = phaodai('document', 'write', bad, '--docx', join(folder, 'b.docx'))
    expect(answer.status).toBe(1)
    expect(answer.stderr).toContain('docType')
    expect(existsSync(join(folder, 'b.docx'))).toBe(false)
    expect(phaodai('document', 'write', file).stderr).toContain('--docx')
  })
})

it('a document on the wire is the document the writer takes, whole or with its empty parts left out', () => {
  const doc: WrittenDocument = samples.partyPlan
  const wire: OnTheWire = doc
  expect(OnTheWire.parse(JSON.parse(JSON.stringify(doc)))).toEqual(wire)
  const { preamble: _, annexes: __, ...rest } = samples.telegram
  expect(OnTheWire.parse(rest)).toEqual({ ...samples.telegram, preamble: [], annexes: [] })
})
