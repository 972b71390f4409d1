import * as asn1js from 'asn1js'
import { webcrypto } from 'node:crypto'
import * as pkijs from 'pkijs'
import { lastSignature } from './byte-range.ts'

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }))

/** What a check of a signed PDF says; `trusted` only where the chain ends at a given root. */
export interface SignatureFindings {
  integrity: 'intact' | 'altered' | 'unreadable' | 'none'
  coverage: 'whole' | 'part' | 'none'
  chain: 'trusted' | 'unknown' | 'invalid' | 'none'
  signer: string | null
  certificateIssuer: string | null
  /** As the signer says it; no time stamp authority is asked. ISO instant. */
  signedAt: string | null
}

const NONE: SignatureFindings = { integrity: 'none', coverage: 'none', chain: 'none', signer: null, certificateIssuer: null, signedAt: null }
const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
const SIGNING_TIME = '1.2.840.113549.1.9.5'

const ownBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

function nameOf({ typesAndValues }: pkijs.RelativeDistinguishedNames): string {
  const part = (oid: string): string | null => (typesAndValues.find(({ type }) => type === oid)?.value.valueBlock as { value?: string } | undefined)?.value ?? null
  return [part(COMMON_NAME), part(ORGANISATION)].filter(Boolean).join(', ') || '?'
}

function signingTime({ signedAttrs }: pkijs.SignerInfo): string | null {
  const value = signedAttrs?.attributes.find(({ type }) => type === SIGNING_TIME)?.values[0] as { toDate?: () => Date } | undefined
  return value?.toDate?.().toISOString() ?? null
}

/** The container without the zeros it is padded with. */
function parse(container: Uint8Array): pkijs.SignedData | null {
  try {
    const { result, offset } = asn1js.fromBER(ownBuffer(container))
    if (offset === -1) return null
    const content = new pkijs.ContentInfo({ schema: result })
    return new pkijs.SignedData({ schema: content.content })
  } catch {
    return null
  }
}

function signerCertificate(signed: pkijs.SignedData): pkijs.Certificate | undefined {
  const sid: unknown = signed.signerInfos[0]?.sid
  const all = (signed.certificates ?? []).filter(each => each instanceof pkijs.Certificate)
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return all[0]
  return all.find(each => each.issuer.isEqual(sid.issuer) && each.serialNumber.isEqual(sid.serialNumber))
}

async function isIntact(signed: pkijs.SignedData, covered: Uint8Array): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, data: ownBuffer(covered), checkChain: false })
  } catch {
    return false
  }
}

/** A root as given in PEM; null for what is no certificate. */
export function certificateOf(pem: string): pkijs.Certificate | null {
  try {
    return pkijs.Certificate.fromBER(Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----|\s+/g, ''), 'base64')).buffer)
  } catch {
    return null
  }
}

/** Follows the chain to a root; times are judged at the signing time, or now without one. Revocation is not asked about. */
async function chainOf(signed: pkijs.SignedData, signer: pkijs.Certificate, roots: readonly string[], at: Date): Promise<SignatureFindings['chain']> {
  if (at < signer.notBefore.value || at > signer.notAfter.value) return 'invalid'
  const trustedCerts = roots.flatMap(pem => certificateOf(pem) ?? [])
  if (trustedCerts.length === 0) return 'unknown'
  const others = (signed.certificates ?? []).filter(each => each instanceof pkijs.Certificate).filter(each => each !== signer)
  try {
    const engine = new pkijs.CertificateChainValidationEngine({ trustedCerts, certs: [...others, signer], checkDate: at })
    const { result, resultCode } = await engine.verify()
    if (result) return 'trusted'
    return resultCode === 8 ? 'invalid' : 'unknown'
  } catch {
    return 'unknown'
  }
}

/**
 * Checks the last signature of a PDF (PKCS#7/CAdES in its byte range): the covered bytes are as signed, the range covers the
 * whole file, and the certificate leads to one of the roots. Total: says what it could not find out.
 */
export async function checkSignature(bytes: Buffer, roots: readonly string[], now: Date): Promise<SignatureFindings> {
  const range = lastSignature(bytes)
  if (!range) return NONE
  const coverage = range.wholeFile ? 'whole' : 'part'
  const signed = range.sound ? parse(range.container) : null
  const certificate = signed && signerCertificate(signed)
  if (!signed || !certificate) return { ...NONE, coverage, integrity: 'unreadable' }
  const signedAt = signingTime(signed.signerInfos[0]!)
  return {
    integrity: await isIntact(signed, range.covered) ? 'intact' : 'altered', coverage,
    chain: await chainOf(signed, certificate, roots, signedAt ? new Date(signedAt) : now), signer: nameOf(certificate.subject), certificateIssuer: nameOf(certificate.issuer), signedAt,
  }
}
