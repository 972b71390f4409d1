import type { Tx } from '#kernel/transaction.ts'

/** One laboratory of the province, run by the body of whoever enters the most, and a round of each place and day on which contacts were sampled. */
const ROUNDS = `
  with busiest as (select k.created_by, count(*) as n from case_contact k where k.sampled_at is not null and k.voided_at is null group by 1 order by 2 desc, 1 limit 1),
    place as (select p.acts_for_id as body_id, b.seat_area_id as area_id, p.id as post_id from busiest y join post p on p.id = y.created_by join body b on b.id = p.acts_for_id),
    laboratory_made as (
      insert into laboratory (id, area_id, name, body_id, confirms, licence, capacities, methods, search_key, created_by)
      select md5('laboratory')::uuid, area_id, 'Phòng xét nghiệm khẳng định MẪU', body_id, true, 'Giấy phép MẪU', '[{"fromOn": "2021-05-01", "perDay": 1500}]', '[{"method": "rt-pcr", "fromOn": "2021-05-01"}, {"method": "rapid-antigen", "fromOn": "2021-07-01"}]', 'phong xet nghiem', post_id from place returning id)
  insert into testing_round (id, area_id, name, disease_code, purpose, method, planned_on, expected, pool_size, laboratory_id, search_key, created_by, state)
  select md5('round' || k.area_id || day_in_vietnam(k.sampled_at))::uuid, k.area_id, 'Lấy mẫu F1 ' || min(a.full_name) || ' ngày ' || to_char(day_in_vietnam(k.sampled_at), 'DD/MM/YYYY'), c.disease_code, 'f1', 'rt-pcr', day_in_vietnam(k.sampled_at), count(*), 10, l.id, '', min(k.created_by::text)::uuid,
    case when day_in_vietnam(k.sampled_at) < $1::date - 1 then 'ended' else 'running' end
  from case_contact k join disease_case c on c.id = k.case_id join area a on a.id = k.area_id cross join laboratory_made l where k.sampled_at is not null and k.voided_at is null and c.disease_code = 'covid-19' group by k.area_id, day_in_vietnam(k.sampled_at), c.disease_code, l.id`

/** A tube of each sampled contact, ten of a place and day in one pool; a positive one is re-tested tube by tube, and what has no result yet lies at the laboratory. */
const TUBES = `
  with tube as (
    select k.id as contact_id, k.area_id, k.individual_id, k.sampled_at, k.full_name, i.birth_year, i.sex, k.created_by, c.disease_code, case when k.result in ('positive', 'negative') then k.result end as outcome,
      (row_number() over (partition by k.area_id, day_in_vietnam(k.sampled_at) order by k.sampled_at, k.id) - 1) / 10 as chunk, row_number() over (order by k.sampled_at, k.id) as n
    from case_contact k join disease_case c on c.id = k.case_id left join individual i on i.id = k.individual_id where k.sampled_at is not null and k.voided_at is null and c.disease_code = 'covid-19'),
  grouped as (
    select t.*, md5('pool' || t.area_id || day_in_vietnam(t.sampled_at) || t.chunk)::uuid as pool_id, count(*) over w as members, bool_or(t.outcome = 'positive') over w as found, bool_and(t.outcome is not null) over w as known, max(t.sampled_at) over w as last_at, min(t.n) over w as first_n
    from tube t window w as (partition by t.area_id, day_in_vietnam(t.sampled_at), t.chunk)),
  pooled as (
    insert into specimen (id, area_id, barcode, form, disease_code, purpose, method, taken_at, round_id, laboratory_id, shipment, sent_at, received_at, outcome, resulted_at, search_key, created_by, state)
    select distinct on (pool_id) pool_id, area_id, 'GM' || lpad(first_n::text, 5, '0'), 'pool', disease_code, 'f1', 'rt-pcr', last_at, md5('round' || area_id || day_in_vietnam(sampled_at))::uuid, md5('laboratory')::uuid, 'LO-' || to_char(last_at, 'DDMM'), least(last_at + interval '1 hour', $1::timestamptz), least(last_at + interval '3 hours', $1::timestamptz),
      case when found then 'positive' when known then 'negative' end, case when found or known then least(last_at + interval '12 hours', $1::timestamptz) end, '', created_by, case when found or known then 'resulted' else 'received' end
    from grouped where members > 1 order by pool_id, sampled_at returning id, outcome, taken_at, resulted_at, created_by),
  single as (
    insert into specimen (id, area_id, barcode, form, disease_code, individual_id, full_name, birth_year, sex, purpose, kind, method, taken_at, round_id, contact_id, pool_id, laboratory_id, shipment, sent_at, received_at, outcome, resulted_at, retest_due_at, search_key, created_by, state)
    select md5('tube' || contact_id)::uuid, area_id, 'M' || lpad(n::text, 6, '0'), 'single', disease_code, individual_id, full_name, birth_year, sex, 'f1', 'nasopharyngeal', 'rt-pcr', sampled_at, md5('round' || area_id || day_in_vietnam(sampled_at))::uuid, contact_id, case when members > 1 then pool_id end, md5('laboratory')::uuid, 'LO-' || to_char(last_at, 'DDMM'), least(last_at + interval '1 hour', $1::timestamptz), least(last_at + interval '3 hours', $1::timestamptz),
      outcome, case when outcome is not null then least(last_at + interval '20 hours', $1::timestamptz) end, case when members > 1 and found and outcome is null then last_at + interval '36 hours' end, lower('M' || lpad(n::text, 6, '0')), created_by, case when outcome is not null then 'resulted' else 'received' end
    from grouped returning id, outcome, taken_at, resulted_at, pool_id, created_by)
  insert into test_result (id, specimen_id, laboratory_id, method, outcome, cts, tested_at, reported_at, source, created_by)
  select md5('result' || id)::uuid, id, md5('laboratory')::uuid, 'rt-pcr', outcome, case when outcome = 'positive' then '[{"gene": "E", "ct": 27.4}]'::jsonb end, greatest(taken_at, resulted_at - interval '2 hours'), resulted_at, 'entered', created_by from pooled where outcome is not null
  union all
  select md5('result' || s.id)::uuid, s.id, md5('laboratory')::uuid, 'rt-pcr', s.outcome, case when s.outcome = 'positive' then '[{"gene": "E", "ct": 24.8}, {"gene": "RdRp", "ct": 26.1}]'::jsonb end, greatest(s.taken_at, s.resulted_at - interval '2 hours'), s.resulted_at, 'entered', s.created_by
  from single s left join pooled p on p.id = s.pool_id where s.outcome is not null and p.outcome is distinct from 'negative'`

/** What a tube is taken for is what its contact was told before: entering the tube made it wait again. */
const TOLD = `update case_contact k set result = s.outcome from specimen s where s.contact_id = k.id and s.outcome is not null and k.result is distinct from s.outcome and k.voided_at is null`

/** Rounds, tubes, pools and results of the contacts that were sampled; the laboratory has in hand what waits. */
export async function saveTesting(tx: Tx, today: string): Promise<void> {
  await tx.run(ROUNDS, [today])
  await tx.run(TUBES, [`${today}T06:00:00.000+07:00`])
  await tx.run(TOLD)
}
