import type { Adjustment, Indicator, IndicatorDetail, Signed } from '@phaodai/indicators'
import { formatDay, dayInVietnam } from '@phaodai/vocabulary'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { t, word } from '../text/t.ts'
import { signFigure } from './api.ts'
import { useFigureChange } from './declared.tsx'
import { indicatorWord, valueText } from './words.ts'

type Props = { indicator: Indicator; detail: IndicatorDetail }

/** Figures signed off for this area: the signed value stays, what changed since stands below it with who and why. */
export function SignedPart({ indicator, detail }: Props) {
  const [signing, setSigning] = useState(false)
  if (indicator.apart || detail.class !== null) return null
  const done = detail.signed.some(({ from, to }) => from === detail.from && to === detail.to)
  const may = detail.may.includes('sign') && !done
  if (!may && detail.signed.length === 0) return null
  return (
    <section className="signed-part">
      <div className="section-head"><h2>{t('indicator.signedTitle')}</h2>{may && <Button className="no-print" size="small" onClick={() => setSigning(true)}>{t('indicator.sign')}</Button>}</div>
      {detail.signed.length === 0 ? <p className="quiet">{t('indicator.noneSigned')}</p> : <ul className="plain-list">{detail.signed.map((each) => <SignedRow key={each.id} indicator={indicator} signed={each} />)}</ul>}
      {signing && <SignDialog {...{ indicator, detail }} close={() => setSigning(false)} />}
    </section>
  )
}

function SignedRow({ indicator, signed }: { indicator: Indicator; signed: Signed }) {
  const moved = signed.adjustments.length > 0
  return (
    <li className="signed-row">
      <p><strong className="figures">{valueText(indicator.name, signed.value)}</strong> · {formatDay(signed.from)} – {formatDay(signed.to)} · {t(`indicator.basisOf.${signed.basis}`)} · {t('indicator.signedBy', { who: signed.signer, day: formatDay(dayInVietnam(signed.signedAt)) })}{signed.note !== null && <span className="source-line">{signed.note}</span>}</p>
      {moved && <p className="asked">{t('indicator.nowSays', { value: valueText(indicator.name, signed.now.value) })}</p>}
      {moved && <ul className="adjustments">{signed.adjustments.map((each) => <AdjustmentRow key={`${each.at}${each.day}${each.area}${each.class}`} adjustment={each} />)}</ul>}
    </li>
  )
}

/** "−1 · ngày 5/8/2021 · xã … · Hủy bản ghi: ghi trùng (Văn thư, UBND xã …)". */
function AdjustmentRow({ adjustment }: { adjustment: Adjustment }) {
  const { numerator, denominator, causes } = adjustment
  const sign = (value: number): string => `${value > 0 ? '+' : ''}${value}`
  return (
    <li><span className="figures">{sign(numerator)}{denominator !== 0 && ` / ${sign(denominator)}`}</span> · {formatDay(adjustment.day)} · {adjustment.area}
      {causes.length === 0 ? <span className="quiet"> · {t('indicator.byTime')}</span> : causes.map((cause) => (
        <span key={`${cause.rowId}${cause.at}`} className="source-line"><Link to={`/so-theo-doi/${cause.subject}/${cause.rowId}`}>{deed(cause.subject, cause.action)}</Link>{cause.reason !== null && `: ${cause.reason}`}{cause.by !== null && ` (${cause.by})`}</span>
      ))}</li>
  )
}

function deed(subject: string, action: string): string {
  const own = `register.${subject}.action.${action}`
  return word(own) === own ? word(`register.deed.${action}`) : word(own)
}

function SignDialog({ indicator, detail, close }: Props & { close: () => void }) {
  const [basis, setBasis] = useState<'counted' | 'declared'>('counted')
  const [note, setNote] = useState('')
  const sign = useFigureChange(() => signFigure(indicator.name, { areaId: detail.area.id, from: detail.from, to: detail.to, basis, note: note.trim() === '' ? null : note.trim() }), close)
  const figure = detail.figure!
  return (
    <Modal open title={t('indicator.signOf', { name: indicatorWord(indicator.name) })} onCancel={close} okText={t('indicator.sign')} cancelText={t('dialog.cancel')} confirmLoading={sign.isPending} onOk={() => sign.mutate(undefined)}>
      <p>{detail.area.name} · {formatDay(detail.from)} – {formatDay(detail.to)}</p>
      <Radio.Group value={basis} onChange={(event) => setBasis(event.target.value as 'counted' | 'declared')}>
        <Radio value="counted">{t('indicator.basisOf.counted')}: <strong>{valueText(indicator.name, figure.value)}</strong></Radio>
        {figure.declared !== null && <Radio value="declared">{t('indicator.basisOf.declared')}: <strong>{valueText(indicator.name, figure.declared)}</strong></Radio>}
      </Radio.Group>
      <label className="sign-note"><span className="field-label">{t('indicator.note')}</span><Input.TextArea value={note} maxLength={1000} autoSize onChange={(event) => setNote(event.target.value)} /></label>
      <p className="quiet">{t('indicator.signHelp')}</p>
    </Modal>
  )
}
