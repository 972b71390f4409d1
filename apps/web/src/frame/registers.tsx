import { lazy, Suspense, type ComponentType } from 'react'
import { t } from '../text/t.ts'
import { PageWaiting } from '../ui/states.tsx'

const kits = import.meta.glob<{ RegisterPage: ComponentType }>('../kit/index.ts')
const load = kits['../kit/index.ts']
const RegisterPage = load === undefined ? null : lazy(async () => ({ default: (await load()).RegisterPage }))

/** Sổ theo dõi: drawn by the register kit from each register's declaration. */
export function RegistersPage() {
  if (RegisterPage === null) return <p className="notice">{t('registers.none')}</p>
  return <Suspense fallback={<PageWaiting />}><RegisterPage /></Suspense>
}
