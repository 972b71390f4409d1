import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../text/t.ts'

type Choices = { theirs: ReactNode; mine: ReactNode; onTakeTheirs: () => void; onKeepMine: () => void; onCancel: () => void; note?: string }

/** Somebody else, or another window, was quicker: both versions side by side, and the person chooses. `note`: what of them is shown. */
export function StaleDialog({ theirs, mine, onTakeTheirs, onKeepMine, onCancel, note }: Choices) {
  return (
    <Modal open width={760} title={t('stale.title')} onCancel={onCancel} footer={[
      <Button key="cancel" onClick={onCancel}>{t('stale.later')}</Button>,
      <Button key="theirs" onClick={onTakeTheirs}>{t('stale.takeTheirs')}</Button>,
      <Button key="mine" type="primary" onClick={onKeepMine}>{t('stale.keepMine')}</Button>,
    ]}>
      <p>{t('stale.what')}{note !== undefined && <> <span className="quiet">{note}</span></>}</p>
      <div className="two-versions">
        <section aria-label={t('stale.theirs')}><h3>{t('stale.theirs')}</h3>{theirs}</section>
        <section aria-label={t('stale.mine')}><h3>{t('stale.mine')}</h3>{mine}</section>
      </div>
    </Modal>
  )
}
