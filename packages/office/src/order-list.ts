import { addWorkingDays, dayInVietnam, isolationForms, type Day, type WorkingCalendar } from '@phaodai/vocabulary'
import * as z from 'zod'
import { IsolationFactsInput } from './isolation.ts'

/** What is ordered of contacts, each as one list. */
export const orderKinds = ['isolate', 'sample'] as const
export type OrderKind = (typeof orderKinds)[number]

/** Where somebody is isolated, or how the sample is tested. */
export const orderForms = { isolate: isolationForms, sample: ['rt-pcr', 'rapid'] } as const satisfies Record<OrderKind, readonly string[]>
const forms = [...orderForms.isolate, ...orderForms.sample] as const
export type OrderForm = (typeof forms)[number]

export const orderStates = ['draft', 'requested', 'confirmed', 'signed', 'refused', 'withdrawn'] as const
export type OrderState = (typeof orderStates)[number]
/** States in which somebody still has to do something. */
export const openOrderStates: readonly OrderState[] = ['draft', 'requested', 'confirmed']

/** What can be done to a list, and from which states (as table state_transition has it). */
export const orderSteps = {
  request: ['draft'], confirm: ['requested'], sign: ['requested', 'confirmed'], refuse: ['requested', 'confirmed'], withdraw: ['draft', 'requested', 'confirmed'],
} as const satisfies Record<string, readonly OrderState[]>
export type OrderStep = keyof typeof orderSteps

/** The last day for the signature after a yes on the phone: the next working day. */
export function signatureDueOn(calendar: WorkingCalendar, confirmedAt: string): Day {
  return addWorkingDays(calendar, dayInVietnam(confirmedAt), 1)
}

const At = z.string().nullable()
const Ref = z.object({ id: z.int(), name: z.string() })

/** One list without its lines. Who did what stands as a title, never as a name. */
export const OrderListRow = z.object({
  id: z.guid(), version: z.int(), kind: z.enum(orderKinds), state: z.enum(orderStates), area: z.string(), body: Ref, grounds: z.string().nullable(), people: z.int(), contactIds: z.array(z.guid()),
  /** Null where the case is out of sight. */
  caseId: z.guid().nullable(), caseCode: z.string().nullable(), disease: z.string().nullable(),
  createdAt: z.string(), requestedAt: At, requesterTitle: At, confirmedAt: At, confirmerTitle: At, confirmEnteredAt: At, confirmEntererTitle: At,
  signBy: At, owed: z.boolean(), signedAt: At, signerTitle: At, decisionNumber: At, closedAt: At, closerTitle: At, closeReason: At,
  /** Whether the acting body is the one that signs it. */
  ours: z.boolean(),
})
export type OrderListRow = z.infer<typeof OrderListRow>

export const OrderLine = z.object({
  id: z.guid(), version: z.int(), contactId: z.guid().nullable(), isolationId: z.guid().nullable(), tier: z.string(), form: z.enum(forms), /** Why this form: a document, or what about the person. */ formReason: z.string().nullable(), /** The document that says so. */ ruleSource: z.string().nullable(), lastContactOn: z.string(), days: z.int().nullable(), untilOn: z.string().nullable(),
  name: z.string().nullable(), birthYear: z.int().nullable(), address: z.string().nullable(), residence: z.string().nullable(),
  /** What the rule was asked with beside the age; null: nothing was entered. */
  facts: IsolationFactsInput.nullable(),
})
export type OrderLine = z.infer<typeof OrderLine>

/** One list with its lines; names only where the post may see them. */
export const OrderListView = OrderListRow.extend({ lines: z.array(OrderLine), signers: z.array(z.object({ postId: z.guid(), title: z.string() })) })
export type OrderListView = z.infer<typeof OrderListView>

export const OrderListAsk = z.object({ caseId: z.guid().optional(), box: z.enum(['waiting', 'done', 'all']).default('waiting') })
export type OrderListAsk = z.infer<typeof OrderListAsk>

const MOST = 200
export const OrderListInput = z.object({
  kind: z.enum(orderKinds), /** Null: for each person as the rule of the day proposes. */ form: z.enum(forms).nullable().default(null), grounds: z.string().trim().min(1).max(1000).nullable().default(null), contactIds: z.array(z.guid()).min(1).max(MOST),
  /** Days from the last contact; null = as the disease's rule says. */
  days: z.int().min(0).max(365).nullable().default(null),
  /** True when the committee above the own one is to sign (isolation in a centre, say). */
  above: z.boolean().default(false),
}).refine(({ kind, form }) => form === null || (orderForms[kind] as readonly string[]).includes(form), { path: ['form'], message: 'of-other-kind' })
export type OrderListInput = z.infer<typeof OrderListInput>

/** Form and days of a line by hand; with `facts` (doses, recovery, the look at the home) the rule of the day is asked anew and says both. */
export const OrderLineChange = z.object({ version: z.int(), form: z.enum(forms), days: z.int().min(0).max(365).nullable(), facts: IsolationFactsInput.nullable().default(null) })
export type OrderLineChange = z.infer<typeof OrderLineChange>
export const OrderMove = z.object({ version: z.int() })
/** A yes on the phone: whose, and when it was said. */
export const OrderConfirm = z.object({ version: z.int(), signerId: z.guid(), saidAt: z.iso.datetime({ offset: true }) })
/** Signs; `perPerson`: everybody's decision has a number of its own, counted on from this one. */
export const OrderSign = z.object({ version: z.int(), decisionNumber: z.string().trim().min(1).max(60).nullable().default(null), perPerson: z.boolean().default(false) })
  .refine(({ decisionNumber, perPerson }) => !perPerson || /^\d{1,9}\D/.test(decisionNumber ?? ''), { path: ['decisionNumber'], message: 'wrong-shape' })
export const OrderClose = z.object({ version: z.int(), reason: z.string().trim().min(1).max(1000) })
