import type { TableColumn, TablePaper, WrittenSignature } from '@phaodai/directives'
import type { OrderLine, OrderListView } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import type { TableFile } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import { MEDIA, paperHeaderFor, renderTablePaper, type PaperFormat } from '../documents/index.ts'
import { capacityOf } from '../drafts/index.ts'
import { timeOfDay } from '../notices/index.ts'
import { kindOfBody, type ListRow } from './load.ts'

const UNTOLD = '…'
type PrintedColumn = TableColumn & { cell: (line: OrderLine, n: number) => string }

const at = (instant: string): string => `${timeOfDay(new Date(instant))} ngày ${formatDay(dayInVietnam(instant))}`
const column = (key: string, width: number, cell: PrintedColumn['cell'], align: 'left' | 'center' = 'center'): PrintedColumn => ({ heading: word(`orders.paper.${key}`), width, align, cell })

function columnsOf({ kind }: OrderListView): PrintedColumn[] {
  const until = kind === 'isolate' ? [column('days', 8, ({ days }) => String(days ?? UNTOLD)), column('until', 13, ({ untilOn }) => (untilOn === null ? UNTOLD : formatDay(untilOn)))] : []
  return [
    column('n', 6, (_, n) => String(n + 1)), column('name', 28, ({ name }) => name ?? UNTOLD, 'left'), column('birthYear', 9, ({ birthYear }) => String(birthYear ?? UNTOLD)), column('address', 38, ({ address }) => address ?? UNTOLD, 'left'),
    column('tier', 7, ({ tier }) => word(`register.isolation_order.code.subject.${tier}`)), column('last', 13, ({ lastContactOn }) => formatDay(lastContactOn)), column('form', 18, ({ form }) => word(`orders.form.${form}`), 'left'), ...until,
  ]
}

/** With what the list goes: the decision when it has a number, else the request; while it is not signed it says so. */
function subtitlesOf(list: OrderListView, sample: boolean): string[] {
  const { requestedAt, requesterTitle, signedAt, decisionNumber, body, caseCode, disease, state } = list
  const decided = decisionNumber !== null && signedAt !== null
  const attached = decided ? filled(word('orders.paper.withDecision'), { number: decisionNumber, day: formatDay(dayInVietnam(signedAt)), body: body.name })
    : requestedAt === null ? null : filled(word('orders.paper.withRequest'), { by: requesterTitle ?? UNTOLD, at: at(requestedAt) })
  const ofCase = caseCode === null ? null : filled(word('orders.paper.ofCase'), { code: caseCode, disease: disease ?? UNTOLD })
  return [attached, ofCase, signedAt === null ? filled(word('orders.paper.unsigned'), { state: word(`orders.state.${state}`) }) : null, sample ? word('export.sample') : null].filter((line) => line !== null)
}

function closingOf({ lines, grounds, confirmedAt, confirmerTitle, confirmEntererTitle, signedAt, signerTitle }: OrderListView): string[] {
  return [
    filled(word('orders.paper.total'), { n: lines.length }),
    grounds === null ? null : filled(word('orders.paper.grounds'), { grounds }),
    confirmedAt === null ? null : filled(word('orders.paper.confirmed'), { at: at(confirmedAt), by: confirmerTitle ?? UNTOLD, enterer: confirmEntererTitle ?? UNTOLD }),
    signedAt === null ? null : filled(word('orders.paper.signed'), { at: at(signedAt), by: signerTitle ?? UNTOLD }),
  ].filter((line) => line !== null)
}

async function signatureOf(tx: Tx, { bodyId, signerTitle, signerName }: ListRow): Promise<WrittenSignature> {
  const kind = await kindOfBody(tx, bodyId)
  return { capacity: signerTitle === null ? [{ mark: 'on-behalf', text: word('orders.paper.committee') }] : capacityOf({ system: 'state', kind }, signerTitle), name: signerName }
}

/** A list as a Word file or PDF under the head of the committee that signs it. */
export async function orderPaper(tx: Tx, row: ListRow, list: OrderListView, format: PaperFormat, sample: boolean, now: string): Promise<TableFile> {
  const day = dayInVietnam(list.signedAt ?? now)
  const columns = columnsOf(list)
  const paper: TablePaper = {
    header: await paperHeaderFor(tx, row.bodyId, day), title: word(`orders.paper.title.${list.kind}`), subtitle: subtitlesOf(list, sample),
    columns: columns.map(({ cell: _, ...each }) => each), rows: list.lines.map((line, n) => ({ cells: columns.map(({ cell }) => cell(line, n)) })),
    closing: closingOf(list), signature: await signatureOf(tx, row), recipients: [], file: null, landscape: true,
  }
  return { name: `${word(`orders.paper.file.${list.kind}`)}-${day}${sample ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes: await renderTablePaper(paper, format) }
}
