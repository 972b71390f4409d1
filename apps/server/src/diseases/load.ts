import type { DiseaseDetail, DiseaseLine, DiseaseRule } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Every disease with the row in force on a day. */
export function loadDiseases(tx: Tx, day: string): Promise<DiseaseLine[]> {
  return tx.rows<DiseaseLine>(
    `select d.code, d.name, d.name_en as "nameEn", d.icd10, r.law_group as "lawGroup", r.clock,
      case when r.incubation_max_days is not null then coalesce(r.incubation_min_days || '–', '') || r.incubation_max_days end as incubation,
      r.followup_days as "followupDays", r.outbreak_end_days as "outbreakEndDays", r.source, r.confidence
    from disease d left join lateral disease_rule_on(d.code, $1) r on true order by d.sort, d.name`, [day])
}

const RULE = `r.id, r.valid_from as "validFrom", r.valid_to as "validTo", r.law, r.law_group as "lawGroup", r.clock, r.incubation_min_days as "incubationMinDays", r.incubation_max_days as "incubationMaxDays",
  r.infectious_from_days as "infectiousFromDays", r.infectious_to_days as "infectiousToDays", r.followup_days as "followupDays", r.outbreak_cases as "outbreakCases", r.outbreak_within_days as "outbreakWithinDays",
  r.outbreak_end_days as "outbreakEndDays", r.case_definition as "caseDefinition", r.contact_definition as "contactDefinition", r.tracing, r.indicators, r.extra_fields as "extraFields", r.source, r.confidence,
  r.revision, r.superseded_at as "supersededAt", r.changed_at as "changedAt", p.title as "changedBy", r.change_reason as "changeReason"`

/** One disease with its rows and their revisions, the newest day first. Problem `not-found`. */
export async function loadDisease(tx: Tx, code: string): Promise<DiseaseDetail> {
  const disease = await tx.get<Omit<DiseaseDetail, 'rules'>>('select code, name, name_en as "nameEn", icd10 from disease where code = $1', [code])
  const rules = await tx.rows<DiseaseRule>(`select ${RULE} from disease_rule r left join post p on p.id = r.changed_by where r.disease_code = $1 order by r.valid_from desc, r.revision desc`, [code])
  return { ...disease, rules }
}

/** The row of a disease in force on a day, or undefined. */
export function findRule(tx: Tx, code: string, day: string): Promise<DiseaseRule | undefined> {
  return tx.find<DiseaseRule>({ name: 'disease.rule', text: `select ${RULE} from disease_rule_on($1, $2) r left join post p on p.id = r.changed_by` }, [code, day])
}
