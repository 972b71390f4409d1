/** Rules of the office that are a number: days, working days or minutes, as the key says. */
export type Setting = 'silent-after-days' | 'stuck-after-days' | 'offered-deadline-days' | 'cited-event-days' | 'clearance-silence-agrees' | 'concretise-ahead-days' | 'concretise-within-days'
  | 'chase-after-working-days' | 'escalate-after-working-days' | 'leader-after-working-days' | 'mail-every-minutes' | 'notice-keep-days' | 'unread-chase-after-working-days' | 'unread-leader-after-working-days'

/**
 * SQL for the number that a rule of the office sets, as in force on a day (`day` is SQL: a parameter, a column). Rules stand in
 * `office_setting` and change with time; null when there is none yet.
 */
export function settingOn(key: Setting, day: string): string {
  return `(select (value #>> '{}')::int from office_setting where key = '${key}' and valid_from <= ${day}::date order by valid_from desc limit 1)`
}
