export { joinPdfs, MEDIA, renderComposed, renderDocx, renderForm, renderForms, renderLabels, renderPdf, renderPoster, renderSheet, renderSlips, renderTablePaper, renderTogether, renderWristbands, type PaperFormat } from './render.ts'
export { issuerHeaderFor, paperHeaderFor, type IssuerHeader } from './issuer-header.ts'
export type { Label } from './labels.ts'
