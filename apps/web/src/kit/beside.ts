import type { ComponentType } from 'react'
import { ReasonOfContact } from '../contacts/reason.tsx'

/** What a register shows of a record above its fields, because the declaration alone cannot tell it. */
export const aboveFields: Readonly<Record<string, ComponentType<{ id: string }>>> = { case_contact: ReasonOfContact }
