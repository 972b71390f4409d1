import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Notice, NoticeGroup } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { formatNumber, hasWord, t, word } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { listNotices, readNotice } from './api.ts'
import { ReadAll } from './read-all.tsx'

/** The word of a kind; a kind that this installation added and has no word for yet is "other". */
export function kindWord(kind: string): string {
  return hasWord(`notice.kind.${kind}`) ? word(`notice.kind.${kind}`) : t('notice.kind.other')
}

/** One kind: its newest, and all of it when asked. */
export function NoticeGroupSection({ group, asOf }: { group: NoticeGroup; asOf: string }) {
  const [open, setOpen] = useState(false)
  const { kind, unread, total, rows } = group
  return (
    <section className="notice-group" aria-labelledby={`group-${kind}`}>
      <div className="section-head">
        <h2 id={`group-${kind}`}>{kindWord(kind)} {unread > 0 && <span className="notice-unread figures">{t('notices.unread', { n: unread })}</span>}</h2>
        {unread > 0 && <ReadAll asOf={asOf} kind={kind} words={t('notices.readKind')} />}
      </div>
      {open ? <WholeGroup kind={kind} /> : <Rows rows={rows} />}
      {!open && total > rows.length && <Button type="link" className="flush" onClick={() => setOpen(true)}>{t('notices.openAll', { n: formatNumber(total) })}</Button>}
    </section>
  )
}

function WholeGroup({ kind }: { kind: string }) {
  const pages = useInfiniteQuery({
    queryKey: ['notices', 'kind', kind], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => listNotices(kind, pageParam), getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <>
      <Rows rows={pages.data?.pages.flatMap((page) => page.rows) ?? []} />
      {pages.hasNextPage && <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('list.more')}</Button>}
    </>
  )
}

function Rows({ rows }: { rows: Notice[] }) {
  return <ul className="notice-rows">{rows.map((notice) => <NoticeRow key={notice.id} notice={notice} />)}</ul>
}

function NoticeRow({ notice }: { notice: Notice }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const mark = useMutation({
    mutationFn: () => readNotice(notice.id),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
  const fresh = notice.readAt === null
  return (
    <li className={fresh ? 'notice-row fresh' : 'notice-row'}>
      <span className="notice-dot" aria-hidden="true">{fresh && '●'}</span>
      <div>
        {notice.words === null ? <span className="quiet">{t('notices.outOfSight')}</span>
          : <Link to={notice.path} className="clamp-2" onClick={() => { if (fresh) mark.mutate() }}>{fresh && <span className="unseen">{t('notices.fresh')} </span>}{notice.words}</Link>}
        <p className="notice-foot">{notice.body !== null && <>{notice.body} · </>}{notice.day !== null && <>{t(notice.thing === 'task' ? 'notices.due' : 'notices.day')} <DayText day={notice.day} /> · </>}<InstantText at={notice.at} />{notice.urgent && <strong> {t('notices.urgent')}</strong>}</p>
      </div>
      {fresh && <Button size="small" type="text" loading={mark.isPending} onClick={() => mark.mutate()}>{t('notices.read')}</Button>}
    </li>
  )
}
