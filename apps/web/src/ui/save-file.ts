/** Hands bytes to the browser to keep under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** The same for a text, CSV unless said. */
export function saveText(name: string, text: string, type = 'text/csv'): void {
  saveBlob(new Blob([text], { type }), name)
}
