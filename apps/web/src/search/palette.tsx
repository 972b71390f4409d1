import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { SearchGroup, SearchHit } from '@phaodai/office'
import { foundStretch } from '@phaodai/vocabulary'
import { Button, Input, Modal, type InputRef } from 'antd'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { bringIntoView } from '../ui/into-view.ts'
import { useSettled } from '../ui/settled.ts'
import { findEverything, searchAt } from './api.ts'
import { Marked } from './marked.tsx'
import { placesFor } from './places.ts'
import { recentThings } from './recent.ts'
import './search.css'

/** One line of the palette; the first of a group carries its name. */
type Line = { key: string; group: string; to: string; content: ReactNode }

/**
 * Ctrl K or "/": goes to pages, begins actions, opens what was open lately, finds. Arrows choose, Enter opens. The dialog's own
 * cross stands before the field and would hold the keys until it is drawn, and a space would close it: ours stands behind.
 */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('search.title')} width={680} destroyOnHidden closable={false} className="search-box" style={{ top: 48 }}>
      <PaletteList onClose={onClose} />
    </Modal>
  )
}

/** Letters of two lines: what was asked for must stand in them. */
const roomFor = (): number => (window.innerWidth < 640 ? 68 : 140)

function lineOf(hit: SearchHit, typed: string): Line {
  const source = [hit.title, hit.body?.name].filter(Boolean).join(' · ')
  return { key: `${hit.kind}-${hit.id}`, group: word(`search.kind.${hit.kind}`), to: hit.path, content: <><span className="hit-said clamp-2"><Marked hit={foundStretch(hit.words, typed, roomFor())} /></span>{source !== '' && <span className="hit-source">{source}</span>}</> }
}

function plain(group: string, places: { to: string; words: string }[]): Line[] {
  return places.map(({ to, words }) => ({ key: `${group}-${to}`, group, to, content: words }))
}

/** What stands in the palette: without words where one may go and was lately, with words what they find. */
function linesOf(typed: string, groups: readonly SearchGroup[], places: { to: string; words: string }[], recent: { to: string; words: string }[]): Line[] {
  if (typed === '') return [...plain(t('search.recent'), recent), ...plain(t('search.go'), places)]
  const found = groups.flatMap(({ hits }) => hits.map((hit) => lineOf(hit, typed)))
  const more = found.length === 0 ? [] : plain(t('search.whole'), [{ to: searchAt({ q: typed }), words: t('search.showAll', { q: typed }) }])
  return [...plain(t('search.go'), places.slice(0, 5)), ...found, ...more]
}

function useLines(typed: string): { lines: Line[]; fetching: boolean; failed: boolean } {
  const { may, post } = useMe()
  const asked = useSettled(typed, 160)
  const found = useQuery({
    queryKey: ['search', 'palette', asked], queryFn: ({ signal }) => findEverything({ q: asked }, { limit: 4 }, signal), enabled: asked.length > 1 && may('search.read'), placeholderData: (before) => before, staleTime: 10_000,
  })
  const groups = typed.length > 1 ? (found.data?.groups ?? []) : []
  return { lines: linesOf(typed, groups, placesFor(typed, may), recentThings(post?.id ?? '')), fetching: found.isFetching || asked !== typed, failed: found.isError && typed.length > 1 }
}

/** Letters typed before the dialog has given its field the focus go into the field all the same: who types at once loses none. */
function useLettersFor(field: RefObject<InputRef | null>): void {
  useLayoutEffect(() => {
    const lead = (event: globalThis.KeyboardEvent): void => {
      const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isLetter && document.activeElement !== field.current?.input) field.current?.focus()
    }
    document.addEventListener('keydown', lead, true)
    return () => document.removeEventListener('keydown', lead, true)
  }, [field])
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const field = useRef<InputRef>(null)
  useLettersFor(field)
  const navigate = useNavigate()
  const typed = words.trim()
  const { lines, fetching, failed } = useLines(typed)
  const now = Math.min(chosen, lines.length - 1)
  useEffect(() => bringIntoView(list.current?.querySelector('[aria-selected="true"]')), [now, lines.length])
  const go = (to: string | undefined) => {
    if (to === undefined) return
    onClose()
    void navigate(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined && lines.length > 0) setChosen(Math.abs(step) === 1 ? (now + step + lines.length) % lines.length : Math.min(Math.max(now + step, 0), lines.length - 1))
    if (step !== undefined) event.preventDefault()
    if (event.key === 'Enter') go(lines[now]?.to ?? (typed === '' ? undefined : searchAt({ q: typed })))
  }
  const said = failed ? t('search.failed') : fetching && typed.length > 1 ? t('state.loading') : lines.length === 0 ? t('search.none') : t('search.keys')
  return (
    <>
      <div className="palette-line">
        <Input ref={field} autoFocus size="large" value={words} placeholder={t('search.hint')} aria-label={t('search.title')} onKeyDown={onKeyDown} maxLength={200}
          role="combobox" aria-expanded={lines.length > 0} aria-controls="search-hits" aria-autocomplete="list" aria-activedescendant={now >= 0 ? `hit-${now}` : undefined}
          onChange={(event) => { setWords(event.target.value); setChosen(0) }} />
        <Button type="text" size="large" icon={<CloseOutlined />} aria-label={t('search.close')} onClick={onClose} />
      </div>
      <ul ref={list} className="hits palette-hits" id="search-hits" role="listbox" aria-label={t('search.results')}>
        {lines.map((line, n) => (
          <li key={line.key} id={`hit-${n}`} role="option" aria-selected={n === now} className={line.group === lines[n - 1]?.group ? 'hit' : 'hit hit-first'} onClick={() => go(line.to)} onMouseMove={() => setChosen(n)}>
            <span className="hit-kind">{line.group}</span><span className="hit-content">{line.content}</span>
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">{said}</p>
    </>
  )
}
