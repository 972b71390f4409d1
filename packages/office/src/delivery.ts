/** Deliveries that nobody has opened, as server and screens exchange them. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

/** A recipient that has not opened a document; `hears`: somebody there can be told through the system. */
export const UnreadDelivery = z.object({
  id: z.uuid(), body: BodyRef, purpose: z.enum(['execute', 'inform']), deliveredAt: Instant, chasedAt: Instant.nullable(), chasedCount: z.int(), hears: z.boolean(),
})
export type UnreadDelivery = z.infer<typeof UnreadDelivery>

/** GET /api/deliveries/unread — own documents in force with who has not opened them, the longest waiting first. */
export const UnreadPage = z.object({
  rows: z.array(z.object({
    directive: z.object({ id: z.uuid(), number: z.string().nullable(), abstract: z.string().nullable(), issuedOn: Day.nullable() }),
    total: z.int(), read: z.int(), unread: z.array(UnreadDelivery),
  })),
  /** Documents beyond those shown. */
  more: z.int(),
})
export type UnreadPage = z.infer<typeof UnreadPage>

/** GET /api/deliveries/unread/count — recipients, and documents, unread for longer than the office waits. */
export const UnreadCount = z.object({ deliveries: z.int(), directives: z.int() })

/** POST /api/deliveries/chase — with an id for each chase, so that a repeat does nothing more. */
export const DeliveryChaseInput = z.object({ deliveries: z.array(z.object({ id: z.uuid(), chaseId: z.uuid() })).min(1).max(500), note: z.string().trim().min(1).max(2000) })
export type DeliveryChaseInput = z.infer<typeof DeliveryChaseInput>
