import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { searchKey } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { addDisease } from '../cases/api.ts'
import { t } from '../text/t.ts'

const FIELDS = ['name', 'nameEn', 'icd10'] as const

/** A disease new to the catalogue; its dated rules are written on its page. The code follows from the name. */
export function AddDisease() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('disease.add')}</Button>
      {open && <AddDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [values, setValues] = useState<Record<(typeof FIELDS)[number], string>>({ name: '', nameEn: '', icd10: '' })
  const [refused, setRefused] = useState<string | null>(null)
  const code = searchKey(values.nameEn || values.name).replaceAll(' ', '-').slice(0, 60)
  const save = async () => {
    try {
      await addDisease(code, { name: values.name.trim(), nameEn: values.nameEn.trim(), icd10: values.icd10.trim() || null })
      await queries.invalidateQueries({ queryKey: ['diseases'] })
      void navigate(`/benh/${code}`)
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open title={t('disease.add')} okText={t('disease.add')} cancelText={t('people.cancel')} okButtonProps={{ disabled: values.name.trim() === '' || values.nameEn.trim() === '' }} onCancel={onClose} onOk={() => void save()}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      {FIELDS.map((name) => <p key={name}><label>{t(`disease.add.${name}`)}<Input autoFocus={name === 'name'} maxLength={name === 'icd10' ? 120 : 200} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} /></label></p>)}
      <p className="quiet">{t('disease.addNote', { code: code || '…' })}</p>
    </Modal>
  )
}
