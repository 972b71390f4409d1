import { DownOutlined, SaveOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView, SavedViewInput, SavedViewPatch } from '@phaodai/office'
import { App, Button, Dropdown, Input, Popover, Switch, type MenuProps } from 'antd'
import { useEffect, useState } from 'react'
import { get, messageOf, newId, send } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useUndo } from './undo.tsx'

type Query = Record<string, string>
type Props = {
  /** Of which list: tasks, documents, search, register:rumour … */
  place: string
  query: Query
  show: (query: Query) => void
  /** Where this browser kept views before the server did; they are taken over once. */
  formerly?: string
}

function same(a: Query, b: Query): boolean {
  const text = (query: Query) => JSON.stringify(Object.entries(query).filter(([, value]) => value !== '').sort())
  return text(a) === text(b)
}

const keep = (id: string, view: SavedViewInput): Promise<SavedView> => send('PUT', `/api/saved-views/${id}`, view)
const change = (id: string, patch: SavedViewPatch): Promise<SavedView> => send('PATCH', `/api/saved-views/${id}`, patch)

function useSavedViews(place: string, may: boolean) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const key = ['saved-views', place]
  const views = useQuery({ queryKey: key, queryFn: () => get<{ rows: SavedView[] }>('/api/saved-views', { place }), enabled: may, staleTime: 60_000 })
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onError: (error) => message.error(messageOf(error)), onSettled: () => queries.invalidateQueries({ queryKey: key }) })
  return { rows: views.data?.rows ?? [], loaded: views.data !== undefined, act: act.mutateAsync, busy: act.isPending }
}

/** What the browser kept goes to the server, under the ids it is given here, and is then forgotten by the browser. */
function useTakeOver({ place, formerly }: Props, ready: boolean, act: (work: () => Promise<unknown>) => Promise<unknown>): void {
  useEffect(() => {
    const kept = formerly === undefined ? null : localStorage.getItem(formerly)
    if (!ready || kept === null) return
    localStorage.removeItem(formerly!)
    const views = JSON.parse(kept) as { name: string; query: Query }[]
    void act(() => Promise.all(views.map(({ name, query }, n) => keep(newId(), { place, name: name.slice(0, 60), query, position: n + 1, shared: false }))))
      .catch(() => localStorage.setItem(formerly!, kept))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the server has said what it holds
  }, [ready, formerly])
}

/** Saved views as tabs; the filters of now can be kept under a name, for oneself or for the whole body. */
export function SavedViews(props: Props) {
  const { place, query, show } = props
  const { may } = useMe()
  const mayKeep = may('saved_view.keep')
  const { rows, loaded, act, busy } = useSavedViews(place, may('saved_view.read'))
  useTakeOver(props, loaded && mayKeep, act)
  const known = rows.some((view) => same(view.query, query)) || Object.values(query).every((value) => value === '')
  const own = rows.filter((view) => view.own)
  if (!loaded || (rows.length === 0 && known)) return null
  const save = (name: string, shared: boolean) => act(() => keep(newId(), { place, name, query, shared, position: (own.at(-1)?.position ?? 0) + 1 }))
  return (
    <nav className="saved-views no-print" aria-label={t('view.list')}>
      <Button size="small" type="text" aria-pressed={Object.values(query).every((value) => value === '')} onClick={() => show({})}>{t('view.all')}</Button>
      {rows.map((view) => <Tab key={view.id} view={view} own={own} pressed={same(view.query, query)} query={query} show={show} act={act} />)}
      {!known && mayKeep && <Keep save={save} busy={busy} />}
    </nav>
  )
}

function Keep({ save, busy, first = '', label = t('view.save') }: { save: (name: string, shared: boolean) => Promise<unknown>; busy: boolean; first?: string; label?: string }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(first)
  const [shared, setShared] = useState(false)
  const done = async () => {
    if (name.trim() === '') return
    await save(name.trim(), shared)
    setOpen(false)
    setName(first)
  }
  const form = (
    <div className="view-form">
      <Input size="small" autoFocus value={name} maxLength={60} placeholder={t('view.name')} aria-label={t('view.name')} onChange={(event) => setName(event.target.value)} onPressEnter={() => void done()} />
      <span className="view-share"><Switch size="small" checked={shared} onChange={setShared} aria-label={t('view.share')} /> {t('view.share')}</span>
      <Button size="small" type="primary" loading={busy} disabled={name.trim() === ''} onClick={() => void done()}>{t('view.keep')}</Button>
    </div>
  )
  return <Popover trigger="click" open={open} onOpenChange={setOpen} content={form}><Button size="small" icon={<SaveOutlined />}>{label}</Button></Popover>
}

type TabProps = { view: SavedView; own: SavedView[]; pressed: boolean; query: Query; show: (query: Query) => void; act: (work: () => Promise<unknown>) => Promise<unknown> }

function Tab({ view, own, pressed, query, show, act }: TabProps) {
  const undo = useUndo()
  const [renaming, setRenaming] = useState(false)
  const at = own.findIndex(({ id }) => id === view.id)
  const patch = (more: Omit<SavedViewPatch, 'version'>) => act(() => change(view.id, { version: view.version, ...more }))
  const between = (a: SavedView | undefined, b: SavedView | undefined): number => ((a?.position ?? (b?.position ?? 1) - 1) + (b?.position ?? (a?.position ?? 0) + 1)) / 2
  const remove = async () => {
    const removed = await act(() => change(view.id, { version: view.version, removed: true })) as SavedView
    undo(t('view.removed', { name: view.name }), () => change(view.id, { version: removed.version, removed: false }))
  }
  const choices: Record<string, () => unknown> = {
    rename: () => setRenaming(true), share: () => patch({ shared: !view.shared }), filters: () => patch({ query }),
    left: () => patch({ position: between(own[at - 2], own[at - 1]) }), right: () => patch({ position: between(own[at + 1], own[at + 2]) }), remove,
  }
  const items: MenuProps['items'] = [
    { key: 'rename', label: t('view.rename') }, { key: 'filters', label: t('view.filters'), disabled: pressed }, { key: 'share', label: t(view.shared ? 'view.unshare' : 'view.share') },
    { key: 'left', label: t('view.left'), disabled: at <= 0 }, { key: 'right', label: t('view.right'), disabled: at === own.length - 1 }, { key: 'remove', label: t('view.remove'), danger: true },
  ]
  if (renaming) return <Rename view={view} done={() => setRenaming(false)} rename={(name) => patch({ name })} />
  return (
    <span className="view-tab">
      <Button size="small" type="text" aria-pressed={pressed} onClick={() => show(view.query)}>{view.name}{view.shared && <span className="quiet"> · {t('view.sharedMark')}</span>}</Button>
      {view.own && <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void choices[key]?.() }}><Button size="small" type="text" icon={<DownOutlined />} aria-label={t('view.menu', { name: view.name })} /></Dropdown>}
    </span>
  )
}

function Rename({ view, rename, done }: { view: SavedView; rename: (name: string) => Promise<unknown>; done: () => void }) {
  const [name, setName] = useState(view.name)
  const finish = () => {
    if (name.trim() !== '' && name.trim() !== view.name) void rename(name.trim())
    done()
  }
  return <Input size="small" className="view-rename" autoFocus value={name} maxLength={60} aria-label={t('view.name')} onChange={(event) => setName(event.target.value)} onPressEnter={finish} onBlur={finish} onKeyDown={(event) => { if (event.key === 'Escape') done() }} />
}
