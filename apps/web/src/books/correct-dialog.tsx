import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { BookEntry, EntryPatch } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { correctEntry } from '../api/books.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { ContentFields, type Content } from './entry-dialog.tsx'

type Values = Content & { printed: string; issuerText: string; issuedOn: Day | null; number: number | null }

const valuesOf = ({ direction, abstract, signer, recipients, keptBy, copies, pages, note, printed, issuerText, issuedOn, number }: BookEntry): Values =>
  ({ direction, abstract, signer: signer ?? '', recipients, keptBy: keptBy ?? '', copies, pages, note: note ?? '', printed: printed ?? '', issuerText: issuerText ?? '', issuedOn, number })

/** What differs from the line as it stands; a text that was emptied becomes none, and a number is filled in, never changed. */
function patchOf(entry: BookEntry, values: Values): EntryPatch {
  const before = valuesOf(entry)
  const changed = (Object.keys(before) as (keyof Values)[]).filter((key) => key !== 'direction' && before[key] !== values[key])
  const none = (key: keyof Values): boolean => values[key] === '' && key !== 'abstract' && key !== 'recipients'
  return { version: entry.version, ...Object.fromEntries(changed.map((key) => [key, none(key) ? null : values[key]])) }
}

/** Corrects the words of a line; who corrected what stands in the history, and the number stays as it was given. */
export function CorrectDialog({ entry, close }: { entry: BookEntry; close: () => void }) {
  useReturnFocus()
  const [values, setValues] = useState(() => valuesOf(entry))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const change = (next: Partial<Values>) => setValues((before) => ({ ...before, ...next }))
  const patch = patchOf(entry, values)
  const correct = useMutation({
    mutationFn: () => correctEntry(entry.id, patch),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['books'] })
      void message.success(t('books.correctDone'))
      close()
    },
  })
  return (
    <Modal open width={680} title={t('books.correct')} okText={t('books.correct')} okButtonProps={{ disabled: Object.keys(patch).length === 1 }} confirmLoading={correct.isPending} onOk={() => correct.mutate()} onCancel={close} mask={{ closable: false }}>
      <p className="quiet">{t('books.correctWhat')}</p>
      {correct.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(correct.error)} description={t('action.kept')} />}
      <div className="header-fields">
        {entry.direction === 'incoming' && <Source values={values} change={change} />}
        {entry.number === null && <label>{t('books.field.number')}<InputNumber className="full" min={1} value={values.number} onChange={(number) => change({ number })} /></label>}
        {!entry.secret && <ContentFields values={values} change={change} />}
      </div>
    </Modal>
  )
}

function Source({ values, change }: { values: Values; change: (next: Partial<Values>) => void }) {
  return (
    <>
      <label>{t('books.field.printed')}<Input value={values.printed} onChange={({ target }) => change({ printed: target.value })} /></label>
      <label>{t('books.col.issuedOn')}<DayField label={t('books.col.issuedOn')} value={values.issuedOn} onChange={(issuedOn) => change({ issuedOn })} /></label>
      <label className="wide">{t('books.col.issuer')}<Input value={values.issuerText} onChange={({ target }) => change({ issuerText: target.value })} /></label>
    </>
  )
}
