import type { LineAnswer } from '@phaodai/office'
import { lineListFields } from '@phaodai/registers'
import { faultWord, fieldWord } from '../kit/words.ts'
import { hasWord, word } from '../text/t.ts'

/** Why a line was not taken, in words: the column (or the field), then what is wrong. */
export function faultsText({ faults }: Pick<LineAnswer, 'faults'>): string {
  return faults.map(({ field, column, code, sentence }) => {
    const found = lineListFields.find(({ name }) => name === field)
    const where = column ?? (found ? fieldWord(found.part, found.name) : null)
    return `${where === null ? '' : `${where}: `}${reason(code, sentence)}`
  }).join('; ')
}

/** Faults of a cell and of a case have their words apart. */
function reason(code: string, sentence: string | null): string {
  return sentence === null && hasWord(`cases.fault.${code}`) ? word(`cases.fault.${code}`) : faultWord(code, sentence)
}
