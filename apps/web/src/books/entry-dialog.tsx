import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Checkbox, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { writtenTypes } from '@phaodai/directives/write/types.ts'
import type { BookRuleView } from '@phaodai/office'
import { collate, type Day } from '@phaodai/vocabulary'
import { enterByHand, getShelf, registerByHand } from '../api/books.ts'
import { messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'

type Direction = 'incoming' | 'outgoing'
type Values = {
  direction: Direction; rule: string; docType: string; day: Day | null; issuedOn: Day | null; printed: string; number: number | null; after: number | null; unit: string; issuerText: string; abstract: string
  signer: string; recipients: string; keptBy: string; copies: number | null; pages: number | null; note: string; lateReason: string; secret: boolean
}

const ruleKey = ({ body, system }: BookRuleView): string => `${body.id}_${system}`
const words = (value: string): string | null => value.trim() || null

function inputOf(values: Values, rule: BookRuleView) {
  const { direction, docType, day, issuedOn, number, after, unit, abstract, recipients, copies, pages, secret } = values
  const outgoing = direction === 'outgoing'
  return {
    bodyId: rule.body.id, system: rule.system, docType, day: day ?? todayInVietnam(), printed: words(values.printed), abstract: abstract.trim(), recipients: recipients.trim(), signer: words(values.signer),
    keptBy: words(values.keptBy), note: words(values.note), lateReason: words(values.lateReason), issuerText: words(values.issuerText), issuedOn: outgoing ? null : issuedOn, number: outgoing ? null : number, copies, pages, secret,
    ...(outgoing && { ...(after !== null && { after }), ...(unit.trim() !== '' && { unit: unit.trim() }) }),
  }
}

/** A line by hand. An incoming one also begins its way through the office: it waits for its bút phê at once. */
export function EntryDialog({ direction, close }: { direction: Direction; close: () => void }) {
  useReturnFocus()
  const shelf = useQuery({ queryKey: ['books', 'shelf'], queryFn: getShelf })
  const rules = shelf.data?.rules ?? []
  const [values, setValues] = useState<Values>({
    direction, rule: '', docType: 'cong-van', day: todayInVietnam(), issuedOn: null, printed: '', number: null, after: null, unit: '', issuerText: '', abstract: '', signer: '', recipients: '', keptBy: '', copies: null,
    pages: null, note: '', lateReason: '', secret: false,
  })
  const rule = rules.find((each) => ruleKey(each) === values.rule) ?? rules[0]
  const enter = useEnter(values, rule, close)
  const ready = rule !== undefined && values.day !== null && (values.direction === 'incoming' ? words(values.printed) !== null || words(values.issuerText) !== null : rule.numbering === 'own' || words(values.printed) !== null)
  return (
    <Modal open width={680} title={t('books.enter')} okText={t('books.enter')} okButtonProps={{ disabled: !ready }} confirmLoading={enter.isPending} onOk={() => enter.mutate()} onCancel={close} mask={{ closable: false }}>
      {enter.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(enter.error)} description={Object.values((enter.error as { fields?: Record<string, string> }).fields ?? {}).join(' ') || t('action.kept')} />}
      <EntryFields values={values} rules={rules} rule={rule} change={(next) => setValues((before) => ({ ...before, ...next }))} />
    </Modal>
  )
}

function useEnter(values: Values, rule: BookRuleView | undefined, close: () => void) {
  const [id] = useState(newId)
  const { may } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const input = inputOf(values, rule!)
      if (values.direction === 'incoming' && may('handling.register')) return (await registerByHand(id, input)).arrivalNumber
      return (await enterByHand(id, { ...input, direction: values.direction })).printed
    },
    onSuccess: async (number) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'books' || queryKey[0] === 'handling' })
      void message.success(number === null ? t('books.enteredPlain') : t('books.entered', { number }))
      close()
    },
  })
}

type Fields = { values: Values; rules: BookRuleView[]; rule: BookRuleView | undefined; change: (next: Partial<Values>) => void }

function EntryFields({ values, rules, rule, change }: Fields) {
  const types = writtenTypes.map((type) => ({ value: type as string, label: word(`docType.${type}`) })).toSorted((a, b) => collate(a.label, b.label))
  return (
    <div className="header-fields">
      <Radio.Group className="wide" aria-label={t('books.direction')} value={values.direction} onChange={(event) => change({ direction: event.target.value as Direction })} options={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: t(`books.direction.${value}`) }))} />
      {rules.length > 1 && <label className="wide">{t('books.body')}<Select className="full" value={rule && ruleKey(rule)} options={rules.map((each) => ({ value: ruleKey(each), label: `${each.body.name} · ${t(`books.system.${each.system}`)}` }))} onChange={(value) => change({ rule: value })} /></label>}
      <label>{t('books.docType')}<Select className="full" showSearch={{ optionFilterProp: 'label' }} value={values.docType} options={types} onChange={(docType) => change({ docType })} /></label>
      {values.direction === 'incoming' ? <IncomingFields {...{ values, rule, change }} /> : <OutgoingFields {...{ values, rule, change }} />}
      <Checkbox className="wide" checked={values.secret} onChange={(event) => change({ secret: event.target.checked })}>{t('books.field.secret')}</Checkbox>
      {!values.secret && <ContentFields values={values} change={change} />}
      <label className="wide">{t('books.field.lateReason')}<Input value={values.lateReason} onChange={(event) => change({ lateReason: event.target.value })} /></label>
    </div>
  )
}

type Part = Pick<Fields, 'values' | 'change'> & { rule?: BookRuleView | undefined }

function IncomingFields({ values, rule, change }: Part) {
  return (
    <>
      <label>{t('books.col.arrivedOn')}<DayField label={t('books.col.arrivedOn')} value={values.day} onChange={(day) => change({ day })} /></label>
      <label>{t('books.field.printed')}<Input value={values.printed} onChange={(event) => change({ printed: event.target.value })} /></label>
      <label>{t('books.col.issuedOn')}<DayField label={t('books.col.issuedOn')} value={values.issuedOn} onChange={(issuedOn) => change({ issuedOn })} /></label>
      <label>{t('books.col.issuer')}<Input value={values.issuerText} onChange={(event) => change({ issuerText: event.target.value })} /></label>
      {rule?.numbering === 'external' ? <label>{t('books.field.number')}<InputNumber className="full" min={1} value={values.number} onChange={(number) => change({ number })} /></label> : <p className="quiet wide">{t('books.field.own')}</p>}
    </>
  )
}

function OutgoingFields({ values, rule, change }: Part) {
  return (
    <>
      <label>{t('books.col.issuedOn')}<DayField label={t('books.col.issuedOn')} value={values.day} onChange={(day) => change({ day })} /></label>
      {rule?.numbering === 'external' && <label>{t('books.field.given')}<Input value={values.printed} onChange={(event) => change({ printed: event.target.value })} /></label>}
      {rule?.numbering === 'own' && rule.system === 'state' && values.docType === 'cong-van' && <label>{t('books.field.unit')}<Input value={values.unit} onChange={(event) => change({ unit: event.target.value })} /></label>}
      {rule?.subNumbers === true && <label>{t('books.field.after')}<InputNumber className="full" min={1} value={values.after} onChange={(after) => change({ after })} /></label>}
      {rule?.numbering === 'own' && <p className="quiet wide">{t('books.field.own')}</p>}
    </>
  )
}

/** What a line says beside its number and days. */
export type Content = Pick<Values, 'direction' | 'abstract' | 'signer' | 'recipients' | 'keptBy' | 'copies' | 'pages' | 'note'>

/** Fields of a line's words, when it is entered and when it is corrected. */
export function ContentFields({ values, change }: { values: Content; change: (next: Partial<Content>) => void }) {
  return (
    <>
      <label className="wide">{t('books.field.abstract')}<Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} value={values.abstract} onChange={(event) => change({ abstract: event.target.value })} /></label>
      <label>{t('books.col.signer')}<Input value={values.signer} onChange={(event) => change({ signer: event.target.value })} /></label>
      <label>{values.direction === 'incoming' ? t('books.col.passedTo') : t('books.col.recipients')}<Input value={values.recipients} onChange={(event) => change({ recipients: event.target.value })} /></label>
      {values.direction === 'outgoing' && <label>{t('books.col.keptBy')}<Input value={values.keptBy} onChange={(event) => change({ keptBy: event.target.value })} /></label>}
      <label>{t('books.col.copies')}<InputNumber className="full" min={0} value={values.copies} onChange={(copies) => change({ copies })} /></label>
      <label>{t('books.field.pages')}<InputNumber className="full" min={0} value={values.pages} onChange={(pages) => change({ pages })} /></label>
      <label className="wide">{t('books.col.note')}<Input value={values.note} onChange={(event) => change({ note: event.target.value })} /></label>
    </>
  )
}
