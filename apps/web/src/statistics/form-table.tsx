import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { useState } from 'react'
import { Link } from 'react-router'
import { collate } from '@phaodai/vocabulary'
import { onTimeRate, tasksCounted, tasksOfGroup, type StandingCounts, type Statistics, type StatisticsGroup, type StatisticsQuery, type StatisticsRunDetail, type TaskQuery } from '@phaodai/office'
import { formatNumber, hasWord, t, word } from '../text/t.ts'
import { mainColumns, rateWords, sideColumns, type NumberColumn } from './columns.ts'
import { addressOf } from './query.ts'

type Sort = { by: string; up: boolean }
type Filter = Partial<TaskQuery>
const all = [...mainColumns, ...sideColumns]

/** A group as it is called: a body, a document, a field of work, or what has none. */
export function groupName({ key, name }: Pick<StatisticsGroup, 'key' | 'name'>, by: StatisticsQuery['by']): string {
  if (key === null) return t(`statistics.without.${by}`)
  return name ?? (hasWord(`topic.${key}`) ? word(`topic.${key}`) : key)
}

function inOrder(groups: StatisticsGroup[], { by, up }: Sort, grouping: StatisticsQuery['by']): StatisticsGroup[] {
  const column = all.find(({ key }) => key === by)
  const compare = (a: StatisticsGroup, b: StatisticsGroup): number => {
    if (by === 'name') return collate(groupName(a, grouping), groupName(b, grouping))
    return column ? column.of(a.counts) - column.of(b.counts) : (onTimeRate(a.counts) ?? -1) - (onTimeRate(b.counts) ?? -1)
  }
  return groups.toSorted((a, b) => (up ? compare(a, b) : compare(b, a)))
}

type Visible = StatisticsRunDetail['visible']

/**
 * The form: a row a group, every number a link to its tasks, the sum in the first row. `visible`: what of another body's
 * figures one may open oneself; where that is another number, it stands below.
 */
export function FormTable({ found, query, visible = null }: { found: Statistics; query: StatisticsQuery; visible?: Visible }) {
  const [sort, setSort] = useState<Sort>({ by: 'total', up: false })
  const counted = tasksCounted(query, found.body.id)
  const head = { sort, choose: (by: string) => setSort((before) => ({ by, up: before.by === by ? !before.up : by === 'name' })) }
  return (
    <div className="form-scroll" role="region" aria-label={t('statistics.title')}>
      <table className="form-table figures">
        <caption className="unseen">{t('statistics.title')}</caption>
        <Heads by={query.by} {...head} />
        <tbody>
          <Row name={t('statistics.sum')} counts={found.total} filter={counted} seen={visible?.total} sum />
          {inOrder(found.groups, sort, query.by).map((group) => <Row key={group.key} name={groupName(group, query.by)} counts={group.counts} filter={tasksOfGroup(counted, query.by, group.key)} seen={visible?.groups.find(({ key }) => key === group.key)?.counts} />)}
        </tbody>
      </table>
    </div>
  )
}

type HeadProps = { sort: Sort; choose: (by: string) => void }

function Heads({ by, ...rest }: HeadProps & { by: StatisticsQuery['by'] }) {
  const groupStarts = (column: NumberColumn, at: number) => column.group !== undefined && all[at - 1]?.group !== column.group
  const upper = (columns: readonly NumberColumn[]) => columns.map((column) => {
    if (column.group === undefined) return <Head key={column.key} by={column.key} words={t(column.heading)} rows={2} {...rest} />
    if (!groupStarts(column, all.indexOf(column))) return null
    return <th key={column.group} scope="colgroup" colSpan={all.filter(({ group }) => group === column.group).length}>{t(column.group)}</th>
  })
  return (
    <thead>
      <tr><Head by="name" words={t(`statistics.by.${by}`)} rows={2} {...rest} />{upper(mainColumns)}<Head by="rate" words={t('statistics.rate')} rows={2} {...rest} />{upper(sideColumns)}</tr>
      <tr>{all.filter(({ group }) => group !== undefined).map(({ key, heading }) => <Head key={key} by={key} words={t(heading)} rows={1} {...rest} />)}</tr>
    </thead>
  )
}

function Head({ by, words, rows, sort, choose }: HeadProps & { by: string; words: string; rows: number }) {
  const chosen = sort.by === by
  return (
    <th scope="col" rowSpan={rows} aria-sort={chosen ? (sort.up ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => choose(by)}>{words}{chosen && <span aria-hidden="true"> {sort.up ? <CaretUpFilled /> : <CaretDownFilled />}</span>}</button>
    </th>
  )
}

type RowProps = { name: string; counts: StandingCounts; filter: Filter; seen: StandingCounts | undefined; sum?: boolean }

function Row({ name, counts, filter, seen, sum = false }: RowProps) {
  const cell = (column: NumberColumn) => <td key={column.key}><Figure column={column} name={name} count={column.of(counts)} seen={seen && column.of(seen)} filter={filter} /></td>
  return (
    <tr className={sum ? 'sum' : ''}>
      <th scope="row">{name}</th>
      {mainColumns.map(cell)}<td className="rate">{rateWords(counts)}</td>{sideColumns.map(cell)}
    </tr>
  )
}

type FigureProps = { column: NumberColumn; name: string; count: number; seen: number | undefined; filter: Filter }

/** A number that opens to its tasks; a zero has none, and of another body's number only what one may see opens. */
function Figure({ column, name, count, seen = count, filter }: FigureProps) {
  if (count === 0) return <span className="quiet">0</span>
  const heading = [column.group && t(column.group), t(column.heading)].filter(Boolean).join(', ')
  const number = formatNumber(count)
  const label = seen === count ? t('statistics.opens', { name, column: heading, count }) : t('statistics.opensSeen', { name, column: heading, count, seen })
  return (
    <>
      {seen === 0 ? number : <Link to={addressOf(filter, column.opens)} className={column.late === true ? 'late-link' : ''} data-column={column.key} data-seen={seen} aria-label={label}>{number}</Link>}
      {seen !== count && <span className="figure-seen">{t('statistics.seen', { n: seen })}</span>}
    </>
  )
}
