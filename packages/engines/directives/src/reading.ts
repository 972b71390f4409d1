/**
 * What the engine answers when it has read a directive. Every value names the place in the source it
 * was read from, how sure the rule is, and which rule it was; what could not be read says why.
 */

/** Half-open range of UTF-16 offsets in the source text exactly as it was given to `readDirective`. */
export interface Span { start: number; end: number }

/**
 * A value that was read. `span` covers all of it; where the value is printed in pieces (two-column
 * headers), `parts` lists the pieces in order and `span` is their hull.
 */
export interface Found<T> {
  value: T
  span: Span
  parts?: Span[]
  confidence: number
  rule: string
}

/** A value that could not be read, with the reason as a stable code (see `reasons.ts`). */
export interface Missing { value: null; reason: string }

export type Reading<T> = Found<T> | Missing

export type DocType =
  | 'cong-van' | 'chi-thi' | 'thong-bao' | 'cong-dien' | 'ke-hoach' | 'quyet-dinh' | 'nghi-quyet'
  | 'huong-dan' | 'ket-luan' | 'other'
export type DocSystem = 'party' | 'state'
export type Urgency = 'khan' | 'thuong-khan' | 'hoa-toc'
/** Secrecy grades of the State secrets law; a document that carries one must not be stored. */
export type Secrecy = 'mat' | 'toi-mat' | 'tuyet-mat'

export type Topic =
  | 'leadership' | 'dissemination' | 'organisation' | 'scenario-planning' | 'four-on-the-spot'
  | 'surveillance-testing' | 'contact-tracing' | 'zoning-distancing' | 'isolation-quarantine'
  | 'treatment' | 'vaccination' | 'borders-movement' | 'checkpoints' | 'health-declaration-qr'
  | 'supplies-equipment' | 'budget' | 'support-policy' | 'economy' | 'schools' | 'communication'
  | 'rumour-control' | 'feedback' | 'security' | 'inspection' | 'commendation-discipline'
  | 'meetings' | 'reporting' | 'donation-mobilisation' | 'gatherings'

export type Recurrence = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'periodic'

/** Kind of time limit a task carries; only `date` has a day, and only when the text prints one. */
export type DeadlineKind = 'date' | 'recurring' | 'standing' | 'on-event' | 'none'

/**
 * Time limit of a task. `date` is the last allowed day (YYYY-MM-DD, Vietnam's calendar) and is never
 * guessed: it is null unless the text prints a day, month or quarter. `phrase` is the printed wording.
 */
export interface Deadline {
  kind: DeadlineKind
  date: string | null
  phrase: Found<string> | null
  /** Set when a limit is printed but cannot be turned into a day (no year known, for instance). */
  reason: string | null
}

/**
 * What sort of work a task is, so that the office offers a date for deliverables only:
 * a thing to hand over, a standing duty, or an attitude to keep.
 */
export type TaskNature = 'deliverable' | 'standing' | 'attitude'

/** Who is addressed: a body named in the sentence, one carried over from above, or all recipients. */
export type LeadSource = 'named' | 'carried' | 'heading' | 'recipients'

export interface Task {
  /** Label of the item it stands in; `p0` before the first item, `p1` after the last. */
  item: string
  /** The whole clause as printed. */
  text: Found<string>
  /** The first words of the clause (at most 14), as the labelling guide gives it. */
  head: string
  /** Body that answers for it; empty when `leadSource` is `recipients`. */
  lead: Found<string>[]
  leadSource: LeadSource
  coordinate: Found<string>[]
  /** Body that does the work when the lead only directs it ("UBND huyện chỉ đạo: Ngành Y tế …"). */
  doer: Found<string>[]
  /** Where the doer comes from: a heading that directs, or "X chỉ đạo Y làm" in the sentence itself. */
  doerSource: 'heading' | 'sentence' | null
  deadline: Deadline
  recurring: Reading<Recurrence>
  /** True when a report is due. */
  reports: boolean
  reportTo: Reading<string>
  topics: Topic[]
  nature: TaskNature
  confidence: number
  rule: string
}

export interface Item {
  /** Path as in the labelling guide: `2.1`, `II.1.a`, `6.-1`, `III.r1`. */
  label: string
  parent: string | null
  /** The mark as printed: `2.1.`, `a)`, `-`. */
  mark: string
  text: Found<string>
  /** True when the unit only heads others (a title, or a body followed by a colon). */
  heading: boolean
}

export interface Reference {
  type: Reading<string>
  number: Reading<string>
  date: Reading<string>
  issuer: Reading<string>
  span: Span
}

export interface DistributionLine {
  text: Found<string>
  /** Printed "(để báo cáo)", "(b/c)": reads only, answers for nothing. */
  toReport: boolean
  /** "Lưu: …": the issuer's own file. */
  toFile: boolean
  /** "Như trên", "Như kính gửi", "Như Điều 3". */
  asAddressed: boolean
}

export interface Signature { capacity: Reading<string>; name: Reading<string> }

export interface DirectiveReading {
  /** False when nothing in the text has the form of an official document that orders something. */
  looksLikeDirective: boolean
  docType: Reading<DocType>
  system: Reading<DocSystem>
  number: Reading<string>
  issuer: Reading<string>
  superior: Reading<string>
  place: Reading<string>
  date: Reading<string>
  abstract: Reading<string>
  urgency: Reading<Urgency>
  secrecy: Reading<Secrecy>
  recipients: Found<string>[]
  references: Reference[]
  signature: Signature
  distribution: DistributionLine[]
  disease: Reading<string>
  items: Item[]
  tasks: Task[]
}
