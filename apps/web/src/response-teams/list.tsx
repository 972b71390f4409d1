import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ResponseTeamLine } from '@phaodai/office'
import { responseTeam } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { FacilityRooms } from '../facilities/rooms.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listTeams, TEAMS } from './api.ts'

const STATES = ['ready', 'dispatched', 'resting', 'forming'] as const

/** Đội và trạm lưu động: which are ready, which are out and where, which rest until when. */
export function ResponseTeamsPage() {
  useTitle('team.title')
  const { may } = useMe()
  const found = useQuery({ queryKey: [...TEAMS, 'all'], queryFn: listTeams, refetchInterval: 60_000 })
  return (
    <>
      <FacilityRooms here="teams" />
      <header className="page-head"><h1>{t('team.title')}</h1>{may('response_team.create') && <Link to="/so-theo-doi/response_team/new">{t('team.new')}</Link>}</header>
      <Answer of={found}>{({ teams }) => (teams.length === 0 ? <Nothing title="team.none" /> : <Teams teams={teams} />)}</Answer>
    </>
  )
}

function Teams({ teams }: { teams: readonly ResponseTeamLine[] }) {
  return (
    <>
      <ul className="fac-counts">{STATES.map((state) => <li key={state}><b>{formatNumber(teams.filter((team) => team.state === state).length)}</b>{t(`team.count.${state}`)}</li>)}</ul>
      <Table caption={t('team.title')} heads={['team.column.name', 'team.column.home', 'team.column.state', 'team.column.people', 'team.column.where']}>
        {teams.map((team) => <Row key={team.id} team={team} />)}
      </Table>
    </>
  )
}

function Row({ team }: { team: ResponseTeamLine }) {
  return (
    <tr>
      <td data-label={t('team.column.name')}><Link to={`/co-so/doi/${team.id}`}>{team.name}</Link> <span className="quiet">{codeWord(responseTeam, 'kind', team.kind)}</span></td>
      <td data-label={t('team.column.home')}>{team.area}</td>
      <td data-label={t('team.column.state')}>{stateWord(responseTeam, team.state)} <Rests until={team.restUntil} /></td>
      <td className="fac-number" data-label={t('team.column.people')}>{team.ours || team.out !== null ? formatNumber(team.people) : ''}</td>
      <td data-label={t('team.column.where')}>{team.out !== null && <>{t('team.outTo', { area: team.out.area, until: formatDay(team.out.untilOn) })}{team.out.arrivedAt === null && <span className="quiet"> · {t('team.notArrived')}</span>}</>}</td>
    </tr>
  )
}

/** Until when a team rests. */
export function Rests({ until }: { until: string | null }) {
  return until === null ? null : <span className="quiet">{t('team.restUntil', { at: '' })}<InstantText at={until} /></span>
}
