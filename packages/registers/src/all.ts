import type { Register } from './kit/register.ts'
import { inspection } from './inspection.ts'
import { rumour } from './rumour.ts'
import { stockMovement } from './stock-movement.ts'
import { supplyItem } from './supply-item.ts'

export { inspection, rumour, stockMovement, supplyItem }

/** Every register, each after those it refers to: the order of their tables. */
export const registers: readonly Register[] = [rumour, inspection, supplyItem, stockMovement]

/** The register of a name, or undefined. */
export function findRegister(name: string): Register | undefined {
  return registers.find((register) => register.name === name)
}
