import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { ResponseTeamView } from '@phaodai/office'
import { responseTeam } from '@phaodai/registers'
import { FacilityRooms } from '../facilities/rooms.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getTeam, stepTeam, TEAMS } from './api.ts'
import { Dispatches, Sending } from './dispatch.tsx'
import { Rests } from './list.tsx'
import { Roster } from './roster.tsx'
import '../ui/desk.css'

/** One team: whether it may be sent, who is in it, what its store holds, where it was sent. */
export function ResponseTeamPage() {
  useTitle('team.one')
  const { id = '' } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: [...TEAMS, 'one', id], queryFn: () => getTeam(id, may('response_team.reveal')) })
  return (
    <>
      <FacilityRooms here="teams" />
      <Answer of={found}>{(view) => <Shown view={view} />}</Answer>
    </>
  )
}

function Shown({ view }: { view: ResponseTeamView }) {
  const { team, note, against, cares } = view
  return (
    <article>
      <header className="page-head"><h1>{team.name}</h1><Link to={`/so-theo-doi/response_team/${team.id}`}>{t('team.edit')}</Link></header>
      <p><strong>{stateWord(responseTeam, team.state)}</strong> <Rests until={team.restUntil} /> · {codeWord(responseTeam, 'kind', team.kind)} · {team.area}{[team.body, team.facility, team.phone, note].filter((each) => each !== null).map((each) => <span key={each}> · {each}</span>)}</p>
      {cares > 0 && <p><Link to={`/co-so/f0?tram=${team.id}`}>{t('team.cares', { n: cares })}</Link></p>}
      {against !== null && <Alert type="warning" role="note" showIcon title={t('team.against', { why: against })} />}
      <RuleLine rule={view.rule} />
      <Steps team={team} />
      {team.state === 'ready' && <Sending team={team} />}
      <Dispatches view={view} />
      <Roster view={view} />
      <Kits view={view} />
    </article>
  )
}

function RuleLine({ rule }: Pick<ResponseTeamView, 'rule'>) {
  if (rule === null) return null
  return <p className="quiet">{t('team.rule', { people: rule.leastPeople, head: rule.needsHead ? t('team.rule.head') : '', hours: rule.restHours, source: rule.source })} {t(`team.confidence.${rule.confidence}`)}</p>
}

function Steps({ team }: Pick<ResponseTeamView, 'team'>) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(TEAMS)
  const step = (team.state === 'forming' && may('response_team.make-ready') && 'ready') || (team.state === 'resting' && may('response_team.end-rest') && 'rested')
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {step && team.ours && <p className="no-print"><Button type="primary" disabled={busy} onClick={() => void act(() => stepTeam(team.id, step))}>{t(`team.${step}`)}</Button></p>}
    </>
  )
}

function Kits({ view: { team, kits } }: { view: ResponseTeamView }) {
  if (!team.ours) return null
  return (
    <section className="desk-section" aria-label={t('team.kits')}><h2>{t('team.kits')}</h2>
      {kits.length === 0 ? <p className="quiet">{t('team.kits.none')}</p> : <dl className="desk-facts">{kits.map(({ itemId, item, quantity, unit }) => <div key={itemId} style={{ display: 'contents' }}><dt>{item}</dt><dd>{formatNumber(quantity)} {unit}</dd></div>)}</dl>}
    </section>
  )
}
