export { registerFileRoutes, FileView } from './routes.ts'
export { findFile, loadFilesOf, type FileRow } from './load.ts'
export { attachFiles, insertFile, type NewFile } from './save.ts'
export { sniff, sniffFile, type MediaType } from './sniff.ts'
