import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { DirectiveDetail } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { listDirectives, supersedeDirective, withdrawDirective } from '../api/office.ts'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'

export type Ending = 'withdraw' | 'supersede'

/** Takes an issued document out of force: withdrawn with a reason, or superseded by a named successor. */
export function EndDialog({ directive, ending, close }: { directive: DirectiveDetail; ending: Ending; close: () => void }) {
  const [reason, setReason] = useState('')
  const [successor, setSuccessor] = useState<string | null>(null)
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => ending === 'withdraw' ? withdrawDirective(directive.id, { version: directive.version, reason: reason.trim() }) : supersedeDirective(directive.id, { version: directive.version, byId: successor! }),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      close()
    },
  })
  const ready = ending === 'withdraw' ? reason.trim() !== '' : successor !== null
  return (
    <Modal open title={t(`directive.${ending}`)} okText={t(`directive.${ending}`)} okButtonProps={{ danger: true, disabled: !ready }} confirmLoading={end.isPending} onOk={() => end.mutate()} onCancel={close}>
      <p>{t(`directive.${ending}What`, { count: directive.tasks.total })}</p>
      {end.isError && <Alert role="alert" type="error" showIcon title={messageOf(end.error)} className="gap-below" />}
      {ending === 'withdraw'
        ? <><label className="field-label" htmlFor="end-reason">{t('field.reason')}</label><Input.TextArea id="end-reason" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></>
        : <SuccessorSelect not={directive.id} value={successor} onChange={setSuccessor} />}
    </Modal>
  )
}

function SuccessorSelect({ not, value, onChange }: { not: string; value: string | null; onChange: (id: string) => void }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['directives', 'successors', asked], queryFn: () => listDirectives({ box: 'own', q: asked }) })
  const options = (found.data?.rows ?? []).filter(({ id }) => id !== not).map((row) => ({ value: row.id, label: [row.number ?? t('directive.noNumber'), row.abstract].filter(Boolean).join(' · ') }))
  return <Select className="full" value={value} onChange={onChange} options={options} showSearch={{ onSearch: setWords, filterOption: false }} aria-label={t('directive.successor')} placeholder={t('directive.successor')} />
}
