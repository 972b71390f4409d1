/**
 * What becomes of every column that names a body or a post when that body or post ends. `moves`: open rows go to the heir of
 * the work, of what was given and followed up (`oversight`), or to the post's successor. `ends`: the row ends with it.
 * `stays`: history, which names who it was; successors read it. A column that is not declared here fails a test.
 */
export interface Kind {
  table: string
  column: string
  fate: 'moves' | 'ends' | 'stays'
  /** Whose successor takes the row. */
  heir?: 'work' | 'oversight' | 'post'
  /** SQL on the row (alias t): which rows are still open. */
  open?: string
  /** Columns of which the heir can hold a value once: of several rows that would clash the first moves, the others stay. */
  once?: string[]
  /** Extra columns to set beside it: SQL by column; {heir} is the new value. */
  also?: Record<string, string>
  /** The permission that the table's own guard asks for when the column changes; without one, that of the operation. */
  under?: string
}

const moves = (table: string, column: string, heir: NonNullable<Kind['heir']>, open: string, more: Partial<Kind> = {}): Kind => ({ table, column, fate: 'moves', heir, open, ...more })
const stays = (table: string, ...columns: string[]): Kind[] => columns.map((column) => ({ table, column, fate: 'stays' }))
const ends = (table: string, ...columns: string[]): Kind[] => columns.map((column) => ({ table, column, fate: 'ends' }))

const OPEN_TASK = 'not t.closed'
const UNISSUED = "t.state in ('drafting', 'clearance', 'signing', 'signed', 'numbered')"
const COMING = "t.state in ('planned', 'invited', 'running', 'minuted', 'concluded', 'postponed')"
const INVITING = "exists (select from meeting w where w.id = t.meeting_id and w.state in ('planned', 'invited', 'postponed'))"
const UNFIXED = "t.state in ('open', 'fix_reported') and t.voided_at is null"
const UNCLOSED = "t.state <> 'closed' and t.voided_at is null"
const UNDONE = "t.state in ('planned', 'done') and t.voided_at is null"
const PLANNED = "exists (select from inspection_plan p where p.id = t.plan_id and p.state <> 'ended')"
const ON_THE_WAY = "t.state in ('arrived', 'registered', 'assigned', 'in_progress', 'recall_asked')"

/** In the order in which they are carried out; `task.body_id` is told apart because place and hand may decide it (carry.queries.ts). */
export const kinds: readonly Kind[] = [
  moves('task', 'body_id', 'work', OPEN_TASK),
  moves('task', 'assigner_id', 'oversight', OPEN_TASK),
  moves('task', 'origin_id', 'oversight', OPEN_TASK),
  moves('task', 'monitor_id', 'oversight', OPEN_TASK),
  moves('task', 'escalated_to_id', 'oversight', OPEN_TASK),
  moves('directive', 'owner_id', 'work', "t.state = 'draft'"),
  moves('directive_delivery', 'body_id', 'work', 't.acknowledged_at is null', { once: ['directive_id'] }),
  moves('draft', 'owner_id', 'work', UNISSUED),
  moves('draft_clearance', 'body_id', 'work', "t.verdict is null and exists (select from draft d where d.id = t.draft_id and d.state = 'clearance' and d.round = t.round)", { once: ['draft_id', 'round'] }),
  moves('draft_step', 'post_id', 'post', 't.decision is null'),
  moves('handling', 'body_id', 'work', ON_THE_WAY, { once: ['directive_id'] }),
  moves('handling_party', 'unit_id', 'work', `exists (select from handling_direction d join handling t on t.id = d.handling_id where d.id = direction_id and ${ON_THE_WAY})`),
  moves('handling_party', 'post_id', 'post', `exists (select from handling_direction d join handling t on t.id = d.handling_id where d.id = direction_id and ${ON_THE_WAY})`),
  moves('scan', 'owner_id', 'work', "t.state in ('queued', 'reading', 'read')"),
  moves('rumour', 'handler_id', 'work', "t.state in ('new', 'checking') and t.voided_at is null"),
  moves('inspection', 'team_id', 'work', UNDONE), moves('inspection', 'body_id', 'work', UNDONE),
  moves('finding', 'body_id', 'work', UNFIXED), moves('finding', 'by_id', 'work', UNFIXED), moves('violation', 'handler_id', 'work', UNCLOSED),
  moves('inspection_plan', 'body_id', 'work', "t.state <> 'ended'"), moves('inspection_team', 'body_id', 'work', PLANNED), moves('inspection_team', 'leader_post_id', 'post', PLANNED),
  moves('inspection_visit', 'body_id', 'work', PLANNED), moves('inspection_visit', 'inspected_id', 'work', PLANNED),
  moves('body_alias', 'context_body_id', 'work', 'true', { once: ['alias_key'] }),
  moves('committee_unit', 'agency_id', 'work', '(t.valid_to is null or t.valid_to >= {day})'),
  moves('committee_member', 'post_id', 'post', '(t.valid_to is null or t.valid_to >= {day})'),
  moves('meeting', 'host_id', 'work', COMING), moves('meeting', 'chair_post_id', 'post', COMING, { under: 'meeting.plan' }), moves('meeting', 'secretary_post_id', 'post', COMING, { under: 'meeting.plan' }),
  moves('meeting_bridge', 'body_id', 'work', INVITING), moves('meeting_invitee', 'body_id', 'work', INVITING, { under: 'meeting.plan' }), moves('meeting_call', 'body_id', 'work', INVITING, { once: ['meeting_id', 'n'] }),
  moves('statistics_schedule', 'owner_id', 'work', 't.ended_at is null'), moves('statistics_schedule', 'author_id', 'post', 't.ended_at is null'),
  moves('tracing_team', 'body_id', 'work', 't.ended_at is null', { under: 'tracing_team.manage' }),
  moves('notice', 'post_id', 'post', 't.read_at is null', { also: { body_id: '(select acts_for_id from post where id = {heir})' } }),
  moves('laboratory', 'body_id', 'work', "t.state = 'active' and t.voided_at is null"),
  moves('facility', 'body_id', 'work', "t.state <> 'closed' and t.voided_at is null"),
  moves('response_team', 'body_id', 'work', "t.state <> 'disbanded' and t.voided_at is null"),
  moves('checkpoint', 'keeper_id', 'work', "t.state <> 'closed' and t.voided_at is null"), moves('arrival', 'team_id', 'work', "t.state in ('found', 'verified', 'watched') and t.voided_at is null"),
  moves('order_list', 'body_id', 'work', "t.state in ('draft', 'requested', 'confirmed')"),
  moves('level_round', 'body_id', 'work', "t.state in ('proposed', 'reviewed')"),

  ...ends('post', 'body_id', 'acts_for_id'),
  ...ends('delegation', 'from_post_id', 'to_post_id', 'body_id'),
  ...ends('post_leave', 'post_id', 'body_id'),
  ...ends('body_territory', 'body_id'),
  ...ends('committee_member', 'body_id'), ...ends('committee_unit', 'body_id'), ...ends('area_charge', 'body_id'),

  ...stays('isolation_decision', 'body_id'), ...stays('isolation_certificate', 'body_id'), ...stays('isolation_call', 'body_id'), ...stays('isolation_unseen', 'body_id'), ...stays('isolation_paper_run', 'body_id'),
  ...stays('zone_decision', 'authority_id'), ...stays('gathering_decision', 'body_id'),
  ...stays('task', 'authority_id'), ...stays('task_event', 'body_id'),
  ...stays('directive', 'issuer_id', 'authority_id', 'monitor_id'), ...stays('directive_delivery', 'owner_id'), ...stays('directive_order', 'authority_id', 'monitor_id'),
  ...stays('directive_owed', 'body_id', 'created_by'), ...stays('directive_stub', 'owner_id'), ...stays('directive_reference', 'created_by'), ...stays('review_decision', 'owner_id', 'created_by'),
  ...stays('draft', 'created_by', 'saved_post'), ...stays('draft_comment', 'body_id', 'created_by'), ...stays('draft_copy', 'created_by'), ...stays('draft_event', 'post_id'),
  ...stays('handling_direction', 'body_id', 'leader_post_id'), ...stays('handling_event', 'body_id'), ...stays('handling_party', 'body_id'),
  ...stays('book_entry', 'keeper_id'), ...stays('book_rule', 'body_id', 'keeper_id'), ...stays('book_term', 'body_id'), ...stays('register_book', 'body_id', 'keeper_id'),
  ...stays('committee', 'id'), ...stays('committee_decision', 'body_id'), ...stays('regulation', 'body_id'), ...stays('area_record', 'body_id'),
  ...stays('duty_shift', 'body_id'), ...stays('duty_swap', 'body_id', 'to_post_id'), ...stays('file', 'body_id', 'post_id'), ...stays('import_mapping', 'post_id'),
  ...stays('meeting', 'created_by'), ...stays('meeting_event', 'post_id'),
  ...ends('calendar_feed', 'post_id', 'body_id'),
  ...stays('delivery_chase', 'owner_id', 'body_id', 'post_id'), ...stays('unread_told', 'owner_id'), ...stays('finding_step', 'body_id', 'post_id'), ...stays('penalty', 'body_id'),
  ...stays('level_remark', 'body_id'), ...stays('specimen', 'taken_by_id'), ...stays('stay_call', 'body_id'), ...stays('team_dispatch', 'body_id'), ...stays('contact_assignment', 'body_id'), ...stays('outbreak_call', 'body_id'), ...stays('follow_up_call', 'body_id'), ...stays('specimen_call', 'body_id'), ...stays('laboratory_call', 'body_id'), ...stays('level_notice', 'body_id'), ...stays('visit_opening', 'post_id'), ...stays('quick_report', 'body_id'), ...stays('statistics_run', 'owner_id'), ...stays('statistics_delivery', 'owner_id', 'body_id'),
  ...stays('saved_view', 'body_id'), ...stays('search_above', 'body_id'),
  ...stays('notice', 'body_id'), ...stays('body', 'parent_id'), ...stays('body_scope', 'body_id'), ...stays('body_successor', 'predecessor_id', 'successor_id'),
]

/** Tables of the operation itself. */
export const own = ['reform', 'reform_move', 'reform_post', 'reform_run']
