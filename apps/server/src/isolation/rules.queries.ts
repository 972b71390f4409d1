import type { IsolationRule } from '@phaodai/isolation'
import type { Tx } from '#kernel/transaction.ts'

const RULE = `r.id, r.code, r.valid_from as "from", r.valid_to as "to", r.subject, r.age_from as "ageFrom", r.age_to as "ageTo", r.doses_from as "dosesFrom", r.doses_to as "dosesTo", r.dose_days_from as "doseDaysFrom", r.dose_months_to as "doseMonthsTo",
  r.recovered_months as "recoveredMonths", r.origins, r.needs_fit_home as "needsFitHome", r.province_code as "provinceCode", r.form, r.days, r.watch_days as "watchDays", r.test_days as "testDays", r.watch_test_days as "watchTestDays",
  r.then_form as "thenForm", r.then_days as "thenDays", r.longest_days as "longestDays", r.counts_from as "countsFrom", r.first_day as "firstDay", r.source, r.confidence, r.note`

/** The rows of a disease that nobody has replaced. */
export function loadIsolationRules(tx: Tx, diseaseCode: string): Promise<IsolationRule[]> {
  return tx.rows<IsolationRule>(`select ${RULE} from isolation_rule r where r.disease_code = $1 and r.superseded_at is null order by r.valid_from, r.code`, [diseaseCode])
}

/** The province that an area lies in, by its code; undefined for an area above one. */
export async function findProvinceCode(tx: Tx, areaId: number): Promise<string | null> {
  return (await tx.find<{ code: string }>(`select p.code from area p join area a on a.id between p.id and p.last_id where a.id = $1 and p.level = 'province' limit 1`, [areaId]))?.code ?? null
}
