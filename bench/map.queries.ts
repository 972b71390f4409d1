import { withClient } from '#kernel/database/pool.ts'

/** Publishes a level of every commune that stands on a day, one to four by its number, as a round that was noted. */
export function plantPublished(adminUrl: string, day: string, rules: string): Promise<void> {
  return withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
    await client.query('begin; set local role phaodai_system')
    await client.query(`
      insert into level_round (id, kind, area_id, body_id, disease_code, day, rule_set, rules, cases, state, created_by, created_at, published_by, published_at, in_force_from, source)
      select gen_random_uuid(), 'noted', (select id from area where level = 'country' and valid_to is null order by id desc limit 1), (select min(id) from body), 'covid-19', $1, '4800-11', $2, 'all', 'published', p.id, now(), p.id, now(), $1, 'MẪU'
      from post p order by p.id limit 1`, [day, rules])
    await client.query(`
      insert into area_level (round_id, area_id, computed, level, confidence, disease_code) select (select id from level_round limit 1), a.id, 1 + a.id / 1000 % 4, 1 + a.id / 1000 % 4, 'low', 'covid-19'
      from area a where a.level = 'commune' and a.valid_from <= $1 and coalesce(a.valid_to, $1) >= $1`, [day])
    await client.query('commit')
  })
}
