import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeText, type WrittenDocument } from '@phaodai/directives'
import { readFileText } from '#server/directives/index.ts'
import { generatedDocuments } from '#test/generated-documents.ts'
import { isAddressed, whatIsRead, whatWasWritten } from '#test/read-back.ts'
import { samples } from '#test/written-documents.ts'
import { renderDocx, renderPdf } from './index.ts'

const textOf = async (file: Promise<Buffer>): Promise<string> => (await readFileText(await file)).text
const same = (doc: WrittenDocument, text: string): void => {
  expect(whatIsRead(text, isAddressed(doc))).toEqual(whatWasWritten(doc))
}

describe.each(Object.entries(samples))('%s reads back as it was written', (_, doc) => {
  it('as text', () => same(doc, composeText(doc)))
  it('as a Word file', async () => same(doc, await textOf(renderDocx(doc))))
  it('as a PDF', async () => same(doc, await textOf(renderPdf(doc))))
})

describe('whatever the document, the same tree is read back', () => {
  it('from its text', () => fc.assert(fc.property(generatedDocuments, doc => same(doc, composeText(doc))), { numRuns: 400 }), 240_000)
  it('from its Word file', () => fc.assert(fc.asyncProperty(generatedDocuments, async doc => same(doc, await textOf(renderDocx(doc)))), { numRuns: 30 }), 240_000)
  it('from its PDF', () => fc.assert(fc.asyncProperty(generatedDocuments, async doc => same(doc, await textOf(renderPdf(doc)))), { numRuns: 12 }), 240_000)
})
