import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { BookRuleView } from '@phaodai/office'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { putRule, putTerm } from '../api/books.ts'
import { messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'

/** Cách đánh số: how each body kept here numbers today, and the term it lies in. */
export function RuleList({ rules }: { rules: BookRuleView[] }) {
  const { may } = useMe()
  const [editing, setEditing] = useState<BookRuleView | null>(null)
  const [term, setTerm] = useState(false)
  return (
    <section className="rules no-print" aria-labelledby="rules">
      <h2 id="rules">{t('books.rules')}</h2>
      <ul className="rows">
        {rules.map((rule) => (
          <li key={`${rule.body.id}_${rule.system}`} className="row-item">
            <p>
              <strong>{rule.body.name}</strong> · {t(`books.system.${rule.system}`)}: {t(`books.numbering.${rule.numbering}`)}, {t(`books.series.${rule.series}`)}, <span className="figures">{rule.code}</span>
              {rule.term !== null && <span className="source-line">{t('books.termFrom', { name: rule.term.name, day: formatDay(rule.term.firstDay) })}</span>}
            </p>
            {may('book.manage') && <p className="card-actions"><Button size="small" onClick={() => setEditing(rule)}>{t('books.rule.edit')}</Button>{rule.term !== null && <Button size="small" onClick={() => setTerm(true)}>{t('books.termNew')}</Button>}</p>}
          </li>
        ))}
      </ul>
      {editing !== null && <RuleDialog rule={editing} close={() => setEditing(null)} />}
      {term && <TermDialog close={() => setTerm(false)} />}
    </section>
  )
}

function useSaved(close: () => void) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['books'] })
    void message.success(t('books.rule.saved'))
    close()
  }
}

function RuleDialog({ rule, close }: { rule: BookRuleView; close: () => void }) {
  useReturnFocus()
  const [id] = useState(newId)
  const [values, setValues] = useState({ numbering: rule.numbering, series: rule.series, subNumbers: rule.subNumbers, code: rule.code, organCode: rule.organCode ?? '', validFrom: todayInVietnam() as Day | null, source: '' })
  const change = (next: Partial<typeof values>) => setValues((before) => ({ ...before, ...next }))
  const saved = useSaved(close)
  const save = useMutation({
    mutationFn: () => putRule(id, { ...values, bodyId: rule.body.id, system: rule.system, code: values.code.trim() || null, organCode: values.organCode.trim() || null, validFrom: values.validFrom!, source: values.source.trim() }), onSuccess: saved,
  })
  return (
    <Modal open title={`${t('books.rule.edit')}: ${rule.body.name}`} okText={t('books.rule.edit')} okButtonProps={{ disabled: values.validFrom === null || values.source.trim() === '' }} confirmLoading={save.isPending} onOk={() => save.mutate()} onCancel={close}>
      {save.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(save.error)} />}
      <div className="header-fields">
        <label>{t('books.rule.numbering')}<Select className="full" value={values.numbering} options={(['external', 'own'] as const).map((value) => ({ value, label: t(`books.numbering.${value}`) }))} onChange={(numbering) => change({ numbering })} /></label>
        <label>{t('books.rule.series')}<Select className="full" value={values.series} options={(['by-type', 'single'] as const).map((value) => ({ value, label: t(`books.series.${value}`) }))} onChange={(series) => change({ series })} /></label>
        <label>{t('books.rule.code')}<Input value={values.code} onChange={(event) => change({ code: event.target.value })} /></label>
        <label>{t('books.rule.organCode')}<Input value={values.organCode} onChange={(event) => change({ organCode: event.target.value })} /></label>
        <label>{t('books.rule.from')}<DayField label={t('books.rule.from')} value={values.validFrom} onChange={(validFrom) => change({ validFrom })} /></label>
        <label>{t('books.rule.source')}<Input value={values.source} onChange={(event) => change({ source: event.target.value })} /></label>
        <Checkbox className="wide" checked={values.subNumbers} onChange={(event) => change({ subNumbers: event.target.checked })}>{t('books.rule.subNumbers')}</Checkbox>
      </div>
    </Modal>
  )
}

function TermDialog({ close }: { close: () => void }) {
  useReturnFocus()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [ended, setEnded] = useState<Day | null>(null)
  const [source, setSource] = useState('')
  const saved = useSaved(close)
  const save = useMutation({ mutationFn: () => putTerm(id, { name: name.trim(), congressEndedOn: ended!, source: source.trim() }), onSuccess: saved })
  return (
    <Modal open title={t('books.termNew')} okText={t('books.termNew')} okButtonProps={{ disabled: name.trim() === '' || ended === null || source.trim() === '' }} confirmLoading={save.isPending} onOk={() => save.mutate()} onCancel={close}>
      {save.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(save.error)} />}
      <div className="header-fields">
        <label>{t('books.termName')}<Input value={name} onChange={(event) => setName(event.target.value)} /></label>
        <label>{t('books.congressEndedOn')}<DayField label={t('books.congressEndedOn')} value={ended} onChange={setEnded} /></label>
        <label className="wide">{t('books.rule.source')}<Input value={source} onChange={(event) => setSource(event.target.value)} /></label>
      </div>
    </Modal>
  )
}
