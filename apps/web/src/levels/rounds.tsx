import { useQuery } from '@tanstack/react-query'
import type { RoundLine, RuleSetLine } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { t, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getRules, LEVELS, listRounds, propose } from './api.ts'
import { LevelTally } from './badge.tsx'
import { LevelRooms } from './rooms.tsx'

/** Đợt đánh giá: every round in sight, and the proposal of a new one. */
export function RoundsPage() {
  useTitle('levels.rounds')
  const { may } = useMe()
  const found = useQuery({ queryKey: [...LEVELS, 'rounds'], queryFn: listRounds })
  const rules = useQuery({ queryKey: [...LEVELS, 'rules'], queryFn: getRules, staleTime: Infinity })
  return (
    <>
      <LevelRooms here="rounds" />
      <h1>{t('levels.rounds')}</h1>
      {may('level_round.propose') && rules.data && <Propose rules={rules.data.rules} />}
      <Answer of={found}>{({ rounds, more }) => (rounds.length === 0 ? <Nothing title="levels.noRounds" /> : <><Rounds rounds={rounds} />{more && <p className="quiet">{t('levels.moreRounds')}</p>}</>)}</Answer>
    </>
  )
}

/** What a round's state means on a day. */
export function roundState({ state, inForceFrom, replacedOn, source }: Pick<RoundLine, 'state' | 'inForceFrom' | 'replacedOn' | 'source'>, today: string): string {
  if (source !== null) return t('levels.state.noted', { source })
  if (state !== 'published' || inForceFrom === null) return t(`levels.state.${state}` as Key)
  if (replacedOn !== null && replacedOn <= today) return t('levels.state.replaced', { from: formatDay(replacedOn) })
  return t(inForceFrom > today ? 'levels.state.comes' : 'levels.state.inForce', { from: formatDay(inForceFrom) })
}

function Rounds({ rounds }: { rounds: readonly RoundLine[] }) {
  const today = todayInVietnam()
  return (
    <Table caption={t('levels.rounds')} heads={['levels.column.round', 'levels.column.rules', 'levels.column.state', 'levels.column.level']}>
      {rounds.map((each) => (
        <tr key={each.id}>
          <td data-label={t('levels.column.round')}><Link to={`/cap-do/dot/${each.id}`}>{each.area}, {each.disease}</Link><span className="level-note quiet">{t('levels.round.day', { day: formatDay(each.day) })}</span></td>
          <td data-label={t('levels.column.rules')}>{each.ruleName}</td>
          <td data-label={t('levels.column.state')}>{roundState(each, today)}{each.decisionNumber !== null && <span className="level-note">{t('levels.decision', { number: each.decisionNumber })}</span>}</td>
          <td data-label={t('levels.column.level')}><LevelTally levels={each.levels} counts={each.counts} /></td>
        </tr>
      ))}
    </Table>
  )
}

const KINDS = ['group-a', 'endemic', 'not-endemic'] as const
type Asked = { diseaseCode: string; disease: string; day: string; ruleSet: string | null; cases: 'community' | 'all'; diseaseKind: (typeof KINDS)[number] | null; note: string }

function Propose({ rules }: { rules: readonly RuleSetLine[] }) {
  const go = useNavigate()
  const { act, busy, refused } = useActing(LEVELS)
  const [asked, setAsked] = useState<Asked>({ diseaseCode: 'covid-19', disease: 'COVID-19', day: todayInVietnam(), ruleSet: null, cases: 'community', diseaseKind: null, note: '' })
  const change = (more: Partial<Asked>) => setAsked((before) => ({ ...before, ...more }))
  const inForce = rules.filter(({ validFrom, validTo }) => validFrom <= asked.day && (validTo === null || asked.day <= validTo))
  const chosen = inForce.find(({ id }) => id === asked.ruleSet) ?? inForce[0]
  const begin = async () => {
    const { disease: _, ...rest } = asked
    const made = await act(() => propose({ ...rest, ruleSet: chosen!.id, note: asked.note || null }))
    if (made !== null) void go(`/cap-do/dot/${made.id}`)
  }
  return (
    <section className="level-section no-print" aria-label={t('levels.propose')}>
      <h2>{t('levels.propose')}</h2>
      <p className="quiet">{t('levels.propose.help')}</p>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools">
        <label>{t('levels.propose.day')}<DayField label={t('levels.propose.day')} value={asked.day} onChange={(day) => { if (day !== null) change({ day, ruleSet: null }) }} /></label>
        <label className="wide">{t('levels.propose.rules')}<Select aria-label={t('levels.propose.rules')} value={chosen?.id ?? null} placeholder={t('levels.propose.noRules')} options={inForce.map(({ id, name }) => ({ value: id, label: name }))} onChange={(ruleSet) => change({ ruleSet })} /></label>
        <label>{t('levels.propose.disease')}<Picker target="disease" label={t('levels.propose.disease')} value={asked.diseaseCode} name={asked.disease} onChange={(code, disease) => { if (code !== null) change({ diseaseCode: String(code), disease }) }} /></label>
        <label className="wide">{t('levels.propose.cases')}<Select aria-label={t('levels.propose.cases')} value={asked.cases} options={(['community', 'all'] as const).map((value) => ({ value, label: t(`levels.propose.cases.${value}`) }))} onChange={(cases) => change({ cases })} /></label>
        {chosen?.method === 'conditions' && chosen.measures.includes('linked-cases') && <label>{t('levels.propose.kind')}<Select allowClear aria-label={t('levels.propose.kind')} value={asked.diseaseKind} options={KINDS.map((value) => ({ value, label: t(`levels.propose.kind.${value}`) }))} onChange={(diseaseKind) => change({ diseaseKind: diseaseKind ?? null })} /></label>}
        <label className="wide">{t('levels.propose.note')}<Input maxLength={2000} value={asked.note} onChange={({ target }) => change({ note: target.value })} /></label>
        <Button type="primary" disabled={busy || chosen === undefined} onClick={() => void begin()}>{t('levels.propose')}</Button>
      </div>
      {chosen && <p className="quiet">{t('levels.rule.sure', { confidence: t(`levels.confidence.${chosen.confidence}` as Key), source: chosen.source })} {chosen.note}</p>}
    </section>
  )
}
