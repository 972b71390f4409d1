import { useQueryClient } from '@tanstack/react-query'
import { Alert, Modal, Select } from 'antd'
import { useState } from 'react'
import { householdRelations } from '@phaodai/office'
import { messageOf, newId } from '../api/client.ts'
import { joinHousehold } from '../cases/api.ts'
import '../kit/kit.css'
import { Picker } from '../kit/picker.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'

/** Puts a person into a household from a day on; a refusal keeps what was chosen. */
export function JoinDialog({ individualId, onClose }: { individualId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [id] = useState(newId)
  const [home, setHome] = useState<{ id: string; name: string } | null>(null)
  const [relation, setRelation] = useState<(typeof householdRelations)[number]>('other')
  const [fromOn, setFromOn] = useState(todayInVietnam)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    try {
      await joinHousehold(home!.id, id, { individualId, relation, fromOn })
      await queries.invalidateQueries({ queryKey: ['individuals'] })
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open title={t('household.join')} okText={t('household.join')} cancelText={t('people.cancel')} okButtonProps={{ disabled: home === null }} onCancel={onClose} onOk={() => void save()}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <div className="kit-mapping">
        <label><span>{t('household.title')} *</span><Picker target="household" value={home?.id ?? null} name={home?.name ?? null} label={t('household.title')} onChange={(chosen, name) => setHome(chosen === null ? null : { id: String(chosen), name })} /></label>
        <label><span>{t('household.relation')}</span><Select aria-label={t('household.relation')} value={relation} onChange={setRelation} options={householdRelations.map((value) => ({ value, label: word(`people.relation.${value}`) }))} /></label>
        <label><span>{t('household.from')}</span><DayField needed label={t('household.from')} value={fromOn} onChange={(chosen) => setFromOn(chosen ?? todayInVietnam())} /></label>
      </div>
      <p className="quiet">{t('household.joinNote')}</p>
    </Modal>
  )
}
