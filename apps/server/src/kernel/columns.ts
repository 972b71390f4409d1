/** The parameters of a statement that writes many rows through `unnest`: each column goes in as an array. */
export function columns<Row>(rows: readonly Row[], ...values: ((row: Row) => unknown)[]): unknown[][] {
  return values.map(value => rows.map(value))
}
