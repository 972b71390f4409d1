import { getDocumentProxy } from 'unpdf'

/** Node 20 has no ArrayBuffer.transferToFixedLength, which the PDF reader asks for when it decodes pictures and fonts. */
function copied(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
  const copy = new ArrayBuffer(length)
  new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)))
  return copy
}

for (const name of ['transfer', 'transferToFixedLength']) {
  if (!(name in ArrayBuffer.prototype)) Object.defineProperty(ArrayBuffer.prototype, name, { value: copied, writable: true, configurable: true })
}

/** Opens a PDF from its bytes; throws PasswordException (by name) when it is locked. */
export const openPdf: typeof getDocumentProxy = (bytes, options) => getDocumentProxy(bytes, { verbosity: 0, ...options })
