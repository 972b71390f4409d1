import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const CORPUS = process.env.PHAODAI_CORPUS ?? ''

/**
 * A file of the reference results, which lie beside the labelled corpus and are no part of the project; undefined, with
 * one loud line, on a machine that has none. Engines are then held only by the tests' own hand-worked values.
 */
export function referenceFile(name: string): string | undefined {
  const file = join(dirname(CORPUS), 'reference', name)
  if (CORPUS !== '' && existsSync(file)) return file
  console.warn(`!!! PHAODAI_CORPUS is not set or has no reference results beside it: ${name} was NOT compared !!!`)
  return undefined
}
