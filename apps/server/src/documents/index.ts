export { MEDIA, renderDocx, renderPdf, renderSheet, renderSlips, renderTablePaper, type PaperFormat } from './render.ts'
export { issuerHeaderFor, type IssuerHeader } from './issuer-header.ts'
