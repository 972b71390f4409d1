declare module 'pdfmake' {
  interface Pdf { getBuffer(): Promise<Uint8Array> }
  interface Writer {
    addFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void
    setUrlAccessPolicy(allows: (url: string) => boolean): void
    setLocalAccessPolicy(allows: (path: string) => boolean): void
    createPdf(definition: object): Pdf
  }
  const writer: Writer
  export default writer
}
