import { DownOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { actIn, messageOf, send } from '../api/client.ts'
import { Bell } from '../notices/bell.tsx'
import { SecondFactorDialog } from '../second-factor/dialog.tsx'
import { t } from '../text/t.ts'
import { forgetDrafts } from '../ui/drafts.ts'
import { useLanguage } from './language.ts'
import { useMe } from './me.tsx'
import { PasswordDialog } from './password.tsx'

/** In which post am I acting, search, language, account. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="top-bar">
      <Link to="/" className="brand" aria-label={t('frame.home')}>
        <img src="/favicon.svg" alt="" width="24" height="24" />
        <span className="brand-word">{t('frame.product')}</span>
      </Link>
      <PostSwitch />
      <Button className="search-button" icon={<SearchOutlined />} onClick={onSearch} aria-keyshortcuts="Control+K">
        <span className="wide-only">{t('search.open')}</span> <kbd className="wide-only">Ctrl K</kbd>
        <span className="unseen narrow-only">{t('search.open')}</span>
      </Button>
      <Bell />
      <LanguageSwitch />
      <AccountMenu />
    </header>
  )
}

function PostSwitch() {
  const { me, post, switchTo } = useMe()
  const navigate = useNavigate()
  if (post === null) return <span className="post-switch">{t('frame.noPost')}</span>
  const label = <span className="post-words"><span className="post-body">{post.body.name}</span><span className="post-title">{post.standsIn ? t('delegation.insteadOf', { title: post.title }) : post.title}</span></span>
  if (me.posts.length === 1) return <div className="post-switch">{label}</div>
  const items = me.posts.map((each) => ({ key: each.id, label: `${each.body.name} · ${each.standsIn ? t('delegation.insteadOf', { title: each.title }) : each.title}` }))
  const choose = (id: string) => {
    switchTo(id)
    void navigate('/')
  }
  return (
    <Dropdown menu={{ items, selectedKeys: [post.id], onClick: ({ key }) => choose(key) }} trigger={['click']}>
      <button type="button" className="post-switch clickable">{label}<DownOutlined aria-hidden="true" /><span className="unseen">{t('frame.switchPost')}</span></button>
    </Dropdown>
  )
}

function LanguageSwitch() {
  const { language, choose } = useLanguage()
  const next = language === 'vi' ? 'en' : 'vi'
  return <Button type="text" onClick={() => choose(next)} lang={next} aria-label={`${next.toUpperCase()} ${t('frame.otherLanguage')}`}>{next.toUpperCase()}</Button>
}

function AccountMenu() {
  const { me } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const [securing, secure] = useState(false)
  const signOut = async () => {
    await send('POST', '/api/sign-out').catch((error: unknown) => message.error(messageOf(error)))
    actIn(null)
    forgetDrafts()
    queries.clear()
    window.location.assign('/')
  }
  const choices: Record<string, () => unknown> = { out: signOut, password: () => setChanging(true), factor: () => secure(true), sessions: () => navigate('/quan-tri/phien') }
  const items: MenuProps['items'] = [
    { key: 'who', label: me.person?.fullName, disabled: true }, { type: 'divider' },
    { key: 'sessions', label: t('account.sessions') }, { key: 'password', label: t('account.changePassword') }, { key: 'factor', label: t('factor.title') }, { key: 'out', label: t('account.signOut') },
  ]
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => void choices[key]?.() }} trigger={['click']}>
        <Button type="text" icon={<UserOutlined />} aria-label={t('account.menu', { name: me.person?.fullName ?? '' })} />
      </Dropdown>
      {securing && <SecondFactorDialog onClose={() => secure(false)} />}
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </>
  )
}
