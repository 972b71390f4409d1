import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { MapLevel } from '@phaodai/office'
import { getArea, getCells } from '../map/api.ts'
import { t } from '../text/t.ts'
import { PageWaiting } from '../ui/states.tsx'
import type { Ring } from './ring-map.tsx'

const RingMap = lazy(() => import('./ring-map.tsx'))

/** The unit itself and its neighbours: what a zone is drawn on. A village is drawn on its commune. */
export function useGround(areaId: number, day: string) {
  const area = useQuery({ queryKey: ['areas', 'one', areaId, day], queryFn: () => getArea(areaId, day), staleTime: 300_000 })
  const unit = area.data?.level === 'village' ? area.data.above.find(({ id }) => id === area.data!.parentId) : area.data
  const shown = { day, level: (unit?.level ?? 'commune') as MapLevel, within: unit?.parentId ?? undefined }
  const cells = useQuery({ queryKey: ['map', 'cells', shown], queryFn: () => getCells(shown), enabled: unit !== undefined, staleTime: 300_000 })
  return { cells: cells.data, chosen: unit?.id ?? areaId }
}

const cornersIn = (text: string): Ring | null => {
  const lines = text.split('\n').map((each) => each.trim()).filter(Boolean).map((each) => /^(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)$/u.exec(each))
  if (lines.length < 3 || lines.some((each) => each === null)) return null
  const ring = lines.map((each) => [Number(each![2]), Number(each![1])] as [number, number])
  return [...ring, ring[0]!]
}

/** The line of a zone: drawn on the map, or typed corner by corner. */
export function RingField({ areaId, day, ring, onChange }: { areaId: number; day: string; ring: Ring | null; onChange: (ring: Ring | null) => void }) {
  const { cells, chosen } = useGround(areaId, day)
  const [crossed, setCrossed] = useState(false)
  const [broken, setBroken] = useState(false)
  const again = () => { setCrossed(false); onChange(null) }
  return (
    <div className="zone-draw">
      {crossed && <Alert type="warning" role="alert" showIcon title={t('zone.draw.crosses')} />}
      {broken && <Alert type="info" showIcon title={t('zone.draw.noWebGl')} />}
      {cells && !broken && (
        <>
          <p className="quiet" role="status">{ring === null ? t('zone.draw.hint') : t('zone.draw.done', { n: ring.length - 1 })} {ring !== null && <Button size="small" onClick={again}>{t('zone.draw.again')}</Button>}</p>
          <Suspense fallback={<PageWaiting />}><RingMap cells={cells} chosen={chosen} ring={ring} drawing={ring === null} onDrawn={(drawn) => { setCrossed(false); onChange(drawn) }} onCross={() => setCrossed(true)} onFailure={() => setBroken(true)} /></Suspense>
        </>
      )}
      <Corners onChange={onChange} />
    </div>
  )
}

function Corners({ onChange }: { onChange: (ring: Ring) => void }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const use = () => {
    const ring = cornersIn(text)
    setWrong(ring === null)
    if (ring !== null) onChange(ring)
  }
  return (
    <details><summary>{t('zone.draw.coordinates')}</summary>
      <Input.TextArea aria-label={t('zone.draw.coordinates')} rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      {wrong && <p role="alert">{t('zone.draw.coordinatesWrong')}</p>}
      <p><Button size="small" onClick={use}>{t('zone.draw.coordinatesUse')}</Button></p>
    </details>
  )
}

/** The line of a zone as it stands. */
export function RingShown({ areaId, day, ring }: { areaId: number; day: string; ring: Ring }) {
  const { cells, chosen } = useGround(areaId, day)
  const [broken, setBroken] = useState(false)
  if (!cells || broken) return null
  return <Suspense fallback={<PageWaiting />}><RingMap cells={cells} chosen={chosen} ring={ring} drawing={false} onDrawn={() => {}} onCross={() => {}} onFailure={() => setBroken(true)} /></Suspense>
}
