/**
 * Vietnamese text of the years before Unicode: TCVN 5712:1993 as its VN3 fonts (".VnTime", called TCVN3 or ABC) had it, and
 * VNI for Windows. Both put Vietnamese letters where Western fonts have others, so such a text read as windows-1252 shows
 * "Céng hßa" or "Coäng hoøa".
 */
export type OldEncoding = 'tcvn3' | 'vni'

/** Letters of TCVN 5712:1993 VN3 in the order of their codes, and the codes as windows-1252 shows them. */
const TCVN3_CODES = '¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ'
const TCVN3_LETTERS = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'

/** What VNI puts after a vowel, and how the vowel then reads (base letters a e o u y, and ô = ơ, ö = ư). */
const VNI_TONES: Record<string, string> = { 'ù': '\u0301', 'ø': '\u0300', 'û': '\u0309', 'õ': '\u0303', 'ï': '\u0323' }
const CIRCUMFLEX = '\u0302'
const BREVE = '\u0306'
const VNI_MARKED: Record<string, string> = {
  'â': CIRCUMFLEX, 'á': `${CIRCUMFLEX}\u0301`, 'à': `${CIRCUMFLEX}\u0300`, 'å': `${CIRCUMFLEX}\u0309`, 'ã': `${CIRCUMFLEX}\u0303`, 'ä': `${CIRCUMFLEX}\u0323`,
  'ê': BREVE, 'é': `${BREVE}\u0301`, 'è': `${BREVE}\u0300`, 'ú': `${BREVE}\u0309`, 'ü': `${BREVE}\u0303`, 'ë': `${BREVE}\u0323`,
}
const VNI_SINGLE: Record<string, string> = { 'ô': 'ơ', 'ö': 'ư', 'ñ': 'đ', 'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ' }

function bothCases(pairs: Iterable<readonly [string, string]>): Map<string, string> {
  return new Map([...pairs].flatMap(([from, to]) => [[from, to], [from.toUpperCase(), to.toUpperCase()]] as const))
}

const TCVN3 = new Map([...TCVN3_CODES].map((code, at) => [code, TCVN3_LETTERS[at]!]))
const VNI_ONE = bothCases(Object.entries(VNI_SINGLE))
const VNI_TWO = bothCases([
  ...['a', 'e', 'o', 'u', 'y', 'ô', 'ö'].flatMap(vowel => Object.entries(VNI_TONES).map(([mark, tone]) => [vowel + mark, ((VNI_SINGLE[vowel] ?? vowel) + tone).normalize('NFC')] as const)),
  ...['a', 'e', 'o'].flatMap(vowel => Object.entries(VNI_MARKED).map(([mark, marks]) => [vowel + mark, (vowel + marks).normalize('NFC')] as const))
    .filter(([, letter]) => letter.length === 1),
])

/** Text in TCVN3 (ABC), read as windows-1252, in Unicode; other characters stay. */
export function fromTcvn3(text: string): string {
  return Array.from(text, character => TCVN3.get(character) ?? character).join('')
}

/** Text in VNI for Windows, read as windows-1252, in Unicode; other characters stay. */
export function fromVni(text: string): string {
  let converted = ''
  for (let at = 0; at < text.length; at++) {
    const two = VNI_TWO.get(text.slice(at, at + 2))
    converted += two ?? VNI_ONE.get(text[at]!) ?? text[at]!
    if (two !== undefined) at++
  }
  return converted
}

const CONVERT: Record<OldEncoding, (text: string) => string> = { tcvn3: fromTcvn3, vni: fromVni }

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const SYLLABLE = /^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?(?:a[iouy]?|e[ou]?|i(?:a|eu?|u)?|o(?:ai?|ao|ay|eo?|i|o)?|u(?:a[iy]?|ay|e|i|o[iu]?|u|y[aeu]?)?|y(?:a|eu?)?)(?:ch|c|m|ng|nh|n|p|t)?$/

/** Whether a word has the shape of one Vietnamese syllable: one beginning, one vowel group, one end, at most one tone. */
export function isSyllable(word: string): boolean {
  const letters = word.normalize('NFD').toLowerCase()
  if ((letters.match(TONES)?.length ?? 0) > 1) return false
  return SYLLABLE.test(letters.replace(/[\u0300-\u036f]/g, ''))
}

const HIGH = /[\u00a1-\u00ff]/
/** Letters that no Western encoding has: a line with one of them is Unicode already. */
const UNICODE_ONLY = /[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]|\p{M}/u
const SAMPLE = 40_000
const FEWEST = 4

/** Share of the accented words that are Vietnamese syllables. */
function plausibility(words: readonly string[]): number {
  return words.filter(isSyllable).length / Math.max(1, words.length)
}

/**
 * The old encoding in which a text read as windows-1252 was written, or null: then it is Unicode, another language, or
 * too short to tell. Decided by how many of its accented words become Vietnamese syllables.
 */
export function oldEncodingOf(text: string): OldEncoding | null {
  const lines = text.slice(0, SAMPLE).split('\n').filter(line => HIGH.test(line) && !UNICODE_ONLY.test(line))
  const words = lines.flatMap(line => line.split(/[\s.,;:()/"“”!?\-–0-9]+/u)).filter(word => HIGH.test(word))
  if (words.length < FEWEST) return null
  const asIs = plausibility(words)
  const [best, second] = (['tcvn3', 'vni'] as const).map(encoding => ({ encoding, score: plausibility(words.map(CONVERT[encoding])) })).sort((a, b) => b.score - a.score)
  return best!.score > 0.75 && best!.score > asIs + 0.15 && best!.score > second!.score + 0.05 ? best!.encoding : null
}

/** A text in Unicode, whichever of the encodings it came in; lines that are Unicode already stay as they are. */
export function toUnicode(text: string): string {
  const encoding = oldEncodingOf(text)
  if (encoding === null) return text
  return text.split('\n').map(line => (UNICODE_ONLY.test(line) ? line : CONVERT[encoding](line))).join('\n')
}
