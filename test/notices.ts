import type { TestApp } from './app.ts'

export { tellAll } from './stream.ts'

/** Stands the server's clock at an instant; from then on it does not move by itself. */
export function standAt(server: TestApp, instant: string): void {
  server.deps.clock = { now: () => new Date(instant) }
}
