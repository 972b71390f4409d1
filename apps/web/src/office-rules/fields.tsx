import { Checkbox, Radio } from 'antd'
import type { OfficeRules } from '@phaodai/office'
import { t, word } from '../text/t.ts'

type Field<T> = { value: T; change: (value: T) => void }

/** What the calendar that leaves the house tells. */
export function titlesWords(value: boolean): string {
  return t(value ? 'officeRules.titlesOn' : 'officeRules.titlesOff')
}

/** The roles that need a second factor, by name. */
export function factorWords(value: readonly string[]): string {
  return value.length === 0 ? t('officeRules.nobody') : value.map((role) => word(`postRole.${role}`)).join(', ')
}

/** Counts alone, or titles as well. */
export function TitlesField({ value, change }: Field<boolean>) {
  return <Radio.Group className="office-rule-choices" aria-label={t('officeRules.titles')} value={value} onChange={({ target }) => change(target.value as boolean)} options={[false, true].map((each) => ({ value: each, label: titlesWords(each) }))} />
}

/** Every role, with how many of its people have no second factor yet. */
export function FactorField({ value, change, roles }: Field<string[]> & { roles: OfficeRules['roles'] }) {
  const toggle = (role: string) => change(roles.map((each) => each.role).filter((each) => (each === role) !== value.includes(each)))
  return (
    <>
      {roles.some(({ accounts }) => accounts !== null) && <p className="quiet">{t('officeRules.reach')}</p>}
      <ul className="office-rule-choices" aria-label={t('officeRules.factor')}>
        {roles.map(({ role, accounts, without }) => (
          <li key={role}><Checkbox checked={value.includes(role)} onChange={() => toggle(role)}>
            {word(`postRole.${role}`)} {accounts !== null && <span className="quiet">{t('officeRules.accounts', { n: accounts, without: without ?? 0 })}</span>}
          </Checkbox></li>
        ))}
      </ul>
    </>
  )
}
