import type { Tx } from '#kernel/session.ts'

/** What is in store of one article in one area. */
export type Balance = { areaId: number; area: string; itemId: string; item: string; unit: string; quantity: number; safetyStock: number | null }

/** Balances in scope, below the safety stock first; narrowed to an area's subtree or one article. */
export function loadBalances(tx: Tx, areaId: number | null, itemId: string | null): Promise<Balance[]> {
  return tx.rows<Balance>(
    `select b.area_id as "areaId", a.full_name as area, b.item_id as "itemId", i.name as item, i.unit, b.quantity::float8 as quantity,
      i.safety_stock::float8 as "safetyStock"
    from stock_balance b join area a on a.id = b.area_id join supply_item i on i.id = b.item_id
    where ($1::int is null or b.area_id between $1 and (select last_id from area where id = $1)) and ($2::uuid is null or b.item_id = $2)
    order by b.quantity < coalesce(i.safety_stock, 0) desc, i.name collate "vi-x-icu", b.area_id limit 2000`, [areaId, itemId])
}
