import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { ZoneView } from '@phaodai/office'
import { zone as register } from '@phaodai/registers'
import { zoneKinds, type ZoneKind } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { fetchRecord, type RecordAnswer } from '../kit/api.ts'
import { Picker } from '../kit/picker.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getZone, makeZone, rewriteZone, ZONES } from './api.ts'
import { CarriesOut } from './carries-out.tsx'
import { ExtentField, extentInput, NO_EXTENT, type Extent } from './extent-field.tsx'
import { MeasuresField, type Measure } from './measures-field.tsx'
import '../ui/desk.css'
import './zones.css'

type Written = { areaId: number | null; area: string; name: string; kind: ZoneKind; diseaseCode: string; disease: string; outbreakId: string | null; outbreak: string; fromOn: string; untilOn: string | null; boundary: string; grounds: string; carriesOutId: string | null; carriesOutLabel: string }

/** A new zone, or a draft written anew. */
export function ZoneEntryPage() {
  const { id } = useParams()
  useTitle(id === undefined ? 'zone.new.title' : 'zone.edit.title')
  const found = useQuery({ queryKey: [...ZONES, 'one', id], queryFn: () => getZone(id!), enabled: id !== undefined })
  const [search] = useSearchParams()
  const outbreakId = id === undefined ? search.get('o-dich') : null
  const cluster = useQuery({ queryKey: ['registers', 'outbreak', outbreakId, 'for-zone'], queryFn: () => fetchRecord('outbreak', outbreakId!, false), enabled: outbreakId !== null })
  if (outbreakId !== null) return <Answer of={cluster}>{(outbreak) => <Entry view={null} outbreak={outbreak} />}</Answer>
  if (id === undefined) return <Entry view={null} />
  return <Answer of={found}>{(view) => <Entry key={view.zone.version} view={view} />}</Answer>
}

const NEW = { areaId: null, area: '', diseaseCode: 'covid-19', disease: 'COVID-19', outbreakId: null, outbreak: '' }

/** What a zone takes over from its outbreak: place, disease and name. */
function fromOutbreak({ row, names }: RecordAnswer): Pick<Written, 'areaId' | 'area' | 'diseaseCode' | 'disease' | 'outbreakId' | 'outbreak'> {
  const { areaId, diseaseCode, name } = row as unknown as { areaId: number; diseaseCode: string; name: string }
  return { areaId, area: names.area?.[areaId] ?? '', diseaseCode, disease: names.disease?.[diseaseCode] ?? diseaseCode, outbreakId: row.id, outbreak: name }
}

function begun(view: ZoneView | null, outbreak: RecordAnswer | undefined): Written {
  if (view === null) return { ...(outbreak ? fromOutbreak(outbreak) : NEW), name: '', kind: 'lockdown', fromOn: todayInVietnam(), untilOn: null, boundary: '', grounds: '', carriesOutId: null, carriesOutLabel: '' }
  const { zone, measures } = view
  const carried = measures.find(({ carriesOutId }) => carriesOutId !== null)
  return { ...zone, outbreak: zone.outbreak ?? '', boundary: zone.boundary ?? '', grounds: zone.grounds ?? '', carriesOutId: carried?.carriesOutId ?? null, carriesOutLabel: carried?.carriesOutLabel ?? '' }
}

function extentOf(view: ZoneView | null): Extent {
  const standing = view?.extents.findLast(({ decisionId }) => decisionId === null)
  return standing ? { shape: standing.shape, areas: standing.areas, ring: standing.ring as Extent['ring'], households: standing.households.map(({ id, code }) => ({ id, name: code })) } : NO_EXTENT
}

function Entry({ view, outbreak }: { view: ZoneView | null; outbreak?: RecordAnswer }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [id] = useState(() => view?.zone.id ?? newId())
  const [of, setOf] = useState(() => begun(view, outbreak))
  const [extent, setExtent] = useState(() => extentOf(view))
  const [measures, setMeasures] = useState<Measure[]>(() => view?.measures.map((each) => ({ ...each })) ?? [])
  const { act, busy, refused } = useActing(ZONES)
  const change = (more: Partial<Written>) => setOf({ ...of, ...more })
  const covered = of.areaId === null ? null : extentInput(extent, of.areaId)
  const save = async () => {
    const { name, outbreakId, fromOn, untilOn } = of
    const parts = { name, outbreakId, fromOn, untilOn, boundary: of.boundary || null, grounds: of.grounds || null, extent: covered!, measures: measures.map(({ ruleId, activity, answer, words, wordsEn }) => ({ ruleId, activity, answer, words, wordsEn, carriesOutId: of.carriesOutId, carriesOutLabel: of.carriesOutId === null ? null : of.carriesOutLabel || null })) }
    const done = await act(() => (view === null ? makeZone(id, { areaId: of.areaId!, kind: of.kind, diseaseCode: of.diseaseCode, ...parts }) : rewriteZone(id, { version: view.zone.version, ...parts })))
    if (done === null) return
    void message.success(t('zone.form.saved'))
    await navigate(`/khu-phong-toa/${id}`)
  }
  return (
    <form onSubmit={(event) => event.preventDefault()}>{/* Enter in a field of many ends that field, it does not save */}
      <h1>{t(view === null ? 'zone.new.title' : 'zone.edit.title')}</h1>
      <Fields of={of} change={change} fixed={view !== null} />
      {of.areaId !== null && <ExtentField key={of.areaId} areaId={of.areaId} day={of.fromOn} value={extent} onChange={setExtent} />}
      <MeasuresField day={of.fromOn} value={measures} onChange={setMeasures} />
      <CarriesOut of={of} change={change} />
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p><Button type="primary" disabled={busy || covered === null || of.name.trim() === ''} onClick={() => void save()}>{t('zone.form.save')}</Button></p>
    </form>
  )
}

type FieldProps = { of: Written; change: (more: Partial<Written>) => void }

function Fields({ of, change, fixed }: FieldProps & { fixed: boolean }) {
  return (
    <div className="desk-entry zone-entry">
      <label className="wide">{t('zone.form.area')}<Picker target="area" label={t('zone.form.area')} value={of.areaId} name={of.area} disabled={fixed} onChange={(areaId, area) => change({ areaId: areaId as number | null, area })} /></label>
      <label className="wide">{t('zone.form.name')}<Input value={of.name} maxLength={200} onChange={({ target }) => change({ name: target.value })} /><span className="quiet">{t('zone.form.nameHelp')}</span></label>
      <label>{t('zone.form.kind')}<Select<ZoneKind> aria-label={t('zone.form.kind')} disabled={fixed} value={of.kind} onChange={(kind) => change({ kind })} options={zoneKinds.map((value) => ({ value, label: codeWord(register, 'kind', value) }))} /></label>
      <label>{t('zone.form.disease')}<Picker target="disease" label={t('zone.form.disease')} disabled={fixed} value={of.diseaseCode} name={of.disease} onChange={(code, disease) => change({ diseaseCode: String(code ?? 'covid-19'), disease })} /></label>
      <label>{t('zone.form.from')}<DayField needed label={t('zone.form.from')} value={of.fromOn} onChange={(fromOn) => change({ fromOn: fromOn ?? of.fromOn })} /></label>
      <label>{t('zone.form.until')}<DayField label={t('zone.form.until')} value={of.untilOn} onChange={(untilOn) => change({ untilOn })} /></label>
      <label className="wide">{t('zone.form.outbreak')}<Picker target="outbreak" label={t('zone.form.outbreak')} value={of.outbreakId} name={of.outbreak || null} onChange={(outbreakId, outbreak) => change({ outbreakId: outbreakId as string | null, outbreak })} /></label>
      <label className="wide">{t('zone.form.boundary')}<Input.TextArea autoSize value={of.boundary} maxLength={1000} onChange={({ target }) => change({ boundary: target.value })} /><span className="quiet">{t('zone.form.boundaryHelp')}</span></label>
      <label className="wide">{t('zone.form.grounds')}<Input.TextArea autoSize value={of.grounds} maxLength={2000} onChange={({ target }) => change({ grounds: target.value })} /></label>
    </div>
  )
}
