/** Tells the present instant; handed in, so that tests can stand at any moment. */
export type Clock = { now: () => Date }

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }

const VIETNAM_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** The calendar day in Vietnam (Asia/Ho_Chi_Minh) at the clock's instant, 'YYYY-MM-DD'. */
export function today(clock: Clock): string {
  return VIETNAM_DAY.format(clock.now())
}
