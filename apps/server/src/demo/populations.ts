import type { Tx } from '#kernel/transaction.ts'
import type { Ground } from './ground.ts'
import { savePopulations } from './save.ts'
import { sizesOf } from './wave/sizes.ts'

/** How many people live in each commune of the demo: the census of the province shared out by kind of commune (docs/demo.md). */
export async function keepPopulations(tx: Tx, { land, profile }: Pick<Ground, 'land' | 'profile'>): Promise<void> {
  await savePopulations(tx, sizesOf(land.filter(({ level }) => level === 'commune'), profile))
}
