import { useQuery } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { searchBodies } from '../api/bodies.ts'
import { listDirectives, listTasks } from '../api/office.ts'
import { t, type Key } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'

type Hit = { key: string; kind: Key; words: string; to: string }

async function find(q: string): Promise<Hit[]> {
  const [tasks, directives, bodies] = await Promise.all([
    listTasks({ q }, undefined, 6).catch(() => null), listDirectives({ q }).catch(() => null), searchBodies(q, { limit: 6 }).catch(() => null),
  ])
  return [
    ...(bodies?.rows ?? []).slice(0, 4).map((row): Hit => ({ key: String(row.id), kind: 'search.body', words: row.name, to: `/to-chuc/${row.id}` })),
    ...(directives?.rows ?? []).slice(0, 3).map((row): Hit => ({ key: row.id, kind: 'search.directive', words: [row.number, row.abstract].filter(Boolean).join(' · '), to: row.state === 'draft' ? `/van-ban/${row.id}/ra-soat` : `/van-ban/${row.id}` })),
    ...(tasks?.rows ?? []).map((row): Hit => ({ key: row.id, kind: 'search.task', words: `${row.body.name} · ${row.text}`, to: `/nhiem-vu/${row.id}` })),
  ]
}

/** Ctrl K: documents, tasks and bodies in one list; arrows choose, Enter opens. */
export function SearchEverything({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('search.title')} width={640} destroyOnHidden className="search-box" style={{ top: 60 }}>
      <SearchList onClose={onClose} />
    </Modal>
  )
}

function SearchList({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['search', asked], queryFn: () => find(asked), enabled: asked.length > 1 })
  const navigate = useNavigate()
  const hits = asked.length > 1 ? (found.data ?? []) : []
  const open = (hit: Hit | undefined) => {
    if (hit === undefined) return
    onClose()
    void navigate(hit.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) event.preventDefault()
    if (step !== 0 && hits.length > 0) setChosen((chosen + step + hits.length) % hits.length)
    if (event.key === 'Enter') open(hits[chosen])
  }
  return (
    <>
      <Input autoFocus size="large" value={words} placeholder={t('search.hint')} aria-label={t('search.title')} onKeyDown={onKeyDown}
        role="combobox" aria-expanded={hits.length > 0} aria-controls="search-hits" aria-activedescendant={hits[chosen] ? `hit-${chosen}` : undefined}
        onChange={(event) => { setWords(event.target.value); setChosen(0) }} />
      <ul className="hits" id="search-hits" role="listbox" aria-label={t('search.results')}>
        {hits.map((hit, index) => (
          <li key={hit.key} id={`hit-${index}`} role="option" aria-selected={index === chosen} className="hit" onClick={() => open(hit)} onMouseEnter={() => setChosen(index)}>
            <span className="hit-kind">{t(hit.kind)}</span><span className="hit-words">{hit.words}</span>
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">{found.isFetching ? t('state.loading') : asked.length > 1 && hits.length === 0 ? t('search.none') : t('search.keys')}</p>
    </>
  )
}
