import { Radio } from 'antd'
import type { ZoneExtentInput } from '@phaodai/office'
import { zoneShapes, type ZoneShape } from '@phaodai/vocabulary'
import { Picker } from '../kit/picker.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { RingField } from './ring-field.tsx'
import type { Ring } from './ring-map.tsx'

type Named<T> = { id: T; name: string }
/** What a zone covers while it is being written. */
export type Extent = { shape: ZoneShape; areas: Named<number>[]; ring: Ring | null; households: Named<string>[] }
export const NO_EXTENT: Extent = { shape: 'area', areas: [], ring: null, households: [] }

/** As the server takes it; null while something is missing. `areaId` alone stands for the whole of it. */
export function extentInput({ shape, areas, ring, households }: Extent, areaId: number): ZoneExtentInput | null {
  if (shape === 'area') return { shape, areaIds: areas.length > 0 ? areas.map(({ id }) => id) : [areaId] }
  if (shape === 'polygon') return ring === null ? null : { shape, ring }
  return households.length === 0 ? null : { shape, householdIds: households.map(({ id }) => id) }
}

/** Chooses what a zone covers. */
export function ExtentField({ areaId, day, value, onChange }: { areaId: number; day: string; value: Extent; onChange: (value: Extent) => void }) {
  const { may } = useMe()
  const shapes = zoneShapes.filter((shape) => shape !== 'households' || may('household.read'))
  return (
    <fieldset className="desk-section"><legend>{t('zone.form.shape')}</legend>
      <Radio.Group value={value.shape} onChange={({ target }) => onChange({ ...value, shape: target.value as ZoneShape })} options={shapes.map((shape) => ({ value: shape, label: t(`zone.shape.${shape}`) }))} />
      {value.shape === 'area' && <Several target="area" label={t('zone.shape.areas')} chosen={value.areas} onChange={(areas) => onChange({ ...value, areas })} />}
      {value.shape === 'polygon' && <RingField areaId={areaId} day={day} ring={value.ring} onChange={(ring) => onChange({ ...value, ring })} />}
      {value.shape === 'households' && <Several target="household" label={t('zone.shape.householdsPick')} chosen={value.households} onChange={(households) => onChange({ ...value, households })} />}
    </fieldset>
  )
}

function Several<T extends string | number>({ target, label, chosen, onChange }: { target: string; label: string; chosen: Named<T>[]; onChange: (chosen: Named<T>[]) => void }) {
  return (
    <div style={{ maxWidth: 480 }}>
      <Picker target={target} label={label} value={null} name={null} onChange={(id, name) => { if (id !== null && !chosen.some((each) => each.id === id)) onChange([...chosen, { id: id as T, name }]) }} />
      <ul>{chosen.map(({ id, name }) => <li key={id}>{name} <button type="button" className="as-link" onClick={() => onChange(chosen.filter((each) => each.id !== id))}>{t('zone.measures.remove')}</button></li>)}</ul>
    </div>
  )
}
