import type { Tx } from '#kernel/transaction.ts'

/** Remembers who is meant by a wording in the documents of the acting body; a new answer replaces the old one. */
export async function rememberAlias(tx: Tx, alias: string, aliasKey: string, bodyIds: readonly number[]): Promise<void> {
  await tx.run(`
    insert into body_alias (alias, alias_key, context_body_id, body_ids) values ($1, $2, app_body(), $3)
    on conflict (alias_key, coalesce(context_body_id, 0)) do update set alias = excluded.alias, body_ids = excluded.body_ids, learned_at = now(), learned_by = app_person()`,
  [alias, aliasKey, bodyIds])
}
