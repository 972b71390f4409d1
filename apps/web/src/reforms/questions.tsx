import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import type { Reform, ReformGroup } from '@phaodai/office/reform.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { answerGroup } from './api.ts'
import { Moves } from './moves.tsx'

type Props = { reform: Reform; mayPlan: boolean; onChange: () => void }

/** What no rule decides, asked once for all bodies of a kind; the likely answer stands first and is never taken in silence. */
export function Questions({ reform, mayPlan, onChange }: Props) {
  if (reform.groups.length === 0) return <Nothing title="reform.noGroups" />
  return (
    <>
      <p className="quiet">{t('reform.groupsNote')}</p>
      <ul className="reform-groups">{reform.groups.map((group) => <Question key={group.groupKey} group={group} reform={reform} mayPlan={mayPlan} onChange={onChange} />)}</ul>
    </>
  )
}

function Question({ group, reform, mayPlan, onChange }: Props & { group: ReformGroup }) {
  const { message } = App.useApp()
  const [offer, setOffer] = useState(group.offers[0]?.kind)
  const [each, setEach] = useState(false)
  const [busy, setBusy] = useState(false)
  const title = group.bodies === 1 ? group.example : t('reform.groupOf', { name: group.example, n: group.bodies - 1 })
  const answer = async () => {
    setBusy(true)
    await answerGroup(reform.id, { groupKey: group.groupKey, offer: offer! }).then(onChange, (error: unknown) => message.error(messageOf(error)))
    setBusy(false)
  }
  return (
    <li className="reform-group" data-open={group.open > 0}>
      <div className="section-head"><h3>{title}</h3><span className="quiet">{group.open > 0 ? t('reform.openOf', { open: group.open }) : t('reform.groupDone')} · {t('reform.groupTasks', { n: group.tasks })}</span></div>
      {group.open > 0 && mayPlan && (
        <Radio.Group className="reform-offers" value={offer} onChange={(event) => setOffer(event.target.value as typeof offer)} aria-label={title}>
          {group.offers.map(({ kind, example }, index) => (
            <Radio key={kind} value={kind}>{t(`reform.offer.${kind}`)} <span className="quiet">({t('reform.offerExample', { name: example })}{index === 0 ? `; ${t('reform.offerLikely')}` : ''})</span></Radio>
          ))}
        </Radio.Group>
      )}
      <div className="reform-acts no-print">
        {group.open > 0 && mayPlan && offer && <Button type="primary" size="small" loading={busy} onClick={answer} aria-label={`${t('reform.decide')}: ${title}`}>{t('reform.decide')}</Button>}
        <Button size="small" aria-expanded={each} onClick={() => setEach(!each)} aria-label={`${t('reform.each')}: ${title}`}>{t('reform.each')}</Button>
      </div>
      {each && <Moves reform={reform} groupKey={group.groupKey} mayPlan={mayPlan} onChange={onChange} />}
    </li>
  )
}
