import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { clocks, confidences, exposureKinds, type DiseaseRule, type DiseaseRuleChange, type DiseaseTracing } from '@phaodai/office'
import { formatInstant } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { getDisease, reviseRule } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { useMe } from '../frame/me.tsx'
import { currentLanguage, t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'

const FIGURES = ['incubationMinDays', 'incubationMaxDays', 'infectiousFromDays', 'infectiousToDays', 'followupDays', 'outbreakCases', 'outbreakWithinDays', 'outbreakEndDays'] as const

/** One disease: its rows by day, each with its source and how sure it is; earlier revisions stay readable. */
export function DiseasePage() {
  useTitle('disease.title')
  const { code = '' } = useParams()
  const found = useQuery({ queryKey: ['disease', code], queryFn: () => getDisease(code) })
  return (
    <>
      <Rooms here="diseases" />
      <Answer of={found}>{({ name, nameEn, icd10, rules }) => (
        <>
          <header className="page-head"><h1>{currentLanguage() === 'en' ? nameEn : name}</h1></header>
          <p className="quiet">{icd10 ?? t('disease.noIcd')}</p>
          {rules.length === 0 && <FirstRule code={code} />}
          {rules.map((rule) => <Rule key={rule.id} code={code} rule={rule} />)}
        </>
      )}</Answer>
    </>
  )
}

const BLANK: DiseaseRuleChange = {
  validFrom: todayInVietnam(), validTo: null, law: '', lawGroup: null, clock: null, incubationMinDays: null, incubationMaxDays: null, infectiousFromDays: null, infectiousToDays: null, followupDays: null,
  outbreakCases: null, outbreakWithinDays: null, outbreakEndDays: null, caseDefinition: {}, contactDefinition: null, tracing: null, indicators: [], extraFields: [], source: '', confidence: 'low', replacesId: null, reason: '',
}

/** A disease that was just added says nothing yet: its first row is entered here. */
function FirstRule({ code }: { code: string }) {
  const { may } = useMe()
  const [editing, edit] = useState(false)
  return (
    <section className="rule">
      <p>{t('disease.noRules')}</p>
      {may('disease.manage') && !editing && <Button type="primary" onClick={() => edit(true)}>{t('disease.firstRule')}</Button>}
      {editing && <RuleForm code={code} start={BLANK} onClose={() => edit(false)} />}
    </section>
  )
}

/** What a row says, as the beginning of the one that takes its place. */
function revisionOf({ id, revision: _, supersededAt: __, changedAt: ___, changedBy: ____, changeReason: _____, ...facts }: DiseaseRule): DiseaseRuleChange {
  return { ...facts, replacesId: id, reason: '' }
}

/** How far it is traced, over which meetings, by whose word. */
function tracingText(tracing: DiseaseTracing | null): string {
  if (tracing === null) return t('disease.tracing.unsaid')
  const meetings = tracing.exposures.map((kind) => word(`disease.exposure.${kind}`)).join(', ')
  const said = tracing.tiers === 0 || meetings === '' ? t('disease.tracing.none') : t('disease.tracing.said', { tier: `F${tracing.tiers}`, meetings })
  return `${said} ${tracing.source} (${word(`disease.confidence.${tracing.confidence}`).toLowerCase()})`
}

const UNSAID: DiseaseTracing = { tiers: 1, exposures: [...exposureKinds], leastMinutes: 0, close: { metres: 2, maskedMinutes: 0, unmaskedMinutes: 0 }, incubation: null, infectiousness: null, duties: [], source: '', confidence: 'low' }

/** How far and over which meetings a revised rule is traced; what else a rule says of it stays. */
function TracingFields({ value, set }: { value: DiseaseTracing | null; set: (tracing: DiseaseTracing) => void }) {
  const now = value ?? UNSAID
  return (
    <>
      <div><label>{t('disease.tracing.tiers')}</label><InputNumber<number> aria-label={t('disease.tracing.tiers')} min={0} max={3} precision={0} value={value?.tiers ?? null} onChange={(tiers) => tiers !== null && set({ ...now, tiers })} /></div>
      <div className="wide"><label>{t('disease.tracing.meetings')}</label><Select mode="multiple" aria-label={t('disease.tracing.meetings')} value={value?.exposures ?? []} onChange={(exposures) => set({ ...now, exposures })} options={exposureKinds.map((kind) => ({ value: kind, label: word(`disease.exposure.${kind}`) }))} /></div>
      <div className="wide"><label>{t('disease.tracing.source')}</label><Input aria-label={t('disease.tracing.source')} maxLength={500} value={value?.source ?? ''} onChange={(event) => set({ ...now, source: event.target.value })} /></div>
    </>
  )
}

function Rule({ code, rule }: { code: string; rule: DiseaseRule }) {
  const { may } = useMe()
  const [editing, edit] = useState(false)
  const old = rule.supersededAt !== null
  const line = (name: string, value: string | number | null): [string, string] => [name, value === null || value === '' ? '–' : String(value)]
  const lines = [
    line('clock', rule.clock && word(`disease.clock.${rule.clock}`)), line('group', rule.lawGroup), ...FIGURES.map((name) => line(name, rule[name])),
    ...(['suspected', 'probable', 'confirmed'] as const).flatMap((name) => (rule.caseDefinition[name] ? [line(`definition.${name}`, rule.caseDefinition[name])] : [])),
    ...(rule.contactDefinition ? [line('contact', rule.contactDefinition)] : []), line('tracing', tracingText(rule.tracing)), line('law', rule.law), line('source', rule.source), line('confidence', word(`disease.confidence.${rule.confidence}`)),
  ]
  return (
    <section className={old ? 'rule old' : 'rule'}>
      <h2>{formatDay(rule.validFrom)} – {rule.validTo === null ? t('disease.now') : formatDay(rule.validTo)}{rule.revision > 1 || old ? ` · ${t('disease.revision', { n: rule.revision })}` : ''}</h2>
      {old && <p className="quiet">{t('disease.old', { at: formatInstant(rule.supersededAt!) })}</p>}
      {rule.changeReason !== null && <p className="quiet">{rule.changedBy} · {formatInstant(rule.changedAt)} · {rule.changeReason}</p>}
      <dl>{lines.map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{word(`disease.${name}`)}</dt><dd>{value}</dd></div>)}</dl>
      {!old && may('disease.manage') && !editing && <Button size="small" onClick={() => edit(true)}>{t('disease.edit')}</Button>}
      {editing && <RuleForm code={code} start={revisionOf(rule)} onClose={() => edit(false)} />}
    </section>
  )
}

function RuleForm({ code, start, onClose }: { code: string; start: DiseaseRuleChange; onClose: () => void }) {
  const queries = useQueryClient()
  const [values, setValues] = useState(start)
  const [refused, setRefused] = useState<string | null>(null)
  const set = (more: Partial<DiseaseRuleChange>) => setValues({ ...values, ...more })
  const save = async () => {
    try {
      await reviseRule(code, values)
      await Promise.all([['disease'], ['diseases']].map((queryKey) => queries.invalidateQueries({ queryKey })))
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <div className="case-form">
      {refused !== null && <Alert className="wide" role="alert" type="error" showIcon title={refused} />}
      {start.replacesId === null && <>
        <div><label>{t('disease.validFrom')}</label><DayField label={t('disease.validFrom')} value={values.validFrom} onChange={(validFrom) => validFrom !== null && set({ validFrom })} /></div>
        <div><label>{t('disease.law')}</label><Input aria-label={t('disease.law')} maxLength={300} value={values.law} onChange={(event) => set({ law: event.target.value })} /></div>
        <div><label>{t('disease.group')}</label><Select aria-label={t('disease.group')} allowClear value={values.lawGroup} onChange={(lawGroup) => set({ lawGroup: lawGroup ?? null })} options={(['A', 'B', 'C'] as const).map((value) => ({ value, label: value }))} /></div>
      </>}
      <div><label>{t('disease.clock')}</label><Select aria-label={t('disease.clock')} allowClear value={values.clock} onChange={(clock) => set({ clock: clock ?? null })} options={clocks.map((value) => ({ value, label: word(`disease.clock.${value}`) }))} /></div>
      {FIGURES.map((name) => <div key={name}><label>{word(`disease.${name}`)}</label><InputNumber<number> aria-label={word(`disease.${name}`)} precision={0} value={values[name]} onChange={(value) => set({ [name]: value })} /></div>)}
      <TracingFields value={values.tracing} set={(tracing) => set({ tracing })} />
      <div><label>{t('disease.confidence')}</label><Select aria-label={t('disease.confidence')} value={values.confidence} onChange={(confidence) => set({ confidence })} options={confidences.map((value) => ({ value, label: word(`disease.confidence.${value}`) }))} /></div>
      <div className="wide"><label>{t('disease.source')}</label><Input aria-label={t('disease.source')} maxLength={500} value={values.source} onChange={(event) => set({ source: event.target.value })} /></div>
      <div className="wide"><label>{t('disease.reason')}</label><Input aria-label={t('disease.reason')} maxLength={1000} value={values.reason} onChange={(event) => set({ reason: event.target.value })} /></div>
      <div className="wide case-foot"><Button type="primary" disabled={[values.reason, values.source, values.law, values.tracing?.source ?? '–'].some((each) => each.trim() === '')} onClick={() => void save()}>{t('disease.save')}</Button><Button onClick={onClose}>{t('people.cancel')}</Button></div>
    </div>
  )
}
