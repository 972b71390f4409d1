import { Button } from 'antd'
import { useState } from 'react'
import { FieldsDialog } from '../committees/dialog.tsx'
import { t } from '../text/t.ts'

/** An item of a received document that measures carry out. */
export type Carried = { carriesOutId: string | null; carriesOutLabel: string }

/** Which item of which received document the measures carry out. */
export function CarriesOut({ of, change }: { of: Carried; change: (more: Carried) => void }) {
  const [asking, setAsking] = useState(false)
  return (
    <p className="desk-tools">
      <span>{t('zone.measures.carriesOut')}: {of.carriesOutId === null ? '—' : of.carriesOutLabel || '✓'}</span> <Button size="small" onClick={() => setAsking(true)}>{t('zone.measures.pickDocument')}</Button>
      {asking && <FieldsDialog title={t('zone.measures.carriesOut')} initial={{ directive: of.carriesOutId, label: of.carriesOutLabel }} onClose={() => setAsking(false)}
        fields={[{ name: 'directive', label: 'zone.measures.carriesOut', kind: 'directive' }, { name: 'label', label: 'zone.measures.carriesOutItem', kind: 'text' }]}
        onSave={async ({ directive, label }) => change({ carriesOutId: directive as string | null, carriesOutLabel: (label as string | null) ?? '' })} />}
    </p>
  )
}
