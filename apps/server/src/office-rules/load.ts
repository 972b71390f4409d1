import type { OfficeRules } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

type Line = OfficeRules['factorRoles']['lines'][number]
/** A rule as the table holds it. */
export interface RuleRows<T> { version: number; lines: (Omit<Line, 'value'> & { value: T })[] }

/** Every line of a rule, newest first, and how often it was set. */
export async function loadRule<T>(tx: Tx, key: 'feed-titles' | 'second-factor-roles'): Promise<RuleRows<T>> {
  const lines = await tx.rows<RuleRows<T>['lines'][number] & { version: number }>(`
    select value, valid_from as "validFrom", source, set_by as "setBy", set_at as "setAt", version from office_setting where key = $1 order by valid_from desc`, [key])
  return { version: lines.reduce((sum, line) => sum + line.version, 0), lines }
}

/** Roles with the accounts within reach that hold them today, and how many of those have no second factor; null where the post reads no accounts. */
export function loadRoles(tx: Tx, today: string): Promise<OfficeRules['roles']> {
  return tx.rows(`
    select r.name as role, case when reads.yes then count(distinct a.id)::int end as accounts, case when reads.yes then count(distinct a.id) filter (where not account_factor(a.id))::int end as without
    from role r cross join (select 'account' = any (app_reads()) as yes) reads left join post o on o.role = r.name and o.valid_from <= $1::date and (o.valid_to is null or o.valid_to >= $1::date)
      left join account a on a.person_id = o.person_id and a.disabled_at is null
    group by r.name, reads.yes order by r.name`, [today])
}

/** Whether the acting body stands at the top of its tree. */
export async function isAtTheTop(tx: Tx): Promise<boolean> {
  return (await tx.get<{ top: boolean }>('select at_the_top() as top')).top
}
