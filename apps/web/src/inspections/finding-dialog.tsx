import { useQueryClient } from '@tanstack/react-query'
import { addDays } from '@phaodai/vocabulary'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { createRecord } from '../kit/api.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import type { Inspection } from './api.ts'

const fields: readonly Field[] = [
  { name: 'finding', label: 'finding.what', kind: 'long', required: true }, { name: 'remedy', label: 'finding.remedy', kind: 'long' }, { name: 'legalBasis', label: 'finding.legalBasis', kind: 'text' },
  { name: 'body', label: 'finding.body', kind: 'body' }, { name: 'holder', label: 'finding.holder', kind: 'text', help: 'finding.holderHelp' }, { name: 'deadline', label: 'finding.deadline', kind: 'day', required: true },
]
const DAYS = 7

/** Enters something that must be put right, with who answers for it and by when. */
export function FindingDialog({ inspection, onClose }: { inspection: Inspection; onClose: () => void }) {
  const queries = useQueryClient()
  const { post } = useMe()
  const [id] = useState(newId)
  const failed = inspection.checklist?.find(({ answer }) => answer === 'no')
  const save = async ({ body, ...values }: Values) => {
    await createRecord('finding', id, {
      ...values, areaId: inspection.areaId, inspectionId: inspection.id, byId: post?.body.id ?? null, bodyId: (body as BodyRef | null)?.id ?? null, foundOn: todayInVietnam(), holderName: null,
    })
    await queries.invalidateQueries({ queryKey: ['inspections'] })
  }
  return <FieldsDialog title={t('finding.add')} fields={fields} initial={{ deadline: addDays(todayInVietnam(), DAYS), body: inspection.body, finding: failed ? failed.question : undefined }} onSave={save} onClose={onClose} />
}
