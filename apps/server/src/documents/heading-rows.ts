import type { TableColumn } from '@phaodai/directives'

/** A cell of the heading rows; null where another cell spans over it. */
export interface HeadingCell { text: string; columnSpan: number; rowSpan: number }

/** One heading row, or two when neighbouring columns are joined under a group. */
export function headingRows(columns: readonly TableColumn[]): (HeadingCell | null)[][] {
  if (columns.every(column => !column.group)) return [columns.map(({ heading }) => ({ text: heading, columnSpan: 1, rowSpan: 1 }))]
  const upper = columns.map((column, at) => {
    if (!column.group) return { text: column.heading, columnSpan: 1, rowSpan: 2 }
    if (columns[at - 1]?.group === column.group) return null
    const end = columns.findIndex((other, index) => index > at && other.group !== column.group)
    return { text: column.group, columnSpan: (end < 0 ? columns.length : end) - at, rowSpan: 1 }
  })
  return [upper, columns.map(column => column.group ? { text: column.heading, columnSpan: 1, rowSpan: 1 } : null)]
}
