import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AREA_KINDS } from '@phaodai/vocabulary'
import type { AreaDetail, AreaView } from '@phaodai/office'
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { isRefusal, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { changeVillage, enterVillage, getArea, listVillages } from './api.ts'

/** Villages of a commune; who governs the commune enters, renames and closes them. */
export function Villages({ commune }: { commune: AreaDetail }) {
  const { may } = useMe()
  const [editing, setEditing] = useState<AreaView | 'new' | null>(null)
  const villages = useQuery({ queryKey: ['areas', 'villages', commune.id, commune.day], queryFn: () => listVillages(commune.id, commune.day) })
  const rows = villages.data ?? []
  return (
    <section className="map-others">
      <h3>{t('village.title')} <span className="figures quiet">{rows.length}</span></h3>
      <ul>
        {rows.map((village) => (
          <li key={village.id}>{may('area.manage') ? <button type="button" className="as-link" onClick={() => setEditing(village)}>{village.fullName}</button> : village.fullName}</li>
        ))}
      </ul>
      {rows.length === 0 && <p className="quiet">{t('village.none')}</p>}
      {may('area.manage') && <Button size="small" className="no-print" onClick={() => setEditing('new')}>{t('village.add')}</Button>}
      {editing !== null && <VillageDialog commune={commune} village={editing === 'new' ? null : editing} taken={rows} onClose={() => setEditing(null)} />}
    </section>
  )
}

type Fields = { kind: string; name: string }
type Village = { commune: AreaDetail; village: AreaView | null; fields: Fields; lastDay: string | null; taken: readonly AreaView[] }

/** Enters the village under the next free number of the commune; a number taken meanwhile is passed over. */
async function enterNew({ commune, fields, taken }: Village): Promise<void> {
  const highest = Math.max(commune.id, ...taken.map(({ id }) => id))
  const from = commune.validTo !== null && commune.validTo < todayInVietnam() ? commune.validFrom : todayInVietnam()
  for (let id = highest + 1; ; id++) {
    try {
      await enterVillage(id, { parentId: commune.id, validFrom: from, ...fields })
      return
    } catch (error) {
      if (!isRefusal(error, 'duplicate') || error.body.detail !== undefined || id > highest + 20) throw error
    }
  }
}

async function save(entry: Village): Promise<void> {
  if (entry.village === null) return enterNew(entry)
  const { version, lat, lon } = await getArea(entry.village.id)
  await changeVillage(entry.village.id, { version, validTo: entry.lastDay, lat, lon, ...entry.fields })
}

function VillageDialog({ commune, village, taken, onClose }: { commune: AreaDetail; village: AreaView | null; taken: readonly AreaView[]; onClose: () => void }) {
  const [form] = Form.useForm<Fields>()
  const [refused, setRefused] = useState<string | null>(null)
  const [closing, setClosing] = useState(false)
  const [lastDay, setLastDay] = useState<string | null>(todayInVietnam())
  const queries = useQueryClient()
  const submit = async (fields: Fields) => {
    try {
      await save({ commune, village, fields, taken, lastDay: closing ? lastDay : null })
      await queries.invalidateQueries({ queryKey: ['areas'] })
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open title={village === null ? t('village.addTo', { commune: commune.fullName }) : village.fullName} okText={t('village.save')} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false} initialValues={village ?? { kind: commune.kind === 'xã' ? 'thôn' : 'khu phố' }}>
        {refused !== null && <Alert type="error" showIcon title={refused} className="gap-below" />}
        <Form.Item name="kind" label={t('village.kind')}><Select options={AREA_KINDS.village.map((kind) => ({ value: kind, label: kind }))} /></Form.Item>
        <Form.Item name="name" label={t('village.name')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
        {village !== null && <Checkbox checked={closing} onChange={(event) => setClosing(event.target.checked)}>{t('village.close')}</Checkbox>}
        {closing && <DayField value={lastDay} onChange={setLastDay} label={t('village.lastDay')} />}
      </Form>
    </Modal>
  )
}
