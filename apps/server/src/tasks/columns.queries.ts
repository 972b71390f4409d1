/** A body of a join, null where there is none. */
export const BODY = (alias: string): string => `case when ${alias}.id is not null then jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name) end`

/** A body by the column that names it. (m) Six joins took the planner 5 ms a query, six look-ups take it 1. */
const NAMED = (column: string): string => `(select jsonb_build_object('id', n.id, 'name', n.short_name) from body n where n.id = ${column})`

/** What task t tells by itself, named as the API names it. */
export const OWN = `t.id, t.directive_id as "directiveId",
  t.parent_id as "parentId", t.parent_id is not null and exists (select from task p where p.id = t.parent_id) as "parentVisible", t.role, t.item_label as "itemLabel", t.text, t.topics, t.nature,
  ${NAMED('t.body_id')} as body, ${NAMED('t.assigner_id')} as assigner, ${NAMED('t.origin_id')} as origin, ${NAMED('t.authority_id')} as authority, ${NAMED('t.monitor_id')} as monitor,
  t.area_id as "areaId", t.deadline_kind as "deadlineKind", t.deadline, t.deadline_printed as "deadlinePrinted",
  t.deadline_source as "deadlineSource", t.recurring, t.report_to as "reportTo", t.state, t.accepted_at as "acceptedAt", t.done_at as "doneAt",
  t.percent, t.last_report as "lastReport", t.last_report_at as "lastReportAt", t.pending_request as "pendingRequest",
  t.requested_deadline as "requestedDeadline", t.request_reason as "requestReason", t.chased_at as "chasedAt", t.chased_count as "chasedCount",
  ${NAMED('t.escalated_to_id')} as "escalatedTo", t.escalated_at as "escalatedAt", t.needs_review as "needsReview",
  t.created_at as "createdAt", t.updated_at as "updatedAt", t.version`

/** A line of history, without its files. */
export const NOTED = `e.id, e.kind, e.at, e.by_title as "byTitle", ${NAMED('e.body_id')} as body, e.note, e.from_state as "fromState",
  e.to_state as "toState", e.old_deadline as "oldDeadline", e.new_deadline as "newDeadline", e.percent`

/** What lists tell of a task's document, for a task without one. */
export const WITHOUT_DIRECTIVE = `null as "directiveNumber", null as "directiveAbstract", null as "directiveType", true as "directiveVisible"`
