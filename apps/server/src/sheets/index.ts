export { CSV, endings, fileOf, readTable, sendFile, XLSX, type Cell, type Sheet, type Table, type TableFile } from './sheet.ts'
