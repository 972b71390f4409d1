import { foldMarks } from '@phaodai/vocabulary'
import { t, type Key } from '../text/t.ts'

/** A page or the beginning of an action; whoever holds one of `needs` may go there. */
type Place = { to: string; word: Key; needs: readonly string[] }

/** What the palette goes to, most asked for first. A new page adds a line. */
const places: readonly Place[] = [
  { to: '/van-ban/tiep-nhan', word: 'go.intake', needs: ['directive.intake'] },
  { to: '/soan-thao?moi=1', word: 'go.draft', needs: ['draft.write'] },
  { to: '/van-thu/y-kien', word: 'go.oral', needs: ['directive.direct'] },
  { to: '/', word: 'rail.today', needs: ['task.read'] },
  { to: '/nhiem-vu?box=mine', word: 'go.mine', needs: ['task.read'] },
  { to: '/nhiem-vu?pile=late&sort=deadline', word: 'go.late', needs: ['task.read'] },
  { to: '/nhiem-vu', word: 'rail.tasks', needs: ['task.read'] },
  { to: '/van-ban', word: 'rail.directives', needs: ['directive.read'] },
  { to: '/van-ban?box=received', word: 'go.received', needs: ['directive.read'] },
  { to: '/van-thu', word: 'rail.office', needs: ['handling.read'] },
  { to: '/so-van-ban', word: 'go.books', needs: ['book.read'] },
  { to: '/soan-thao', word: 'rail.drafts', needs: ['draft.read'] },
  { to: '/hop', word: 'go.meetings', needs: ['meeting.read'] },
  { to: '/hop/moi', word: 'go.meeting', needs: ['meeting.plan'] },
  { to: '/can-xem-lai', word: 'go.reviews', needs: ['directive.read'] },
  { to: '/thong-ke', word: 'go.statistics', needs: ['task.read'] },
  { to: '/so-theo-doi', word: 'rail.registers', needs: ['rumour.read', 'inspection.read', 'stock_movement.read', 'supply_item.read'] },
  { to: '/ban-do', word: 'rail.map', needs: ['area.read'] },
  { to: '/to-chuc', word: 'rail.bodies', needs: [] },
  { to: '/to-chuc/ban-chi-dao', word: 'go.committees', needs: ['committee.read'] },
  { to: '/to-chuc/uy-quyen', word: 'go.delegation', needs: ['delegation.read'] },
  { to: '/thong-bao', word: 'go.notices', needs: ['notice.read'] },
  { to: '/thong-bao/cai-dat', word: 'go.noticeSettings', needs: ['notice.settings'] },
  { to: '/quan-tri', word: 'rail.admin', needs: ['account.read', 'person.manage', 'audit.read'] },
]

const key = (words: string): string => foldMarks(words).toLowerCase()

/** Pages and actions open to the post whose names hold every word typed, with or without marks. */
export function placesFor(typed: string, may: (permission: string) => boolean): { to: string; words: string }[] {
  const asked = key(typed).split(/\s+/).filter(Boolean)
  return places
    .filter(({ needs }) => needs.length === 0 || needs.some(may))
    .map(({ to, word }) => ({ to, words: t(word) }))
    .filter(({ words }) => asked.every((each) => key(words).includes(each)))
}
