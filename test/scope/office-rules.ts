import { page, type Way } from './way.ts'

const OPEN = 'a rule of all, no row of anybody'

/** How the rules of the installation are asked. */
export const officeRuleWays: Record<string, Way> = {
  'GET /api/office-rules': { pages: [page('/api/office-rules')] },
  'PUT /api/office-rules/feed-titles': { open: OPEN },
  'PUT /api/office-rules/factor-roles': { open: OPEN },
}
