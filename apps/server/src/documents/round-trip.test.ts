import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generatedDocuments } from '#test/generated-documents.ts'
import { isAddressed, whatIsRead, whatWasWritten } from '#test/read-back.ts'
import { samples } from '#test/written-documents.ts'
import { composeText } from '@phaodai/directives'

it.each(Object.entries(samples))('%s reads back as it was written', (_, doc) => {
  expect(whatIsRead(composeText(doc), isAddressed(doc))).toEqual(whatWasWritten(doc))
})

it('what is written reads back as the same tree, whatever the document', () => {
  fc.assert(fc.property(generatedDocuments, doc => {
    expect(whatIsRead(composeText(doc), isAddressed(doc))).toEqual(whatWasWritten(doc))
  }), { numRuns: 400 })
}, 120_000)
