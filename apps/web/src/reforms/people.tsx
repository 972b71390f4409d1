import { Alert, App, Button, Upload } from 'antd'
import { useState } from 'react'
import type { Reform, ReformPost } from '@phaodai/office/reform.ts'
import { download, messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { decidePost, importPosts, postsPath } from './api.ts'
import { HeirSelect } from './heir-select.tsx'

type Props = { reform: Reform; mayPlan: boolean; onChange: () => void }

/** Where each post of an ending body goes: one by one, or from a file that is filled in outside. */
export function People({ reform, mayPlan, onChange }: Props) {
  const { message } = App.useApp()
  const [bad, setBad] = useState<{ row: number; problem: string }[]>([])
  const take = async (file: Blob) => {
    await importPosts(reform.id, file).then((answer) => {
      setBad(answer.bad)
      message.success(t('reform.imported', { n: answer.taken }))
      onChange()
    }, (error: unknown) => message.error(messageOf(error)))
    return false
  }
  const elsewhere = reform.counts.postsElsewhere > 0 && <Alert type="warning" showIcon title={t('reform.postsElsewhere', { n: reform.counts.postsElsewhere })} className="gap-below" />
  if (reform.posts.length === 0) return <>{elsewhere}<Nothing title="reform.noPosts" /></>
  return (
    <>
      {elsewhere}
      <p className="quiet">{t('reform.postsNote')}</p>
      <div className="reform-acts no-print">
        <Button size="small" onClick={() => void download(postsPath(reform.id), `${t('reform.postsFile')}.xlsx`)}>{t('reform.exportPosts')}</Button>
        {mayPlan && <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={take}><Button size="small">{t('reform.importPosts')}</Button></Upload>}
      </div>
      {bad.length > 0 && <ul role="alert" className="reform-bad">{bad.map(({ row, problem }) => <li key={row}>{t('reform.importBad', { row, problem })}</li>)}</ul>}
      <Table caption={t('reform.people')} heads={['reform.person', 'reform.post', 'reform.from', 'reform.to']} acts="reform.decide">
        {reform.posts.map((post) => <PostRow key={`${post.id}/${post.version}`} post={post} reform={reform} mayPlan={mayPlan} onChange={onChange} />)}
      </Table>
    </>
  )
}

function PostRow({ post, reform, mayPlan, onChange }: Props & { post: ReformPost }) {
  const { message } = App.useApp()
  const decide = (fate: 'moves' | 'ends', bodyId: number | null) => void decidePost(reform.id, post.id, { version: post.version, fate, bodyId, title: post.newTitle }).then(onChange, (error: unknown) => message.error(messageOf(error)))
  return (
    <tr>
      <td>{post.personName}</td><td data-label={t('reform.post')}>{post.newTitle ?? post.title}</td><td data-label={t('reform.from')}>{post.from.name}</td>
      <td data-label={t('reform.to')} className="reform-to">
        {mayPlan ? <HeirSelect reformId={reform.id} label={`${t('reform.to')}: ${post.personName}, ${post.title}`} offered={post.offers} value={post.to} onChange={({ id }) => decide('moves', id)} /> : post.to?.name ?? null}
        {post.fate === null && <strong>{t('reform.undecided')}</strong>}{post.fate === 'ends' && <strong>{t('reform.postEnds')}</strong>}
        {post.actsFor && post.actsFor.id !== post.to?.id && <span className="quiet">{t('reform.actsFor', { name: post.actsFor.name })}</span>}
      </td>
      <td>{mayPlan && post.fate !== 'ends' && <Button size="small" onClick={() => decide('ends', null)} aria-label={`${t('reform.postEnds')}: ${post.personName}, ${post.title}`}>{t('reform.postEnds')}</Button>}</td>
    </tr>
  )
}
