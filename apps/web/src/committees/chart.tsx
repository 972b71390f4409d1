import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import type { Committee } from '@phaodai/office/committee.ts'
import { t, word } from '../text/t.ts'
import { useKeys } from '../ui/keys.ts'
import { Nothing } from '../ui/states.tsx'
import { groupsOf, layOut, LINE, PAD, TITLE, type Box, type Chart } from './chart-layout.ts'
import { savePng, saveSvg } from './save-picture.ts'

const STEP = 0.2

/** Sơ đồ tổ chức: drawn from the members and units of the day; a list on a phone and for who cannot see it. */
export function OrganisationChart({ committee }: { committee: Committee }) {
  const svg = useRef<SVGSVGElement>(null)
  const [zoom, setZoom] = useState(1)
  const groups = useMemo(() => groupsOf(committee, { role: (role) => word(`memberRole.${role}`), others: t('chart.others') }), [committee])
  const chart = useMemo(() => layOut(groups), [groups])
  const by = (step: number) => setZoom((now) => (step === 0 ? 1 : Math.min(3, Math.max(0.4, now + step))))
  useKeys({ '+': () => by(STEP), '-': () => by(-STEP), '0': () => by(0) })
  if (committee.members.length === 0 && committee.units.length === 0) return <Nothing title="chart.none" />
  const name = `${t('chart.fileName')}-${committee.day}`
  return (
    <section className="committee-part org-chart">
      <div className="section-head"><h2>{t('chart.title')}</h2>
        <span className="page-tools no-print chart-tools">
          <Button size="small" aria-label={t('chart.out')} onClick={() => by(-STEP)}>−</Button><span className="figures" aria-live="polite">{Math.round(zoom * 100)} %</span><Button size="small" aria-label={t('chart.in')} onClick={() => by(STEP)}>+</Button>
          <Button size="small" icon={<DownloadOutlined />} onClick={() => svg.current && void saveSvg(svg.current, `${name}.svg`)}>SVG</Button>
          <Button size="small" icon={<DownloadOutlined />} onClick={() => svg.current && void savePng(svg.current, `${name}.png`)}>PNG</Button>
          <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('duty.print')}</Button>
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="chart-view" tabIndex={0} role="region" aria-label={t('chart.title')}>
        <Drawing chart={chart} zoom={zoom} label={`${t('chart.title')}: ${committee.body.fullName}`} box={svg} />
      </div>
      <div className="chart-list">
        {[groups.top, ...groups.below].map((group) => (
          <section key={group.id}><h3>{group.title}</h3><ul className="plain-list">{group.entries.map(({ post, name: who }, n) => <li key={n}><strong>{who}</strong> <span className="source-line">{post}</span></li>)}</ul></section>
        ))}
      </div>
    </section>
  )
}

function Drawing({ chart, zoom, label, box }: { chart: Chart; zoom: number; label: string; box: React.RefObject<SVGSVGElement | null> }) {
  return (
    <svg ref={box} xmlns="http://www.w3.org/2000/svg" role="img" aria-label={label} viewBox={`0 0 ${chart.width} ${chart.height}`} width={chart.width * zoom} height={chart.height * zoom} fontFamily="'Be Vietnam Pro', 'Noto Sans', Arial, sans-serif" fontSize="12">
      <rect width={chart.width} height={chart.height} fill="#ffffff" />
      {chart.links.map(({ from: [x1, y1], to: [x2, y2] }, n) => <path key={n} d={`M${x1} ${y1}V${y2 - 20}H${x2}V${y2}`} fill="none" stroke="#5d696d" strokeWidth="1.2" />)}
      {chart.boxes.map((each, n) => <BoxDrawing key={each.id} box={each} isTop={n === 0} />)}
    </svg>
  )
}

function BoxDrawing({ box, isTop }: { box: Box; isTop: boolean }) {
  const middle = box.x + box.width / 2
  const head = box.y + PAD + 13
  const first = head + box.title.length * TITLE + 4
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="5" fill={isTop ? '#e7f0f1' : '#ffffff'} stroke="#0f5c63" strokeWidth={isTop ? 1.6 : 1} />
      {box.title.map((text, n) => <text key={n} x={middle} y={head + n * TITLE} textAnchor="middle" fontSize="13" fontWeight="600" fill="#0f5c63">{text}</text>)}
      {box.lines.map(({ text, strong }, n) => <text key={n} x={box.x + PAD} y={first + n * LINE} fontWeight={strong ? 600 : 400} fill={strong ? '#1b2326' : '#4b575b'}>{text}</text>)}
    </g>
  )
}
