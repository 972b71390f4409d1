import type { SeenWord } from './recognise.ts'

/**
 * MẬT, TỐI MẬT, TUYỆT MẬT with what recognition makes of their marks. A false alarm sends a clerk to look at his paper;
 * a stamp overlooked would store what must not be stored, so doubt counts as a grade.
 */
const GRADE = /^[^\p{L}]*(?:ĐỘ\s+)?(?:T\s?[UÙÚỦŨỤƯ]\s?Y\s?[EÉÈẺẼẸÊẾỀỂỄỆ]\s?T\s*|T\s?[OÓÒỎÕỌÔỐỒỔỖỘƠỚ]\s?[IÍÌỈĨỊ]\s*)?M\s*[ẬÂẠẤẦẨẪẶ]\s*T[^\p{L}]*$/u

/** Lower half of a page: seals stand there, grades above. */
const UPPER = 0.55

/** Whether a page bears a grade: alone in a line or column of its text, or on a red stamp in its upper half. */
export function gradeOn(text: string, onStamps: readonly SeenWord[], height: number): boolean {
  const columns = text.normalize('NFC').split('\n').flatMap(line => [line, ...line.split(/ {3,}/)])
  return [...columns, ...stampLines(onStamps, height)].some(line => GRADE.test(line.trim()))
}

function stampLines(words: readonly SeenWord[], height: number): string[] {
  const upper = words.filter(word => word.y0 < height * UPPER)
  const lines = new Map<number, string>()
  for (const word of upper) lines.set(word.row, `${lines.get(word.row) ?? ''} ${word.text}`)
  return [...lines.values(), ...upper.map(word => word.text)]
}
