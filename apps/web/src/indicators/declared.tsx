import type { Declared, Indicator, IndicatorDetail } from '@phaodai/indicators'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import { App, Button, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { formatNumber, t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { declareFigure, retractFigure } from './api.ts'
import { AreaPick } from './area-pick.tsx'
import { indicatorWord } from './words.ts'

type Props = { indicator: Indicator; detail: IndicatorDetail }

/** Runs a change of figures: all of them are asked again, a refusal is said in its own words. */
export function useFigureChange<V>(change: (values: V) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: change,
    onError: (error) => void message.error(messageOf(error), 6),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      done()
    },
  })
}

/** Figures told by telephone before their records were there, with those that were taken back. */
export function DeclaredPart({ indicator, detail }: Props) {
  const [entering, setEntering] = useState(false)
  const [taking, setTaking] = useState<Declared | null>(null)
  if (indicator.denominator !== undefined || indicator.apart) return null
  const may = detail.may.includes('declare')
  if (!may && detail.declared.length === 0) return null
  return (
    <section className="declared-part">
      <div className="section-head"><h2>{t('indicator.declaredTitle')}</h2>{may && <Button className="no-print" size="small" onClick={() => setEntering(true)}>{t('indicator.declare')}</Button>}</div>
      {detail.declared.length === 0 ? <p className="quiet">{t('indicator.noneDeclared')}</p> : (
        <table className="table">
          <caption className="unseen">{t('indicator.declaredTitle')}</caption>
          <thead><tr><th scope="col">{t('indicator.day')}</th><th scope="col">{t('indicator.area')}</th><th scope="col" className="number">{t('indicator.declared')}</th><th scope="col">{t('indicator.toldBy')}</th><th scope="col"><span className="unseen">{t('indicator.retract')}</span></th></tr></thead>
          <tbody>{detail.declared.map((each) => <Row key={each.id} each={each} take={detail.may.includes('retract') ? () => setTaking(each) : undefined} />)}</tbody>
        </table>
      )}
      {entering && <DeclareDialog {...{ indicator, detail }} close={() => setEntering(false)} />}
      {taking && <RetractDialog name={indicator.name} declared={taking} close={() => setTaking(null)} />}
    </section>
  )
}

function Row({ each, take }: { each: Declared; take: (() => void) | undefined }) {
  const gone = each.voidedAt !== null
  return (
    <tr className={gone ? 'unpicked' : ''}>
      <th scope="row" className="nowrap">{formatDay(each.day)}</th><td data-label={t('indicator.area')}>{each.area}</td>
      <td className="number figures" data-label={t('indicator.declared')}>{gone ? <del>{formatNumber(each.value)}</del> : formatNumber(each.value)}</td>
      <td data-label={t('indicator.toldBy')}>{each.toldBy}{each.byTitle !== null && <span className="quiet"> · {t('indicator.notedBy', { who: each.byTitle })}</span>}{each.note !== null && <span className="source-line">{each.note}</span>}{gone && <span className="source-line">{t('indicator.retracted', { reason: each.voidReason ?? '' })}</span>}</td>
      <td>{!gone && take && <Button size="small" className="no-print" onClick={take}>{t('indicator.retract')}</Button>}</td>
    </tr>
  )
}

function DeclareDialog({ indicator, detail, close }: Props & { close: () => void }) {
  const [area, setArea] = useState<number>(detail.area.id)
  const [day, setDay] = useState(detail.to < todayInVietnam() ? detail.to : todayInVietnam())
  const [value, setValue] = useState<number | null>(null)
  const [toldBy, setToldBy] = useState('')
  const [note, setNote] = useState('')
  const save = useFigureChange(() => declareFigure(indicator.name, { areaId: area, day, value: value!, toldBy, toldAt: new Date().toISOString(), note: note.trim() === '' ? null : note.trim() }), close)
  return (
    <Modal open title={t('indicator.declareOf', { name: indicatorWord(indicator.name) })} onCancel={close} okText={t('indicator.declare')} cancelText={t('dialog.cancel')} confirmLoading={save.isPending} okButtonProps={{ disabled: value === null || toldBy.trim() === '' }} onOk={() => save.mutate(undefined)}>
      <div className="fields">
        <div><span className="field-label">{t('indicator.area')}</span><AreaPick area={area === detail.area.id ? detail.area : { id: area, name: '' }} onChange={(id) => setArea(id ?? detail.area.id)} /></div>
        <div><span className="field-label">{t('indicator.day')}</span><DayField label={t('indicator.day')} value={day} onChange={(next) => next !== null && setDay(next)} /></div>
        <label><span className="field-label">{t('indicator.declared')}</span><InputNumber<number> className="full" min={0} precision={indicator.decimals} value={value} onChange={setValue} aria-label={t('indicator.declared')} /></label>
        <label><span className="field-label">{t('indicator.toldBy')}</span><Input value={toldBy} maxLength={200} placeholder={t('indicator.toldByHint')} onChange={(event) => setToldBy(event.target.value)} /></label>
        <label><span className="field-label">{t('indicator.note')}</span><Input.TextArea value={note} maxLength={1000} autoSize onChange={(event) => setNote(event.target.value)} /></label>
      </div>
    </Modal>
  )
}

function RetractDialog({ name, declared, close }: { name: string; declared: Declared; close: () => void }) {
  const [reason, setReason] = useState('')
  const take = useFigureChange(() => retractFigure(name, declared.id, declared.version, reason.trim()), close)
  return (
    <Modal open title={t('indicator.retractOf', { value: formatNumber(declared.value), area: declared.area })} onCancel={close} okText={t('indicator.retract')} cancelText={t('dialog.cancel')} confirmLoading={take.isPending} okButtonProps={{ disabled: reason.trim() === '' }} onOk={() => take.mutate(undefined)}>
      <label><span className="field-label">{t('indicator.reason')}</span><Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} /></label>
    </Modal>
  )
}
