export { renderDocx, renderPdf, renderTablePaper, type PaperFormat } from './render.ts'
export { issuerHeaderFor, type IssuerHeader } from './issuer-header.ts'
