import { useState } from 'react'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { SecondFactorDialog } from '../second-factor/dialog.tsx'
import { SignInPage } from '../sign-in/sign-in.tsx'
import { t } from '../text/t.ts'
import { Failure, PageWaiting } from '../ui/states.tsx'
import { MeProvider, useMe, useMeQuery } from './me.tsx'
import { StandIn } from '../committees/stand-in.tsx'
import { PasswordDialog } from './password.tsx'
import { Rail } from './rail.tsx'
import { Palette } from '../search/palette.tsx'
import { useRememberThings } from '../search/recent.ts'
import { TopBar } from './top-bar.tsx'
import { useKeys } from '../ui/keys.ts'
import { useUndoKey } from '../ui/undo.tsx'

/** Everything around a page. Without a session it is the sign-in page. */
export function Frame() {
  const me = useMeQuery()
  if (me.isPending) return <PageWaiting />
  if (me.isError) return <div className="alone"><Failure error={me.error} retry={() => void me.refetch()} /></div>
  if (me.data.person === null) return <SignInPage demo={me.data.demo} accounts={me.data.demoAccounts ?? []} />
  return <MeProvider me={me.data}><Room /></MeProvider>
}

function Room() {
  const { me, post } = useMe()
  const [searching, setSearching] = useState(false)
  const { pathname } = useLocation()
  const moving = useNavigation().state !== 'idle'
  useUndoKey()
  useRememberThings(post?.id ?? '')
  useKeys({ 'ctrl+k': () => setSearching(true), '/': () => setSearching(true) })
  return (
    <div className="frame">
      <a className="skip" href="#main">{t('frame.skip')}</a>
      {me.demo && <p className="sample" role="note"><strong>{t('frame.sample')}</strong> {t('frame.sampleNote')}</p>}
      <TopBar onSearch={() => setSearching(true)} />
      <Rail />
      <main id="main" tabIndex={-1} className={moving ? 'page moving' : 'page'} key={`${post?.id ?? ''}`} data-path={pathname}>
        <StandIn />
        <Outlet />
      </main>
      {me.mustChangePassword && <PasswordDialog open forced onClose={() => {}} />}
      {!me.mustChangePassword && me.secondFactor.required && !me.secondFactor.inForce && <SecondFactorDialog forced onClose={() => {}} />}
      <Palette open={searching} onClose={() => setSearching(false)} />
    </div>
  )
}
