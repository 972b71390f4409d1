import type { CaseAsk, LineListAnswer, ListedLine } from '@phaodai/office'
import { send, withQuery } from '../api/client.ts'

export type LineListQuestion = { headers: string[]; rows: ListedLine[]; mapping: Record<string, string> | null; constants: Record<string, string>; dry: boolean }

/** Sends some lines; a dry run tries them and takes nothing. */
export const sendLines = (asked: LineListQuestion) => send<LineListAnswer>('POST', '/api/line-lists', asked)

/** Address of the line list of what the case list shows. */
export const lineListAddress = (ending: 'csv' | 'xlsx', query: Partial<Record<keyof CaseAsk, string>>) => withQuery(`/api/line-lists/export.${ending}`, query)
