import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '../api/client.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { createRecord } from '../kit/api.ts'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { listSanctions, type Inspection } from './api.ts'

/** Behaviours of the catalogue as choices. */
export function useBehaviours(): { value: string; label: string }[] {
  const sanctions = useQuery({ queryKey: ['sanctions'], queryFn: listSanctions, staleTime: 300_000 })
  return [...new Map((sanctions.data?.rows ?? []).map((row) => [row.behaviourId, row.behaviour]))].map(([value, label]) => ({ value, label }))
}

/** Enters a violation that was met; the subject is shown afterwards to those alone who deal with it. */
export function ViolationDialog({ inspection, onClose }: { inspection: Inspection | null; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const behaviours = useBehaviours()
  const { post } = useMe()
  const [id] = useState(newId)
  const fields: Field[] = [
    { name: 'occurredOn', label: 'violation.occurredOn', kind: 'day', required: true }, { name: 'placeName', label: 'violation.place', kind: 'text', required: true },
    ...(inspection === null ? [{ name: 'area', label: 'violation.area', kind: 'area', required: true } as const] : []),
    { name: 'behaviour', label: 'violation.behaviour', kind: 'choice', options: behaviours }, { name: 'facts', label: 'violation.facts', kind: 'long' },
    { name: 'subjectKind', label: 'violation.subjectKind', kind: 'choice', required: true, options: (['person', 'organisation'] as const).map((value) => ({ value, label: t(`subjectKind.${value}`) })) },
    { name: 'subjectName', label: 'violation.subjectName', kind: 'text' }, { name: 'subjectNumber', label: 'violation.subjectNumber', kind: 'text', help: 'violation.numberHelp' }, { name: 'subjectAddress', label: 'violation.subjectAddress', kind: 'text' },
  ]
  const save = async ({ area, ...values }: Values) => {
    await createRecord('violation', id, { ...values, areaId: inspection?.areaId ?? (area as { id: number }).id, inspectionId: inspection?.id ?? null, handlerId: post?.body.id ?? null, recordNumber: null })
    await queries.invalidateQueries({ queryKey: ['registers', 'violation'] })
    void navigate(`/kiem-tra/vi-pham/${id}`)
  }
  return <FieldsDialog title={t('violation.add')} fields={fields} initial={{ occurredOn: todayInVietnam(), placeName: inspection?.placeName, subjectKind: 'person' }} onSave={save} onClose={onClose} />
}
