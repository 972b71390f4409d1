import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { DirectiveTree } from '@phaodai/office'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getTree } from './api.ts'
import { DocumentLink } from './document.tsx'
import { branchesOf, placesOf, type Branch, type Placed } from './tree-shape.ts'

/** Cây văn bản: from the central level down to the commune, as a list that folds or as a picture. */
export function TreePage() {
  const { id = '' } = useParams()
  const [view, setView] = useState<'list' | 'picture'>('list')
  const tree = useQuery({ queryKey: ['directives', 'tree', id], queryFn: () => getTree(id) })
  useTitle('tree.title')
  return (
    <>
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-ban">{t('rail.directives')}</Link><Link to={`/van-ban/${id}`}>{t('tree.here')}</Link></nav>
      <div className="page-head">
        <h1>{t('tree.title')}</h1>
        <div className="page-tools no-print">
          <Segmented className="tree-choice" aria-label={t('tree.view')} value={view} onChange={setView} options={[{ value: 'list', label: t('tree.list') }, { value: 'picture', label: t('tree.picture') }]} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('tree.print')}</Button>
        </div>
      </div>
      <Answer of={tree}>{(data) => (
        <>
          {data.truncated && <p className="quiet">{t('tree.truncated')}</p>}
          {view === 'picture' ? <div className="tree-picture"><Picture tree={data} /></div> : null}
          <ul className={view === 'picture' ? 'tree-list tree-beside' : 'tree-list'}>{branchesOf(data).map((branch) => <BranchRow key={branch.path} branch={branch} rootId={data.rootId} />)}</ul>
        </>
      )}</Answer>
    </>
  )
}

function BranchRow({ branch, rootId }: { branch: Branch; rootId: string }) {
  const [open, setOpen] = useState(true)
  const { node, relation, again, branches } = branch
  return (
    <li>
      <div className={node.key === rootId ? 'tree-row here' : 'tree-row'}>
        {branches.length > 0 ? <button type="button" className="tree-fold" aria-expanded={open} onClick={() => setOpen(!open)}><span aria-hidden="true">{open ? '▾' : '▸'}</span><span className="unseen">{open ? t('tree.fold') : t('tree.unfold')} {node.document?.number ?? node.cited}</span></button> : <span className="tree-fold" aria-hidden="true">·</span>}
        <span>
          {node.level !== null && <span className="tree-level">{t(`tree.level.${node.level}`)}</span>}{' '}
          {relation !== null && <span className="relation">{t(`relation.${relation}`)}:</span>}{' '}
          {node.document ? <DocumentLink document={node.document} subject={!again} /> : <span>{node.cited} <span className="quiet">({t('reference.notHeld')})</span></span>}
          {again && <span className="quiet"> ({t('tree.again')})</span>}
          {node.key === rootId && <span className="unseen"> ({t('tree.here')})</span>}
        </span>
      </div>
      {open && branches.length > 0 && <ul className="tree-list">{branches.map((each) => <BranchRow key={each.path} branch={each} rootId={rootId} />)}</ul>}
    </li>
  )
}

const BOX = { width: 210, height: 46, gapX: 60, gapY: 14 }
const xOf = ({ column }: Placed): number => column * (BOX.width + BOX.gapX) + 4
const yOf = ({ row }: Placed): number => row * (BOX.height + BOX.gapY) + 4

function nameOf({ node }: Placed): string {
  return node.document ? `${word(`docType.${node.document.docType}`)} ${node.document.number ?? ''}` : node.cited ?? ''
}

const cut = (words: string): string => (words.length > 26 ? `${words.slice(0, 25)}…` : words)

function Picture({ tree }: { tree: DirectiveTree }) {
  const places = placesOf(tree)
  const at = new Map(places.map((place) => [place.node.key, place]))
  const width = Math.max(...places.map(xOf)) + BOX.width + 8
  const height = Math.max(...places.map(yOf)) + BOX.height + 8
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={t('tree.pictureLabel', { count: places.length })}>
      {tree.edges.map(({ from, to, relation }) => {
        const [a, b] = [at.get(to)!, at.get(from)!]
        return <path key={`${from} ${to}`} className={`tree-edge ${relation}`} d={`M${xOf(a) + BOX.width},${yOf(a) + BOX.height / 2} C${xOf(a) + BOX.width + 30},${yOf(a) + BOX.height / 2} ${xOf(b) - 30},${yOf(b) + BOX.height / 2} ${xOf(b)},${yOf(b) + BOX.height / 2}`} />
      })}
      {places.map((place) => (
        <g key={place.node.key} transform={`translate(${xOf(place)},${yOf(place)})`} className={place.node.key === tree.rootId ? 'tree-box here' : 'tree-box'}>
          <rect width={BOX.width} height={BOX.height} rx="4" />
          <text x="8" y="19">{cut(nameOf(place))}</text>
          <text x="8" y="36" className="small">{cut(place.node.document?.issuer ?? t('reference.notHeld'))}</text>
        </g>
      ))}
    </svg>
  )
}
