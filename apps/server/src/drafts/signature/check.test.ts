import { beforeAll, describe, expect, it } from 'vitest'
import { checkSignature } from './check.ts'
import { madeRoot, madeSigner, signedPdf, type MadeSigner } from '#test/signed-pdf.ts'

const now = new Date('2021-09-02T00:00:00Z')
let root: MadeSigner
let signer: MadeSigner
beforeAll(async () => {
  root = await madeRoot()
  signer = await madeSigner(root)
})

describe('a signed PDF', () => {
  it('is intact, whole and trusted up to a given root', async () => {
    const { pdf } = await signedPdf({ text: 'Cong van', signer })
    expect(await checkSignature(pdf, [root.pem], now)).toEqual({
      integrity: 'intact', coverage: 'whole', chain: 'trusted', signer: 'Lâm Văn MẪU', certificateIssuer: 'Gốc MẪU', signedAt: '2021-09-01T03:00:00.000Z',
    })
  })

  it('with any byte of the text altered is altered', async () => {
    const { pdf } = await signedPdf({ text: 'Cong van', signer })
    for (const at of [20, pdf.indexOf('Cong van'), pdf.length - 10]) {
      const other = Buffer.from(pdf)
      other[at] = other[at]! ^ 1
      expect((await checkSignature(other, [root.pem], now)).integrity).toBe('altered')
    }
  })

  it('with something written behind the signature is covered in part', async () => {
    const { pdf } = await signedPdf({ text: 'Cong van', signer, after: '8 0 obj\n(them vao)\nendobj\n' })
    expect(await checkSignature(pdf, [root.pem], now)).toMatchObject({ integrity: 'intact', coverage: 'part' })
  })

  it('by somebody of his own making has an unknown chain, with roots or without', async () => {
    const { pdf } = await signedPdf({ text: 'Cong van' })
    expect(await checkSignature(pdf, [], now)).toMatchObject({ integrity: 'intact', chain: 'unknown' })
    expect(await checkSignature(pdf, [root.pem], now)).toMatchObject({ integrity: 'intact', chain: 'unknown' })
  })

  it('signed when the certificate was not in force is told', async () => {
    const { pdf } = await signedPdf({ text: 'Cong van', signer, at: new Date('2019-01-01T00:00:00Z') })
    expect(await checkSignature(pdf, [root.pem], now)).toMatchObject({ chain: 'invalid' })
  })

  it('that is none, or whose container is rubbish, is told', async () => {
    expect((await checkSignature(Buffer.from('%PDF-1.7\nnichts'), [], now)).integrity).toBe('none')
    const { pdf } = await signedPdf({ text: 'Cong van', signer })
    pdf.write('ff'.repeat(200), pdf.indexOf('/Contents <') + 11, 'latin1')
    expect((await checkSignature(pdf, [root.pem], now)).integrity).toBe('unreadable')
  })
})
