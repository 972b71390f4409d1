import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listChildren, searchBodies, type Body } from '../api/bodies.ts'
import { t, word } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'
import { Answer } from '../ui/states.tsx'

/** Bodies by their parents, opened level by level; a search shows a flat list. */
export function BodyTree({ chosen }: { chosen: number | null }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: ['bodies', 'search', asked], queryFn: () => searchBodies(asked, { limit: 60 }), enabled: asked !== '', placeholderData: (before) => before })
  return (
    <nav className="body-tree" aria-label={t('rail.bodies')}>
      <Input allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('bodies.search')} aria-label={t('bodies.search')} />
      {asked === '' ? <Level parentId={null} chosen={chosen} /> : (
        <Answer of={found}>{({ rows }) => (rows.length === 0 ? <p className="quiet">{t('search.none')}</p> : <ul className="tree">{rows.map((row) => <li key={row.id}><BodyLink body={row} chosen={chosen} /></li>)}</ul>)}</Answer>
      )}
    </nav>
  )
}

function BodyLink({ body, chosen }: { body: Body; chosen: number | null }) {
  return <Link to={`/to-chuc/${body.id}`} aria-current={chosen === body.id ? 'page' : undefined}>{body.name} <span className="quiet">{word(`chain.${body.chain}`)}</span></Link>
}

function Level({ parentId, chosen }: { parentId: number | null; chosen: number | null }) {
  const children = useQuery({ queryKey: ['bodies', 'children', parentId], queryFn: () => listChildren(parentId), staleTime: 300_000 })
  return <Answer of={children}>{({ rows }) => <ul className="tree">{rows.map((row) => <Branch key={row.id} body={row} chosen={chosen} />)}</ul>}</Answer>
}

function Branch({ body, chosen }: { body: Body; chosen: number | null }) {
  const [open, setOpen] = useState(false)
  const leaf = body.childCount === 0
  return (
    <li>
      <span className="branch">
        {leaf ? <span className="twig" /> : <button type="button" className="twig" aria-expanded={open} aria-label={t('bodies.below', { body: body.name })} onClick={() => setOpen(!open)}>{open ? '▾' : '▸'}</button>}
        <BodyLink body={body} chosen={chosen} />
      </span>
      {open && <Level parentId={body.id} chosen={chosen} />}
    </li>
  )
}
