export { CSV, csvText, endings, fileOf, readTable, sendFile, XLSX, type Cell, type Sheet, type Table, type TableFile } from './sheet.ts'
export { bodyRows, emptyCell, officialSheet, writeBook, type Column, type OfficialSheet, type SheetRow } from './official-sheet.ts'
