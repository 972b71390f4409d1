import * as z from 'zod'
import { ContactLine } from './contact.ts'

/** A contact who lives elsewhere, as either of the two sides sees him: where he was traced, and that the other side took him over. */
export const ReferredContact = ContactLine.omit({ early: true }).extend({ tracedIn: z.string(), disease: z.string().nullable(), acceptedAt: z.string().nullable(), acceptedBy: z.string().nullable() })
export type ReferredContact = z.infer<typeof ReferredContact>

export const ReferralAsk = z.object({ side: z.enum(['in', 'out']).default('in'), reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
export const ReferralList = z.object({ contacts: z.array(ReferredContact) })
export type ReferralList = z.infer<typeof ReferralList>
