export { CSV, readTable, writeCsv, writeXlsx, XLSX, type Cell, type Sheet } from './sheet.ts'
