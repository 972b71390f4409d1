import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import type { BodyRef, DirectiveDetail, HeaderPatch } from '@phaodai/office'
import { messageOf } from '#web/api/client.ts'
import { getDirective, patchHeader } from '#web/api/office.ts'
import { t, word, type Key } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { DayField } from '#web/ui/day-field.tsx'
import { DayText } from '#web/ui/marks.tsx'

const docTypes = ['cong-van', 'chi-thi', 'thong-bao', 'cong-dien', 'ke-hoach', 'quyet-dinh', 'nghi-quyet', 'huong-dan', 'ket-luan', 'other']
type TextName = 'number' | 'issuerText' | 'place' | 'abstract' | 'signerCapacity' | 'signerName' | 'disease'
const texts: { name: TextName; word: Key; wide?: true }[] = [
  { name: 'number', word: 'directive.number' }, { name: 'issuerText', word: 'directive.issuerWritten' }, { name: 'place', word: 'directive.place' },
  { name: 'signerCapacity', word: 'directive.signerCapacity' }, { name: 'signerName', word: 'directive.signer' }, { name: 'disease', word: 'directive.disease' },
  { name: 'abstract', word: 'directive.abstract', wide: true },
]

/** Saves a header change under the version read; a stale one shows the newer header and says so. */
function usePatch(directive: DirectiveDetail) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const key = ['directives', 'one', directive.id]
  return useMutation({
    scope: { id: directive.id },
    mutationFn: async (patch: Omit<HeaderPatch, 'version'>) => patchHeader(directive.id, { ...patch, version: (queries.getQueryData<DirectiveDetail>(key) ?? directive).version }),
    onSuccess: (answer) => queries.setQueryData<DirectiveDetail>(key, (before) => ({ ...(before ?? directive), ...answer })),
    onError: async (error) => {
      void message.error(messageOf(error), 6)
      queries.setQueryData(key, await getDirective(directive.id).catch(() => directive))
    },
  })
}

const needed = ['number', 'issuer', 'issuedOn', 'abstract'] as const

/** The head of the document on one line, with fields for what was not read; all fields on demand. Focus lights the value in the source. */
export function HeaderForm({ directive, light }: { directive: DirectiveDetail; light: (id: string | null) => void }) {
  const [all, showAll] = useState(false)
  const [missing] = useState(() => needed.filter((name) => directive[name] === null) as string[])
  const patch = usePatch(directive)
  const shows = (name: string) => all || missing.includes(name)
  return (
    <section className="header-form" aria-label={t('review.header')}>
      <button type="button" className="header-line" aria-expanded={all} onClick={() => showAll(!all)}>
        <span aria-hidden="true">{all ? '▾' : '▸'}</span> <strong>{word(`docType.${directive.docType}`)} {directive.number ?? <em className="unsure">{t('directive.noNumber')}</em>}</strong> · {directive.issuer?.name ?? directive.issuerText ?? <em className="unsure">{t('directive.unknownIssuer')}</em>} · <DayText day={directive.issuedOn} />
      </button>
      {(all || missing.length > 0) && (
        <div className="header-fields">
          {all && <label>{t('directive.docType')}<Select value={directive.docType} options={docTypes.map((value) => ({ value, label: word(`docType.${value}`) }))} onChange={(docType) => patch.mutate({ docType })} className="full" /></label>}
          {all && <label>{t('directive.system')}<Select value={directive.system} options={(['party', 'state'] as const).map((value) => ({ value, label: t(`system.${value}`) }))} onChange={(system) => patch.mutate({ system })} className="full" /></label>}
          {shows('issuedOn') && <div><span className="field-label">{t('directive.issuedOn')}</span><span onFocus={() => light('date')}><DayField label={t('directive.issuedOn')} value={directive.issuedOn} onChange={(issuedOn) => patch.mutate({ issuedOn })} /></span></div>}
          {shows('issuer') && <BodyField word="directive.issuer" value={directive.issuer} save={(issuerId) => patch.mutate({ issuerId })} />}
          {texts.filter(({ name }) => shows(name)).map(({ name, word: label, wide }) => <TextField key={name} label={t(label)} wide={wide === true} value={directive[name]} onFocus={() => light(name)} save={(value) => patch.mutate({ [name]: value })} />)}
        </div>
      )}
    </section>
  )
}

function BodyField({ word: label, value, save }: { word: Key; value: BodyRef | null; save: (id: number | null) => void }) {
  return <div><span className="field-label">{t(label)}</span><BodySelect label={t(label)} value={value} onChange={(body) => save(body?.id ?? null)} /></div>
}

type TextProps = { label: string; wide: boolean; value: string | null; onFocus: () => void; save: (value: string | null) => void }

function TextField({ label, wide, value, onFocus, save }: TextProps) {
  const [words, setWords] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setWords(value ?? '')
  }
  const onBlur = () => {
    if (words.trim() !== (value ?? '')) save(words.trim() === '' ? null : words.trim())
  }
  const shared = { value: words, onFocus, onBlur, className: value === null ? 'unsure' : '' }
  return <label className={wide ? 'wide' : ''}>{label}{wide ? <Input.TextArea autoSize {...shared} onChange={(event) => setWords(event.target.value)} /> : <Input {...shared} onChange={(event) => setWords(event.target.value)} />}</label>
}
