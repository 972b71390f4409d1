/**
 * How a document looks, by system and date, as data. Lengths are millimetres, sizes and spacings points.
 * Sources: B = the project's dossier of rules (HD36 = Hướng dẫn 36-HD/VPTW of 3/4/2018 under Quy định
 * 66-QĐ/TW; HD05 = Hướng dẫn 05-HD/VPTW of 27/5/2026 under Quy định 399-QĐ/TW; ND30 = Nghị định
 * 30/2020/NĐ-CP, Phụ lục I). `confidence` says how well the value is attested.
 */
import type { Day } from '@phaodai/vocabulary'
import type { DocSystem, Urgency } from '../reading.ts'
import type { RecipientPurpose, SignatureMark } from './document.ts'
import type { RuleSetId } from './types.ts'

export type Confidence = 'stated' | 'reported' | 'assumed'

/** A value with where it comes from: stated by the text itself, reported by a second source, or assumed from practice. */
export interface Rule<T> { value: T; source: string; confidence: Confidence }

export interface TextStyle { size: number; bold: boolean; italic: boolean; caps: boolean; underline: boolean }

/** Where lines of the body begin and how far apart they stand; `exact` is a line height in points. */
export interface BodyStyle { size: number; indent: number; before: number; line: { exact: number } | { times: number } }

export interface RuleSet {
  id: RuleSetId
  system: DocSystem
  validFrom: Day
  validTo: Day | null
  paper: Rule<{ width: number; height: number }>
  margins: Rule<{ top: number; bottom: number; left: number; right: number }>
  font: Rule<string>
  /** ĐẢNG CỘNG SẢN VIỆT NAM, or CỘNG HÒA … */
  nationalTitle: Rule<TextStyle>
  /** Độc lập - Tự do - Hạnh phúc; the Party has none. */
  motto: Rule<TextStyle> | null
  /** What stands under the issuer: a star, or a drawn line of this share of its width. */
  underIssuer: Rule<'star' | number>
  superior: Rule<TextStyle>
  issuer: Rule<TextStyle>
  number: Rule<TextStyle>
  numberMark: Rule<string>
  placeDate: Rule<TextStyle>
  typeName: Rule<TextStyle>
  abstract: Rule<TextStyle>
  /** Under the abstract: printed dashes, or a drawn line of this share of its width. */
  underAbstract: Rule<'dashes' | number>
  letterAbstract: Rule<TextStyle>
  letterAbout: Rule<string>
  decisionAbout: Rule<string>
  body: Rule<BodyStyle>
  capacity: Rule<TextStyle>
  signerName: Rule<TextStyle>
  recipientsLabel: Rule<TextStyle>
  recipientsList: Rule<TextStyle>
  /** Ends each line of a list but the last. */
  listStop: Rule<string>
  fileMark: Rule<string>
  purposes: Rule<Record<RecipientPurpose, string>>
  marks: Rule<Record<SignatureMark, string>>
  urgency: Rule<Record<Urgency, string>>
  pageNumber: Rule<TextStyle>
  finalMark: Rule<string>
}
