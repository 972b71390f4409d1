import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseLinkLine, CaseSource, InfectorLine } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { getSource, voidLink } from './api.ts'
import { LinkForm } from './link-form.tsx'

type Props = { caseId: string; onSelect: (caseId: string) => void; onClose: () => void }

/** Why one case stands where it stands: its source with what that rests on, whom it infected, who else comes into question. */
export function CasePanel({ caseId, onSelect, onClose }: Props) {
  const [named, setNamed] = useState<string | null>(null) // the case whose name was asked for: each is asked for and noted by itself
  const reveal = named === caseId
  const found = useQuery({ queryKey: ['chains', 'source', caseId, reveal], queryFn: () => getSource(caseId, reveal), placeholderData: (before) => (before?.id === caseId ? before : undefined) })
  return (
    <aside className="chain-panel" aria-label={t('chains.panel')}>
      <Button type="text" size="small" className="chain-close" aria-label={t('chains.close')} onClick={onClose}>✕</Button>
      <Answer of={found}>{(source) => <Told key={source.id} {...{ source, onSelect }} onName={reveal ? null : () => setNamed(caseId)} />}</Answer>
    </aside>
  )
}

const codeOf = ({ code, caseId }: { code: string | null; caseId: string }): string => code ?? caseId.slice(0, 8)
const settingText = (setting: string | null): string => (setting === null ? '' : ` (${word(`register.outbreak.code.setting.${setting}`).toLocaleLowerCase('vi')})`)
const howText = ({ kind }: InfectorLine): string => word(`chains.how.${kind}`)

/** Why this person is here, in one sentence. */
export function whyText({ links, infectors }: CaseSource): string {
  const source = links.find(({ direction }) => direction === 'source')
  const infected = links.filter(({ direction }) => direction === 'infected').length
  if (source) return t('chains.why.source', { kind: word(`chains.kind.${source.kind}`).toLocaleLowerCase('vi'), code: codeOf(source), basis: word(`chains.basis.${source.basis}`).toLocaleLowerCase('vi') + settingText(source.setting), days: source.days })
  const likely = infectors[0]
  if (likely) return t('chains.why.likely', { code: codeOf(likely), share: Math.round(likely.share * 100), how: howText(likely), hours: likely.hours, day: formatDay(likely.lastOn), days: likely.days })
  return infected > 0 ? t('chains.why.first', { n: infected }) : t('chains.why.alone')
}

function Told({ source, onSelect, onName }: { source: CaseSource; onSelect: (caseId: string) => void; onName: (() => void) | null }) {
  const { may } = useMe()
  const [entering, setEntering] = useState<{ id: string; name: string } | 'open' | null>(null)
  const part = (direction: CaseLinkLine['direction']) => source.links.filter((each) => each.direction === direction)
  return (
    <>
      <h2>{source.code ?? t('cases.noCode')}</h2>
      <p>{source.name ?? (onName !== null && may('disease_case.reveal') && <Button size="small" onClick={onName}>{t('chains.showName')}</Button>)}</p>
      <p className="quiet">{source.area} · {codeWord(diseaseCase, 'classification', source.classification)} · {t('chains.onset', { day: formatDay(source.onsetOn) })}</p>
      <p className="chain-why">{whyText(source)}</p>
      <p><Link to={`/ca-benh/${source.id}`}>{t('chains.toCase')}</Link></p>
      <Links title={t('chains.sources')} lines={part('source')} onSelect={onSelect} />
      <Links title={t('chains.infected')} lines={part('infected')} onSelect={onSelect} />
      {source.infectors.length > 0 && <Infectors of={source} onSelect={onSelect} onEnter={may('case_link.create') ? (id, name) => setEntering({ id, name }) : null} />}
      {!source.ranked && <p className="quiet">{t('chains.unranked')}</p>}
      {may('case_link.create') && (entering === null
        ? <Button size="small" onClick={() => setEntering('open')}>{t('chains.enter')}</Button>
        : <LinkForm key={entering === 'open' ? '' : entering.id} caseId={source.id} from={entering === 'open' ? null : entering} onDone={() => setEntering(null)} />)}
    </>
  )
}

function Links({ title, lines, onSelect }: { title: string; lines: CaseLinkLine[]; onSelect: (caseId: string) => void }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{title} <span className="figures">{lines.length}</span></h3>
      <ul className="chain-lines">
        {lines.slice(0, 50).map((line) => (
          <li key={`${line.caseId} ${line.basis} ${line.linkId}`}>
            <button type="button" className="as-link" onClick={() => onSelect(line.caseId)}>{codeOf(line)}</button> · {line.area} · {formatDay(line.onsetOn)} · {t('chains.interval', { days: line.days })}
            <br /><span className="quiet">{word(`chains.kind.${line.kind}`)} · {word(`chains.basis.${line.basis}`)}{settingText(line.setting)}{line.metOn !== null && ` · ${t('chains.met', { day: formatDay(line.metOn) })}`}{line.note !== null && ` · ${line.note}`}</span>
            {line.linkId !== null && <TakeBack linkId={line.linkId} code={codeOf(line)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Takes an entered link back, with the reason. */
function TakeBack({ linkId, code }: { linkId: string; code: string }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (): Promise<void> => {
    try {
      await voidLink(linkId, reason.trim())
      await queries.invalidateQueries({ queryKey: ['chains'] })
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  if (!may('case_link.void')) return null
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <Popconfirm title={t('chains.takeBackAsk', { code })} description={<Input aria-label={t('chains.reason')} placeholder={t('chains.reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />} okButtonProps={{ disabled: reason.trim() === '' }} onConfirm={() => void take()}>
        {' '}<button type="button" className="as-link">{t('chains.takeBack')}</button>
      </Popconfirm>
    </>
  )
}

type InfectorsProps = { of: CaseSource; onSelect: (caseId: string) => void; onEnter: ((id: string, name: string) => void) | null }

function Infectors({ of: { infectors, links }, onSelect, onEnter }: InfectorsProps) {
  const entered = new Set(links.filter(({ direction, linkId }) => direction === 'source' && linkId !== null).map(({ caseId }) => caseId))
  return (
    <section>
      <h3>{t('chains.infectors')}</h3>
      <p className="quiet">{t('chains.infectorsWhy')}</p>
      <ol className="chain-lines">
        {infectors.map((line) => (
          <li key={line.caseId}>
            <b className="figures">{Math.round(line.share * 100)} %</b> <button type="button" className="as-link" onClick={() => onSelect(line.caseId)}>{codeOf(line)}</button>
            <br /><span className="quiet">{t('chains.infector', { how: howText(line), hours: line.hours, day: formatDay(line.lastOn), days: line.days })}</span>
            {onEnter !== null && !entered.has(line.caseId) && <> <button type="button" className="as-link" onClick={() => onEnter(line.caseId, codeOf(line))}>{t('chains.enterThis')}</button></>}
          </li>
        ))}
      </ol>
    </section>
  )
}
