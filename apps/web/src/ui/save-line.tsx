import { Button } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../text/t.ts'
import type { SaveState } from './autosave.ts'

/** Whether the text under the hands is kept; another's version that waits for an answer can be looked at again. */
export function SaveLine({ text: { state, look }, children }: { text: { state: SaveState; look: () => void }; children?: ReactNode }) {
  return (
    <p className="draft-saving">
      <span role="status">{t(`draftSaving.${state}`)}</span> {state === 'stale' ? <Button size="small" onClick={look}>{t('draftSaving.look')}</Button> : children}
    </p>
  )
}
