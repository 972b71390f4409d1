import { missing, type Way } from './way.ts'

/** How slips of tasks are asked: one task out of sight among them, and no slip is made. */
export const slipWays: Record<string, Way> = {
  'GET /api/tasks/slips.{format}': { places: { format: 'docx or pdf', 'query.ids': missing('task', 'not-found', (id) => ({ url: `/api/tasks/slips.docx?ids=${id}` })) } },
}
