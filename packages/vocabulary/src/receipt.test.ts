import fc from 'fast-check'
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { hiddenIdentity, receiptName, receiptText, verifyReceipt, writeReceipt, type Receipt, type ReceiptGround, type ReceiptKey } from './receipt.ts'

/** RFC 8032, section 7.1, test 1: the seed, its public key, and the signature of nothing. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const OF_NOTHING = 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
const privateKey = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(SEED, 'hex')]), format: 'der', type: 'pkcs8' })
const publicOf = (raw: Uint8Array) => createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' })
const check: ReceiptGround['check'] = async (key, signed, signature) => verify(null, signed, publicOf(key), signature)

const NOW = 1_628_600_000
const key: ReceiptKey = { kid: 'k1-A_', publicKey: Buffer.from(PUBLIC, 'hex').toString('base64url'), signFrom: NOW - 86_400, signUntil: NOW + 86_400, verifyUntil: NOW + 10 * 86_400, revoked: false }
const receipt: Receipt = { kid: key.kid, number: '0123456789AB', issued: NOW - 600, until: NOW + 86_400, identity: '******000001', name: 'NGUYEN VAN MAU', birthYear: '1999', signs: 'sc', from: 'a10110' }
const signed = (of: Receipt, by = privateKey): string => writeReceipt(of, sign(null, Buffer.from(receiptText(of)), by).toString('base64url'))
const verdict = (code: string, more: Partial<ReceiptGround> = {}) => verifyReceipt(code, { now: NOW, keys: [key], check, used: () => false, ...more })
const fault = async (code: string, more: Partial<ReceiptGround> = {}): Promise<string | null> => (await verdict(code, more)).fault

test('the means of verifying is Ed25519 of RFC 8032', async () => {
  expect(sign(null, Buffer.alloc(0), privateKey).toString('hex')).toBe(OF_NOTHING)
  expect(await check(Buffer.from(PUBLIC, 'hex'), new Uint8Array(), Buffer.from(OF_NOTHING, 'hex'))).toBe(true)
})

test('a true receipt is read as it was written', async () => {
  expect(await verdict(signed(receipt))).toEqual({ receipt, fault: null })
})

test('what is forged, expired, too early, replayed or of another key is refused, each with its reason', async () => {
  expect(await fault(signed(receipt, generateKeyPairSync('ed25519').privateKey))).toBe('forged')
  expect(await fault(signed(receipt).replace('|sc|', '|-|'))).toBe('forged')
  expect(await fault(signed({ ...receipt, issued: NOW - 3 * 86_400 }))).toBe('forged') // a day on which the key did not sign
  expect(await fault(signed({ ...receipt, until: NOW - 1 }))).toBe('expired')
  expect(await fault(signed(receipt), { keys: [{ ...key, verifyUntil: NOW - 1 }] })).toBe('expired')
  expect(await fault(signed({ ...receipt, issued: NOW + 3600 }))).toBe('not-yet')
  expect(await fault(signed(receipt), { used: (number) => number === receipt.number })).toBe('replayed')
  expect(await fault(signed({ ...receipt, kid: 'other' }))).toBe('unknown-key')
  expect(await fault(signed(receipt), { keys: [{ ...key, revoked: true }] })).toBe('revoked-key')
  for (const code of ['', 'PD1|', '001099000001||Nguyễn Văn Mẫu|01011999|Nam||01012022', `${signed(receipt)}x`]) expect(await fault(code)).toBe('unreadable')
  expect(await fault(signed(receipt), { check: () => Promise.reject(new Error('no such algorithm')) })).toBe('forged')
})

test('no single changed character passes', async () => {
  const code = signed(receipt)
  await fc.assert(fc.asyncProperty(fc.nat(code.length - 1), fc.constantFrom(...'0123456789ABCXYZabcxyz*|-_'), async (at, letter) => {
    const changed = code.slice(0, at) + letter + code.slice(at + 1)
    // the last character of the signature carries two bits that mean nothing
    expect(changed === code || at === code.length - 1 || (await fault(changed)) !== null).toBe(true)
  }), { numRuns: 300 })
})

test('names and numbers are shown as QĐ 1405 has them', () => {
  expect(receiptName('Nguyễn Đức  Ước-Mơ')).toBe('NGUYEN DUC UOC MO')
  expect(hiddenIdentity('001099000001')).toBe('******000001')
  expect(hiddenIdentity(null)).toBe('')
})
