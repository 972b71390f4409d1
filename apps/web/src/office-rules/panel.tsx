import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Popconfirm } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import type { OfficeRules } from '@phaodai/office'
import { isRefusal, messageOf } from '../api/client.ts'
import { t, type Key } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { StaleDialog } from '../ui/stale.tsx'
import { Answer } from '../ui/states.tsx'
import { getRules, setFactorRoles, setFeedTitles } from './api.ts'
import { FactorField, factorWords, TitlesField, titlesWords } from './fields.tsx'
import './office-rules.css'

const KEY = ['office-rules']

/** Quy định chung: the rules of the whole installation, what each does, who set it last; changed with its basis and a confirmation. */
export function OfficeRulesPanel() {
  const rules = useQuery({ queryKey: KEY, queryFn: getRules })
  return (
    <Answer of={rules}>{(data) => (
      <div className="office-rules">
        <p className="quiet">{t(data.mayChange ? 'officeRules.what' : 'officeRules.readOnly')}</p>
        <Rule title="officeRules.titles" what={['officeRules.titlesWhat', 'officeRules.titlesRisk']} rule={data.feedTitles} mayChange={data.mayChange} words={titlesWords} set={setFeedTitles} of={(all) => all.feedTitles}
          ask={(value) => t(value ? 'officeRules.titlesAskOn' : 'officeRules.titlesAskOff')} field={(value, change) => <TitlesField value={value} change={change} />} />
        <Rule title="officeRules.factor" what={['officeRules.factorWhat', 'officeRules.factorEffect']} rule={data.factorRoles} mayChange={data.mayChange} words={factorWords} set={setFactorRoles} of={(all) => all.factorRoles}
          ask={(value) => askFactor(value, data)} field={(value, change) => <FactorField value={value} change={change} roles={data.roles} />} />
      </div>
    )}</Answer>
  )
}

/** What a confirmation says: how many people have to set a factor up before they can go on working. */
function askFactor(value: readonly string[], { roles, factorRoles }: OfficeRules): string {
  const added = roles.filter(({ role }) => value.includes(role) && !factorRoles.now.value.includes(role))
  const held = added.reduce((sum, { without }) => sum + (without ?? 0), 0)
  return held > 0 ? t('officeRules.factorAskHeld', { n: held }) : t('officeRules.factorAsk')
}

type RuleOf<T> = { version: number; now: Line<T>; lines: Line<T>[] }
type Line<T> = Omit<OfficeRules['feedTitles']['now'], 'value'> & { value: T }
type RuleProps<T> = {
  title: Key; what: readonly Key[]; rule: RuleOf<T>; mayChange: boolean; words: (value: T) => string; ask: (value: T) => string; of: (all: OfficeRules) => RuleOf<T>
  field: (value: T, change: (value: T) => void) => ReactNode; set: (input: { version: number; value: T; source: string }) => Promise<OfficeRules>
}

function Rule<T>(props: RuleProps<T>) {
  const { title, what, rule: { now, lines, version }, mayChange, words } = props
  return (
    <section aria-label={t(title)}>
      <h2>{t(title)}</h2>
      {what.map((each) => <p key={each}>{t(each)}</p>)}
      <p><strong>{t('officeRules.now')}: {words(now.value)}</strong></p>
      <LineText line={now} />
      {mayChange && <Change key={version} {...props} />}
      {lines.length > 1 && (
        <details><summary>{t('officeRules.history', { n: lines.length })}</summary>
          <ul className="rows">{lines.map((line) => <li key={line.validFrom}><p>{words(line.value)}</p><LineText line={line} /></li>)}</ul></details>
      )}
    </section>
  )
}

function LineText({ line }: { line: Line<unknown> }) {
  return (
    <p className="quiet">
      {t('officeRules.from')} <DayText day={line.validFrom} /> · {line.setBy === null ? t('officeRules.byInstallation') : <>{t('officeRules.setBy', { who: line.setBy })}{line.setAt !== null && <> · <InstantText at={line.setAt} /></>}</>} · {t('officeRules.source')}: {line.source}
    </p>
  )
}

function Change<T>({ rule, ask, field, set, of, words }: RuleProps<T>) {
  const id = useId()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [value, choose] = useState(rule.now.value)
  const [source, tell] = useState('')
  const save = useMutation({
    mutationFn: (version: number) => set({ version, value, source }),
    onSuccess: (all) => {
      queries.setQueryData(KEY, all)
      void message.success(t('officeRules.done'))
    },
  })
  const theirs = isRefusal(save.error, 'stale') ? save.error.versions?.theirs as RuleOf<T> : undefined
  const takeTheirs = () => void queries.invalidateQueries({ queryKey: KEY })
  const same = JSON.stringify(value) === JSON.stringify(of(queries.getQueryData<OfficeRules>(KEY)!).now.value)
  return (
    <div className="office-rule-change">
      {field(value, choose)}
      <label className="field-label" htmlFor={id}>{t('officeRules.basis')}</label>
      <Input id={id} maxLength={500} value={source} placeholder={t('officeRules.basisExample')} onChange={({ target }) => tell(target.value)} />
      {save.isError && !theirs && <Alert role="alert" type="error" showIcon title={messageOf(save.error)} />}
      <Popconfirm placement="topLeft" styles={{ root: { maxWidth: 'min(420px, 94vw)' } }} title={ask(value)} okText={t('officeRules.save')} cancelText={t('dialog.cancel')} onConfirm={() => save.mutate(rule.version)} disabled={same || source.trim() === ''}>
        <Button type="primary" disabled={same || source.trim() === ''} loading={save.isPending}>{t('officeRules.save')}</Button>
      </Popconfirm>
      {!same && source.trim() === '' && <p className="quiet">{t('officeRules.needsBasis')}</p>}
      {theirs && <StaleDialog theirs={<><p>{words(theirs.now.value)}</p><LineText line={theirs.now} /></>} mine={<p>{words(value)}</p>} onTakeTheirs={takeTheirs} onKeepMine={() => save.mutate(theirs.version)} onCancel={save.reset} />}
    </div>
  )
}
