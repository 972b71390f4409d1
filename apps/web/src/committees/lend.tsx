import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { groundPermissions, type DelegationPage } from '@phaodai/office/delegation.ts'
import { newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { lend } from './api.ts'
import { FieldsDialog, paperFields, type Field, type Values } from './dialog.tsx'
import { permissionName } from './permission-name.ts'

const GROUND: readonly string[] = groundPermissions

function fieldsFor(page: DelegationPage): Field[] {
  const offered = page.permissions.filter((permission) => !GROUND.includes(permission))
  return [
    { name: 'toPostId', label: 'delegation.to', kind: 'choice', required: true, options: page.posts.map(({ id, title, body }) => ({ value: id, label: `${title}, ${body.name}` })) },
    { name: 'permissions', label: 'delegation.permissions', kind: 'choices', required: true, help: 'delegation.permissionsHelp', options: offered.map((value) => ({ value, label: permissionName(value) })) },
    { name: 'validFrom', label: 'duty.from', kind: 'day', required: true }, { name: 'validTo', label: 'duty.to', kind: 'day', required: true }, ...paperFields,
  ]
}

/** Lends what is chosen, and with it what every screen needs. */
export function LendDialog({ page, onClose }: { page: DelegationPage; onClose: () => void }) {
  const queries = useQueryClient()
  const [id] = useState(newId)
  const usual = ['task.read', 'task.accept', 'task.report', 'directive.read', 'directive.acknowledge', 'committee.read'].filter((permission) => page.permissions.includes(permission))
  const save = async (values: Values) => {
    const permissions = [...(values.permissions as string[]), ...GROUND.filter((permission) => page.permissions.includes(permission))]
    await lend(id, { ...values, permissions } as Parameters<typeof lend>[1])
    await queries.invalidateQueries({ queryKey: ['delegations'] })
  }
  return <FieldsDialog title={t('delegation.add')} note={t('delegation.note')} fields={fieldsFor(page)} initial={{ permissions: usual, validFrom: todayInVietnam() }} ok={t('delegation.give')} onSave={save} onClose={onClose} />
}
