const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The time of day in Vietnam, 'HH:MM'. */
export function timeOfDay(at: Date): string {
  return CLOCK.format(at)
}

/**
 * Whether an instant lies in quiet hours from `from` up to but not including `to` ('HH:MM', Vietnam's time), which may
 * pass midnight. Equal ends mean no quiet hours.
 */
export function isQuiet(at: Date, from: string, to: string): boolean {
  const time = timeOfDay(at)
  return from <= to ? from <= time && time < to : time >= from || time < to
}
