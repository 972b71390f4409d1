import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import type { CalendarFeed, CalendarFeedMade, CalendarFeeds } from '@phaodai/office'
import { messageOf, newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { listFeeds, makeFeed, revokeFeed } from './api.ts'

const KEY = ['calendar', 'feeds']

/** Secret addresses under which other programs read this calendar: made, seen once, revoked. */
export function FeedsDialog({ onClose }: { onClose: () => void }) {
  const found = useQuery({ queryKey: KEY, queryFn: listFeeds })
  return (
    <Modal open title={t('feed.title')} footer={null} onCancel={onClose} width={620} className="feeds">
      <p>{t('feed.help')}</p>
      <Answer of={found}>{(data) => <Feeds data={data} />}</Answer>
    </Modal>
  )
}

function Feeds({ data }: { data: CalendarFeeds }) {
  return (
    <>
      <p className="quiet">{t(data.titles ? 'feed.titles' : 'feed.counts')}</p>
      <MakeFeed />
      {data.feeds.length === 0 ? <p className="quiet">{t('feed.none')}</p> : <ul className="rows">{data.feeds.map((feed) => <FeedRow key={feed.id} feed={feed} />)}</ul>}
    </>
  )
}

function MakeFeed() {
  const [label, setLabel] = useState('')
  const [id, renew] = useState(newId)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const made = useMutation<CalendarFeedMade>({
    mutationFn: () => makeFeed(id, label.trim() || t('feed.labelHint')),
    onSuccess: ({ titles, feeds }) => { queries.setQueryData(KEY, { titles, feeds }); renew(newId()); setLabel('') },
    onError: (error) => void message.error(messageOf(error)),
  })
  return (
    <>
      <form className="feed-form" onSubmit={(event) => { event.preventDefault(); made.mutate() }}>
        <label htmlFor="feed-label">{t('feed.label')}</label>
        <Input id="feed-label" value={label} maxLength={80} placeholder={t('feed.labelHint')} onChange={(event) => setLabel(event.target.value)} />
        <Button type="primary" htmlType="submit" loading={made.isPending}>{t('feed.make')}</Button>
      </form>
      {made.data?.address != null && <Address address={made.data.address} />}
    </>
  )
}

function Address({ address }: { address: string }) {
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard.writeText(address).then(() => message.success(t('feed.copied')), () => undefined)
  return (
    <div className="feed-address" role="status">
      <p><b>{t('feed.once')}</b></p>
      <div className="feed-form"><Input readOnly value={address} aria-label={t('feed.title')} onFocus={(event) => event.target.select()} /><Button onClick={copy}>{t('feed.copy')}</Button></div>
    </div>
  )
}

function FeedRow({ feed }: { feed: CalendarFeed }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const revoked = useMutation({
    mutationFn: () => revokeFeed(feed.id), onSuccess: (next) => queries.setQueryData(KEY, next), onError: (error) => void message.error(messageOf(error)),
  })
  return (
    <li className={`row-item feed-row${feed.revokedAt === null ? '' : ' settled'}`}>
      <div><b>{feed.label}</b> <span className="quiet">{feed.title}, {feed.body}</span>
        <p className="quiet">{t('feed.created')} <InstantText at={feed.createdAt} /> · {feed.fetchedAt === null ? t('feed.never') : <>{t('feed.fetched')} <InstantText at={feed.fetchedAt} /></>}{feed.revokedAt !== null && <> · {t('feed.revoked')} <InstantText at={feed.revokedAt} /></>}</p>
      </div>
      {feed.revokedAt === null && <Popconfirm title={t('feed.revokeAsk')} okText={t('feed.revoke')} onConfirm={() => revoked.mutate()}><Button size="small" danger loading={revoked.isPending}>{t('feed.revoke')}</Button></Popconfirm>}
    </li>
  )
}
