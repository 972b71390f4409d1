export { citationOf } from './concretise.ts'
export { registerDraftRoutes } from './routes.ts'
export { blankDraft, startWith } from './start.ts'
export { groupsBelow } from './heading.ts'
