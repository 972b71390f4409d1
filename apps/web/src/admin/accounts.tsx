import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { listAccounts, resetFactor, switchAccount, type AccountView } from '../api/bodies.ts'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { AccountDialog, PasswordSetDialog } from './account-dialogs.tsx'

/** Accounts of the people below this body: made, locked, unlocked, given a new password. */
export function Accounts() {
  const { may } = useMe()
  const [words, setWords] = useState('')
  const [making, setMaking] = useState(false)
  const asked = useSettled(words.trim(), 250)
  const accounts = useQuery({ queryKey: ['accounts', asked], queryFn: () => listAccounts(asked), placeholderData: (before) => before })
  return (
    <>
      <div className="filter-line">
        <Input className="words-search" allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('people.search')} aria-label={t('people.search')} />
        {may('account.manage') && <Button type="primary" onClick={() => setMaking(true)}>{t('accounts.create')}</Button>}
      </div>
      <Answer of={accounts}>
        {(rows) => (rows.length === 0 ? <Nothing title="accounts.none" /> : (
          <Table caption={t('admin.accounts')} heads={['signIn.username', 'people.name', 'accounts.state', 'accounts.passwordSet']} acts="task.actions">
            {rows.map((row) => <AccountRow key={row.id} account={row} />)}
          </Table>
        ))}
      </Answer>
      {making && <AccountDialog close={() => setMaking(false)} />}
    </>
  )
}

function stateWords(account: AccountView): string {
  if (account.disabledAt !== null) return t('accounts.disabled')
  if (account.lockedUntil !== null && account.lockedUntil > new Date().toISOString()) return t('accounts.locked')
  return account.mustChangePassword ? t('accounts.mustChange') : t('accounts.active')
}

function AccountRow({ account }: { account: AccountView }) {
  const { may, me } = useMe()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [setting, set] = useState(false)
  const off = account.disabledAt !== null
  const reset = useMutation({ mutationFn: () => resetFactor(account.id), onError: (error) => message.error(messageOf(error)), onSuccess: () => message.success(t('factor.lostDone')), onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }) })
  const turn = useMutation({ mutationFn: () => switchAccount(account.id, off, account.version), onError: (error) => message.error(messageOf(error)), onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }) })
  return (
    <tr>
      <td><code>{account.username}</code></td><td data-label={t('people.name')}>{account.fullName}</td><td data-label={t('accounts.state')}>{stateWords(account)}{account.secondFactor && <span className="quiet"> · {t('factor.has')}</span>}</td>
      <td data-label={t('accounts.passwordSet')}>{account.passwordSetAt === null ? <span className="quiet">{t('day.none')}</span> : <InstantText at={account.passwordSetAt} />}</td>
      <td>{may('account.manage') && <span className="row-actions">
        <Button size="small" onClick={() => set(true)}>{t('accounts.setPassword')}</Button>
        {account.secondFactor && account.username !== me.username && <Popconfirm title={t('factor.lostAsk')} onConfirm={() => reset.mutate()}><Button size="small" loading={reset.isPending}>{t('factor.lost')}</Button></Popconfirm>}
        <Popconfirm title={t(off ? 'accounts.enableAsk' : 'accounts.disableAsk')} onConfirm={() => turn.mutate()}><Button size="small" loading={turn.isPending}>{t(off ? 'accounts.enable' : 'accounts.disable')}</Button></Popconfirm>
      </span>}{setting && <PasswordSetDialog account={account} close={() => set(false)} />}</td>
    </tr>
  )
}
