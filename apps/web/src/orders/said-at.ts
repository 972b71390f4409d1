const MINUTE = 60_000

/** The last instant at which the clock showed this time in Vietnam; what is no time goes to the server as it is, which says so. */
export function lastTimeOf(clock: string, now: Date): string {
  const [, hours, minutes] = /^(\d{1,2})[:hg.](\d{2})$/.exec(clock.trim()) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return clock
  const sinceMidnight = ((now.getUTCHours() + 7) % 24) * 60 + now.getUTCMinutes()
  const back = (sinceMidnight - (Number(hours) * 60 + Number(minutes)) + 1440) % 1440
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - back * MINUTE).toISOString()
}
