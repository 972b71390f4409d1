export { MEDIA, renderDocx, renderForm, renderPdf, renderSheet, renderSlips, renderTablePaper, type PaperFormat } from './render.ts'
export { issuerHeaderFor, paperHeaderFor, type IssuerHeader } from './issuer-header.ts'
