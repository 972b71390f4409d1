import { PgBoss } from 'pg-boss'

/** Runs one job; throwing makes it fail and be tried again. */
export type JobHandler<D extends object> = (data: D) => Promise<void>

/** The queue of long or later work. Queues are named `subject.action`; data is JSON without personal values. */
export type Jobs = {
  /** Puts one job on a queue; the same `key` while one waits adds nothing. */
  enqueue: (queue: string, data: object, options?: { key?: string; afterSeconds?: number }) => Promise<void>
  /** Names who works a queue; one job at a time, three attempts. Call before `start`. */
  work: <D extends object>(queue: string, handler: JobHandler<D>) => void
  /** Runs a queue's job by cron expression, Vietnam's time. Call before `start`. */
  schedule: (queue: string, cron: string) => void
  start: () => Promise<void>
  /** Waits for the jobs at work (at most 10 s) and closes the connections. */
  stop: () => Promise<void>
}

const QUEUE = { retryLimit: 3, retryDelay: 5, retryBackoff: true, policy: 'short' } as const

function openBoss(url: string, onError: (error: Error) => void): PgBoss {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', max: 2, migrate: false, createSchema: false, application_name: 'phaodai jobs' })
  boss.on('error', onError)
  return boss
}

type Plan = { workers: Map<string, JobHandler<object>>; crons: Map<string, string> }

async function startPlan(boss: PgBoss, plan: Plan): Promise<void> {
  await boss.start()
  for (const [queue, handler] of plan.workers) {
    await boss.createQueue(queue, QUEUE)
    await boss.work<object>(queue, { pollingIntervalSeconds: 2 }, async ([job]) => {
      if (job) await handler(job.data)
    })
  }
  for (const [queue, cron] of plan.crons) await boss.schedule(queue, cron, null, { tz: 'Asia/Ho_Chi_Minh' })
}

/** The queue in schema pgboss, as role phaodai_jobs (`url`). Its tables come from a migration, so it needs no DDL. */
export function createJobs(url: string, onError: (error: Error) => void): Jobs {
  const boss = openBoss(url, onError)
  const plan: Plan = { workers: new Map(), crons: new Map() }
  let started = false
  return {
    enqueue: async (queue, data, { key, afterSeconds } = {}) => {
      await boss.send(queue, data, { ...(key && { singletonKey: key }), ...(afterSeconds && { startAfter: afterSeconds }) })
    },
    work: (queue, handler) => void plan.workers.set(queue, handler as JobHandler<object>),
    schedule: (queue, cron) => void plan.crons.set(queue, cron),
    start: async () => {
      await startPlan(boss, plan)
      started = true
    },
    stop: async () => {
      if (started) await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
