import type { DirectiveReading } from '@phaodai/directives'

/** A stamp on a line of its own, tight or spaced, or the line "Độ mật: …". */
const STAMP = /^[\s*[\]()|"“”]*(?:(?:ĐỘ\s+)?(?:TUYỆT|TỐI)\s*MẬT|T\s?U\s?Y\s?Ệ\s?T\s+M\s?Ậ\s?T|T\s?Ố\s?I\s+M\s?Ậ\s?T|M\s*Ậ\s*T|[Đđ][Ộộ]\s+[Mm][Ậậ][Tt]\s*:?\s*(?:tuyệt |tối )?[Mm][Ậậ][Tt]\b.*)[\s*[\]()|"“”]*$/u

/**
 * Whether a text carries a secrecy grade (MẬT, TỐI MẬT, TUYỆT MẬT: Luật Bảo vệ bí mật nhà nước 2018), by the engine's
 * reading or by any line that is a stamp. Such a document must not be stored or logged.
 */
export function isSecret(text: string, reading: DirectiveReading): boolean {
  return reading.secrecy.value !== null || text.normalize('NFC').split(/\r?\n/).some(line => STAMP.test(line))
}
