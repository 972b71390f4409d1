import { Input } from 'antd'
import { useState } from 'react'
import type { HandlingDetail } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useDraft } from '../ui/drafts.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { LeaderSelect, PartiesSelect, partyOf, PartySelect } from './party-select.tsx'
import { StepFrame, useStep } from './step-frame.tsx'

type Props = { handling: HandlingDetail; step: 'direct' | 'record'; close: () => void }

/** Bút phê: one sentence, who leads, who helps, by when. Recorded for a leader it also says who and on what day. */
export function DirectDialog({ handling, step, close }: Props) {
  const [sentence, setSentence, forget] = useDraft(`${handling.id}.${step}`)
  const [lead, setLead] = useState<string | null>(null)
  const [others, setOthers] = useState<string[]>([])
  const [deadline, setDeadline] = useState<Day | null>(null)
  const [leader, setLeader] = useState<string | null>(null)
  const [saidOn, setSaidOn] = useState<Day | null>(todayInVietnam())
  const [id] = useState(newId)
  const sent = useStep(handling, step, () => { forget(); close() })
  const ready = sentence.trim() !== '' && lead !== null && (step === 'direct' || (leader !== null && saidOn !== null))
  const send = () => sent.mutate({
    id, version: handling.version, sentence: sentence.trim(), deadline, lead: partyOf(lead!), coordinates: others.map(partyOf), leaderPostId: leader ?? '', saidOn: saidOn ?? todayInVietnam(),
  })
  return (
    <StepFrame step={step} error={sent.error} pending={sent.isPending} ready={ready} onOk={send} close={close}>
      {step === 'record' && (
        <>
          <p className="quiet">{t('bp.markNote')}</p>
          <label htmlFor="bp-leader">{t('bp.leader')}</label><LeaderSelect id="bp-leader" label={t('bp.leader')} value={leader} onChange={setLeader} />
          <label htmlFor="bp-said">{t('bp.saidOn')}</label><DayField id="bp-said" label={t('bp.saidOn')} value={saidOn} onChange={setSaidOn} />
        </>
      )}
      <label htmlFor="bp-sentence">{t('bp.sentence')}</label>
      <Input.TextArea id="bp-sentence" autoFocus={step === 'direct'} autoSize={{ minRows: 2, maxRows: 6 }} value={sentence} onChange={(event) => setSentence(event.target.value)} />
      <label htmlFor="bp-lead">{t('bp.lead')}</label><PartySelect id="bp-lead" label={t('bp.lead')} value={lead} onChange={setLead} />
      <label htmlFor="bp-others">{t('bp.coordinates')}</label><PartiesSelect id="bp-others" label={t('bp.coordinates')} value={others} onChange={setOthers} />
      <label htmlFor="bp-deadline">{t('handling.deadline')}</label><DayField id="bp-deadline" label={t('handling.deadline')} value={deadline} min={todayInVietnam()} onChange={setDeadline} />
    </StepFrame>
  )
}
