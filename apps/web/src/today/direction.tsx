import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { messageOf, newId } from '../api/client.ts'
import { recordDirection } from '../api/books.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { BodiesSelect, BodySelect } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { useDraft } from '../ui/drafts.ts'
import { todayInVietnam } from '../ui/marks.tsx'

/** Ý kiến chỉ đạo: the leader's own words become a recorded direction with lead and date, and a task at once. */
export function Direction() {
  const [text, setText, forget] = useDraft('direction')
  const [lead, setLead] = useState<BodyRef | null>(null)
  const [others, setOthers] = useState<BodyRef[]>([])
  const [deadline, setDeadline] = useState<Day | null>(null)
  const [id, renew] = useState(newId)
  const { message } = App.useApp()
  const { post } = useMe()
  const queries = useQueryClient()
  const assign = useMutation({
    mutationFn: () => recordDirection(id, { leaderPostId: post!.id, saidOn: todayInVietnam(), points: [{ text: text.trim(), leadId: lead!.id, coordinateIds: others.map((body) => body.id), deadline }], issue: true }),
    onSuccess: async () => {
      void message.success(t('direction.done', { body: lead?.name ?? '' }))
      setText('')
      forget()
      setLead(null)
      setOthers([])
      setDeadline(null)
      renew(newId())
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    },
  })
  return (
    <section className="leader-section direction no-print" aria-labelledby="direction">
      <h2 id="direction">{t('direction.title')}</h2>
      {assign.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(assign.error)} description={t('action.kept')} />}
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} aria-label={t('direction.title')} placeholder={t('direction.hint')} value={text} onChange={(event) => setText(event.target.value)} />
      {text.trim() !== '' && (
        <div className="direction-fields">
          <BodySelect label={t('role.lead')} placeholder={t('role.lead')} value={lead} onChange={setLead} />
          <BodiesSelect label={t('role.coordinate')} placeholder={t('role.coordinate')} value={others} onChange={setOthers} />
          <DayField label={t('tasks.deadline')} value={deadline} min={todayInVietnam()} onChange={setDeadline} />
          <Button type="primary" disabled={lead === null} loading={assign.isPending} onClick={() => assign.mutate()}>{t('direction.assign')}</Button>
        </div>
      )}
    </section>
  )
}
