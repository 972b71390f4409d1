import { Alert, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { isRefusal, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { findBand } from './api.ts'
import './facilities.css'

const ROOMS = [
  { name: 'board', to: '/co-so', word: 'facilities.board', needs: 'facility.read' }, { name: 'waiting', to: '/co-so/cho', word: 'facilities.waiting', needs: 'stay.read' },
  { name: 'people', to: '/co-so/nguoi', word: 'facilities.people', needs: 'stay.read' },
  { name: 'teams', to: '/co-so/doi', word: 'team.title', needs: 'response_team.read' }, { name: 'home', to: '/co-so/f0', word: 'homeCare.title', needs: 'home_care.read' },
  { name: 'register', to: '/so-theo-doi/facility', word: 'facilities.register', needs: 'facility.read' },
] as const

/** The pages of facilities, as far as the post may enter them, and the field that waits for a wristband. */
export function FacilityRooms({ here }: { here: (typeof ROOMS)[number]['name'] }) {
  const { may } = useMe()
  const go = useNavigate()
  const [code, setCode] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const find = () => {
    if (code.trim() === '') return
    setRefused(null)
    findBand(code.trim()).then(({ id }) => { setCode(''); void go(`/co-so/nguoi/${id}`) }, (error: unknown) => setRefused(isRefusal(error, 'not-found') ? t('facilities.notFound') : messageOf(error)))
  }
  return (
    <>
      <nav className="views no-print" aria-label={t('facilities.rooms')}>
        {ROOMS.filter(({ needs }) => may(needs)).map((room) => <Link key={room.name} to={room.to} aria-current={room.name === here ? 'page' : undefined}>{t(room.word)}</Link>)}
        {may('stay.read') && <Input aria-label={t('facilities.find')} placeholder={t('facilities.find')} autoComplete="off" maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} onPressEnter={find} className="fac-scan" />}
      </nav>
      {refused !== null && <Alert type="warning" showIcon title={refused} />}
    </>
  )
}
