import { searchKey } from '@phaodai/vocabulary'
import type { DiseaseRuleChange } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/**
 * Writes a row as a new revision: what it replaces stays, marked as superseded. Problem `stale` when that one was replaced
 * meanwhile; the database refuses a second row of one day as `duplicate`.
 */
export async function reviseRule(tx: Tx, code: string, id: string, { replacesId, reason, ...facts }: DiseaseRuleChange): Promise<void> {
  if ((await tx.find('select 1 from disease_rule where id = $1 and disease_code = $2', [id, code])) !== undefined) return
  const revision = replacesId === null ? 1 : await supersede(tx, code, replacesId)
  await tx.run(
    `insert into disease_rule (id, disease_code, valid_from, valid_to, law, law_group, clock, incubation_min_days, incubation_max_days, infectious_from_days, infectious_to_days, followup_days,
       outbreak_cases, outbreak_within_days, outbreak_end_days, case_definition, contact_definition, indicators, extra_fields, source, confidence, revision, change_reason, tracing)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    [id, code, facts.validFrom, facts.validTo, facts.law, facts.lawGroup, facts.clock, facts.incubationMinDays, facts.incubationMaxDays, facts.infectiousFromDays, facts.infectiousToDays, facts.followupDays,
      facts.outbreakCases, facts.outbreakWithinDays, facts.outbreakEndDays, JSON.stringify(facts.caseDefinition), facts.contactDefinition, facts.indicators, facts.extraFields, facts.source, facts.confidence, revision, reason,
      facts.tracing === null ? null : JSON.stringify(facts.tracing)])
}

async function supersede(tx: Tx, code: string, id: string): Promise<number> {
  const { revision } = await tx.get<{ revision: number }>('select revision from disease_rule where id = $1 and disease_code = $2', [id, code])
  const done = await tx.run('update disease_rule set superseded_at = now() where id = $1 and superseded_at is null', [id])
  if (done === 0) throw new Problem('stale')
  return revision + 1
}

/** Adds a disease to the catalogue; false = its code is taken. */
export async function insertDisease(tx: Tx, code: string, { name, nameEn, icd10 }: { name: string; nameEn: string; icd10: string | null }): Promise<boolean> {
  return (await tx.run('insert into disease (code, name, name_en, icd10, search_key) values ($1, $2, $3, $4, $5) on conflict (code) do nothing',
    [code, name, nameEn, icd10, searchKey(`${name} ${nameEn} ${icd10 ?? ''}`)])) > 0
}
