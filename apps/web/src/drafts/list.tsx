import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { WRITTEN_TYPES, type WrittenType } from '@phaodai/directives/write/types.ts'
import type { Draft } from '@phaodai/office'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listDrafts } from './api.ts'
import './drafts.css'
import { NewDraft } from './new-draft.tsx'

const boxes = ['open', 'mine', 'asked', 'done'] as const

/** Soạn thảo: what is being written here, what others ask about, what has gone out. */
export function DraftListPage() {
  useTitle('drafts.title')
  const { may } = useMe()
  const [params] = useSearchParams()
  const box = boxes.find((each) => each === params.get('box')) ?? 'open'
  const source = params.get('tu-van-ban')
  const [begin, setBegin] = useState(source !== null || params.get('moi') === '1')
  const drafts = useQuery({ queryKey: ['drafts', 'list', box], queryFn: () => listDrafts(box) })
  return (
    <>
      <div className="page-head">
        <h1>{t('drafts.title')}</h1>
        {may('draft.write') && <div className="page-tools"><Button type="primary" icon={<EditOutlined />} onClick={() => setBegin(true)}>{t('drafts.new')}</Button></div>}
      </div>
      <nav className="views" aria-label={t('drafts.boxes')}>{boxes.map((each) => <Link key={each} to={`/soan-thao?box=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`draftBox.${each}`)}</Link>)}</nav>
      <Answer of={drafts}>{({ rows }) => (rows.length === 0 ? <Nothing title="drafts.none" /> : <DraftTable rows={rows} />)}</Answer>
      {begin && may('draft.write') && <NewDraft source={source} close={() => setBegin(false)} />}
    </>
  )
}

function DraftTable({ rows }: { rows: readonly Draft[] }) {
  return (
    <Table caption={t('drafts.title')} heads={['drafts.abstract', 'drafts.docType', 'drafts.state', 'drafts.author', 'drafts.changed']}>
      {rows.map((draft) => (
        <tr key={draft.id} data-row={draft.id}>
          <td className="cell-what"><Link className="task-link" to={`/soan-thao/${draft.id}`}>{draft.abstract || t('drafts.noAbstract')}</Link>
            <span className="source-line">{[draft.number, draft.sourceNumber && t('drafts.fromSource', { number: draft.sourceNumber }), draft.owner.name].filter(Boolean).join(' · ')}</span></td>
          <td data-label={t('drafts.docType')}>{WRITTEN_TYPES[draft.docType as WrittenType].name}</td>
          <td data-label={t('drafts.state')}>{draft.state === 'drafting' ? t('drafts.roundState', { n: draft.round }) : t(`draftState.${draft.state}`)}{draft.waitsFor !== null && <span className="source-line">{draft.waitsFor}</span>}</td>
          <td data-label={t('drafts.author')}>{draft.author}</td>
          <td data-label={t('drafts.changed')}><InstantText at={draft.updatedAt} /></td>
        </tr>
      ))}
    </Table>
  )
}
