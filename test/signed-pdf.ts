import * as asn1js from 'asn1js'
import { webcrypto } from 'node:crypto'
import * as pkijs from 'pkijs'

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }))

const RSA = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
const GAP = 16_384

/** A key with its certificate, for tests of signatures. */
export interface MadeSigner { certificate: pkijs.Certificate; key: CryptoKey; pem: string }

async function made(name: string, issuer: MadeSigner | null, authority: boolean): Promise<MadeSigner> {
  const keys = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify'])
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1js.Integer({ value: Math.floor(Math.random() * 1e6) + 1 })
  certificate.subject.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) }))
  certificate.issuer = issuer ? issuer.certificate.subject : certificate.subject
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z')
  certificate.notAfter.value = new Date('2040-01-01T00:00:00Z')
  const constraints = new pkijs.BasicConstraints({ cA: authority })
  certificate.extensions = [new pkijs.Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER(), parsedValue: constraints })]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as unknown as CryptoKey)
  await certificate.sign((issuer?.key ?? keys.privateKey) as unknown as CryptoKey, 'SHA-256')
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate.toSchema(true).toBER()).toString('base64')}\n-----END CERTIFICATE-----`
  return { certificate, key: keys.privateKey as unknown as CryptoKey, pem }
}

/** Somebody with a certificate of his own making, or one given out by `issuer`. */
export function madeSigner(issuer: MadeSigner | null = null): Promise<MadeSigner> {
  return made('Lâm Văn MẪU', issuer, false)
}

/** A root that gives out certificates. */
export function madeRoot(): Promise<MadeSigner> {
  return made('Gốc MẪU', null, true)
}

async function container(data: Uint8Array, { certificate, key }: MadeSigner, at: Date): Promise<Buffer> {
  const digest = await webcrypto.subtle.digest('SHA-256', Uint8Array.from(data))
  const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute => new pkijs.Attribute({ type, values: [value] })
  const signed = new pkijs.SignedData({
    version: 1, encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }), certificates: [certificate],
    signerInfos: [new pkijs.SignerInfo({
      version: 1, sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
      signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: [
        attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })), attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: at })),
        attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
      ] }),
    })],
  })
  await signed.sign(key, 0, 'SHA-256', Uint8Array.from(data).buffer)
  return Buffer.from(new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) }).toSchema().toBER())
}

/** A small PDF with one signature; `after` is written behind what is signed. */
export async function signedPdf({ text, signer, at = new Date('2021-09-01T03:00:00Z'), after = '' }: { text: string; signer?: MadeSigner; at?: Date; after?: string }): Promise<{ pdf: Buffer; signer: MadeSigner }> {
  const by = signer ?? await madeSigner()
  const latin = text.normalize('NFD').replace(/[^\x20-\x7e]/g, '')
  const content = `BT /F1 12 Tf 72 700 Td (${latin}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 3 >> >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R] >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Ky) /Rect [0 0 0 0] /V 7 0 R >>',
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0000000000 0000000000 0000000000 0000000000] /Contents <${'0'.repeat(GAP)}> >>`,
  ]
  const offsets: number[] = []
  let body = '%PDF-1.7\n'
  for (const [n, object] of objects.entries()) {
    offsets.push(body.length)
    body += `${n + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const file = `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  const gap = file.indexOf('/Contents <') + '/Contents '.length
  const numbers = [0, gap, gap + GAP + 2, file.length - gap - GAP - 2].map(each => String(each).padStart(10, '0')).join(' ')
  const ranged = file.replace(/\/ByteRange \[[^\]]*\]/, `/ByteRange [${numbers}]`)
  const bytes = Buffer.from(ranged, 'latin1')
  const covered = Buffer.concat([bytes.subarray(0, gap), bytes.subarray(gap + GAP + 2)])
  const hex = (await container(covered, by, at)).toString('hex').padEnd(GAP, '0')
  bytes.write(hex, gap + 1, 'latin1')
  return { pdf: Buffer.concat([bytes, Buffer.from(after, 'latin1')]), signer: by }
}
