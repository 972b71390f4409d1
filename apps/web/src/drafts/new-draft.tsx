import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Radio, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { WRITTEN_TYPES, writtenTypes, type WrittenType } from '@phaodai/directives/write/types.ts'
import type { DraftStart } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { listDirectives } from '../api/office.ts'
import { t } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { Answer } from '../ui/states.tsx'
import { getChoices, getSource, startDraft } from './api.ts'

type From = DraftStart['from']
const ways = ['directive', 'template', 'blank'] as const satisfies From[]

/** How a draft begins: from a superior's document, a template, or a blank sheet of a type. */
export function NewDraft({ source, close }: { source: string | null; close: () => void }) {
  useReturnFocus()
  const navigate = useNavigate()
  const [from, setFrom] = useState<From>('directive')
  const [ready, setReady] = useState<DraftStart | null>(null)
  const begin = useMutation({ mutationFn: startDraft, onSuccess: (draft) => void navigate(`/soan-thao/${draft.id}`) })
  const choose = (way: From) => { setFrom(way); setReady(null) }
  return (
    <Modal open width={760} title={t('drafts.new')} onCancel={close} mask={{ closable: false }} footer={[
      <Button key="cancel" onClick={close}>{t('dialog.cancel')}</Button>,
      <Button key="begin" type="primary" disabled={ready === null} loading={begin.isPending} onClick={() => ready && begin.mutate(ready)}>{t('drafts.begin')}</Button>,
    ]}>
      {begin.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(begin.error)} />}
      <div className="draft-dialog">
        <Radio.Group aria-label={t('drafts.from')} value={from} onChange={({ target }) => choose(target.value)} options={ways.map((value) => ({ value, label: t(`draftFrom.${value}`) }))} />
        {from === 'directive' && <FromDirective first={source} setReady={setReady} />}
        {from === 'template' && <FromTemplate setReady={setReady} />}
        {from === 'blank' && <FromBlank setReady={setReady} />}
      </div>
    </Modal>
  )
}

type SetReady = { setReady: (start: DraftStart | null) => void }

function FromTemplate({ setReady }: SetReady) {
  const choices = useQuery({ queryKey: ['drafts', 'choices'], queryFn: getChoices, staleTime: 300_000 })
  return <Answer of={choices}>{({ templates }) => (
    <Radio.Group className="draft-templates" aria-label={t('draftFrom.template')} onChange={({ target }) => setReady({ from: 'template', key: target.value as string })}
      options={templates.map(({ key, name, source }) => ({ value: key, label: <>{name} <span className="quiet">{source}</span></> }))} />
  )}</Answer>
}

function FromBlank({ setReady }: SetReady) {
  const choices = useQuery({ queryKey: ['drafts', 'choices'], queryFn: getChoices, staleTime: 300_000 })
  return <Answer of={choices}>{({ system }) => (
    <Select<WrittenType> className="full" showSearch optionFilterProp="label" aria-label={t('drafts.docType')} placeholder={t('drafts.docType')} onChange={(docType) => setReady({ from: 'blank', system, docType })}
      options={writtenTypes.filter((type) => WRITTEN_TYPES[type][system] !== null).map((type) => ({ value: type, label: WRITTEN_TYPES[type].name }))} />
  )}</Answer>
}

function FromDirective({ first, setReady }: SetReady & { first: string | null }) {
  const [directiveId, setDirective] = useState(first)
  const received = useQuery({ queryKey: ['directives', 'list', 'sources'], queryFn: () => listDirectives({ box: 'sources' }, undefined) })
  return (
    <>
      <Answer of={received}>{({ rows }) => (
        <Select className="full" showSearch optionFilterProp="label" aria-label={t('drafts.sourceDocument')} placeholder={t('drafts.sourceDocument')} value={directiveId} onChange={(id) => { setDirective(id); setReady(null) }}
          options={rows.map(({ id, number, abstract, issuer, issuerText }) => ({ value: id, label: [number, issuer?.name ?? issuerText, abstract].filter(Boolean).join(' · ') }))} notFoundContent={t('drafts.noSource')} />
      )}</Answer>
      {directiveId !== null && <SourceItems key={directiveId} directiveId={directiveId} setReady={setReady} />}
    </>
  )
}

function SourceItems({ directiveId, setReady }: SetReady & { directiveId: string }) {
  const source = useQuery({ queryKey: ['drafts', 'source', directiveId], queryFn: () => getSource(directiveId) })
  return <Answer of={source}>{(data) => <SourceChoice source={data} setReady={setReady} />}</Answer>
}

/** What concerns us is chosen already; the rest may be. */
function SourceChoice({ source: { directiveId, citation, items }, setReady }: SetReady & { source: Awaited<ReturnType<typeof getSource>> }) {
  const ours = items.filter((item) => item.ours)
  const [labels, setLabels] = useState(ours.map(({ label }) => label))
  const [docType, setType] = useState<'cong-van' | 'ke-hoach'>('cong-van')
  useEffect(() => setReady(labels.length > 0 ? { from: 'directive', directiveId, docType, labels } : null), [labels, docType, directiveId, setReady])
  const toggle = (label: string) => setLabels(items.map((item) => item.label).filter((each) => (each === label) !== labels.includes(each)))
  return (
    <>
      <p>{citation}</p>
      <Radio.Group aria-label={t('drafts.docType')} value={docType} options={(['cong-van', 'ke-hoach'] as const).map((value) => ({ value, label: WRITTEN_TYPES[value].name }))} onChange={({ target }) => setType(target.value)} />
      <p className="quiet">{t('drafts.sourceHelp', { n: ours.length })}</p>
      <ul className="draft-source">{items.map((item) => (
        <li key={item.label}><Checkbox checked={labels.includes(item.label)} onChange={() => toggle(item.label)}>
          <strong>{item.label}</strong> {item.text.slice(0, 220)} {item.ours && <span className="quiet">{t('drafts.ours')}</span>}{item.deadline !== null && <> · <DayText day={item.deadline} /></>}
        </Checkbox></li>
      ))}</ul>
    </>
  )
}
