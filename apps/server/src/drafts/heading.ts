import { numberText } from '@phaodai/directives'
import type { DraftContent, PrintedBody } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'
import { issuerHeaderFor, type IssuerHeader } from '../documents/index.ts'
import { findOwner, loadBelow, type Below } from './load.ts'

/** How the acting body heads, signs and numbers its papers. */
export type Heading = IssuerHeader & { kind: string }

/** The head of the acting body's papers on a day. */
export async function headingOf(tx: Tx, today: string): Promise<Heading> {
  const { id, kind } = await findOwner(tx)
  const head = await issuerHeaderFor(tx, id, today)
  if (!head) throw new Problem('not-found')
  return { ...head, kind }
}

/** The sign of a number that is not given yet ("-CV/HU"), or one with a serial to try the text with. */
export function numberSign({ system, docType, unit }: Pick<DraftContent, 'system' | 'docType' | 'unit'>, code: string, serial: number | null): string {
  return numberText({ system, type: docType, serial, issuerCode: code, unit: unit ?? undefined })
}

const UNITS = ['xã', 'phường', 'thị trấn', 'đặc khu', 'huyện', 'quận', 'thị xã', 'thành phố']
const GROUP_NAMES: Record<string, (units: string) => string> = {
  'people-committee': units => `Ủy ban nhân dân các ${units}`, 'party-committee': units => (/xã|phường/u.test(units) ? `Đảng ủy các ${units}` : 'Các huyện ủy, thành ủy'), 'health-station': units => `Trạm Y tế các ${units}`,
}

/** Units named in the names of bodies ("xã, thị trấn"). */
function unitsIn(bodies: readonly Below[]): string {
  const named = UNITS.filter(unit => bodies.some(({ name }) => new RegExp(`(?:^|\\s)${unit}\\s`, 'iu').test(name)))
  return named.filter(unit => unit !== 'xã' || bodies.some(({ name }) => /(?<!thị )xã\s/iu.test(name))).join(', ')
}

/** Bodies one level below by kind, each under the name they are addressed by. */
export async function groupsBelow(tx: Tx, today: string): Promise<PrintedBody[]> {
  const below = await loadBelow(tx, today)
  return Object.entries(GROUP_NAMES).flatMap(([kind, name]) => {
    const bodies = below.filter(body => body.kind === kind)
    const units = unitsIn(bodies)
    return bodies.length > 1 && units !== '' ? [{ written: name(units), bodyIds: bodies.map(({ id }) => id) }] : []
  })
}

/** Lines over a signature, from the signer's title: a deputy signs for the head (State) or under the collective (Party). */
export function capacityOf(heading: Pick<Heading, 'system' | 'kind'>, title: string): { mark: 'on-behalf' | 'for-head' | null; text: string }[] {
  const post = title.replace(/\s*(?:UBND|Ủy ban nhân dân|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|Ban Chỉ đạo)\b.*$/u, '') || title
  if (heading.kind === 'party-committee') return [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: post }]
  if (/^Phó\s/u.test(post)) return [{ mark: 'for-head', text: post.replace(/^Phó\s+/u, '').replace(/^\p{Ll}/u, first => first.toUpperCase()) }, { mark: null, text: post }]
  return heading.kind === 'people-committee' ? [{ mark: 'on-behalf', text: 'Ủy ban nhân dân' }, { mark: null, text: post }] : [{ mark: null, text: post }]
}
