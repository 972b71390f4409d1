import { FactorRolesInput, FeedTitlesInput, OfficeRules } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { isAtTheTop, loadRoles, loadRule, type RuleRows } from './load.ts'
import { setFactorRoles, setFeedTitles } from './save.ts'

interface Rule<T> extends RuleRows<T> { now: RuleRows<T>['lines'][number] }

function inForce<T>({ version, lines }: RuleRows<T>, day: string): Rule<T> {
  return { version, lines, now: lines.find(({ validFrom }) => validFrom <= day) ?? lines.at(-1)! } // migrations have set both rules since 2020
}

async function rulesOf(tx: Tx, who: Who, day: string): Promise<OfficeRules> {
  const titles = await loadRule<number>(tx, 'feed-titles')
  return {
    mayChange: who.held.includes('office.set') && await isAtTheTop(tx), roles: await loadRoles(tx, day), factorRoles: inForce(await loadRule<string[]>(tx, 'second-factor-roles'), day),
    feedTitles: inForce({ ...titles, lines: titles.lines.map(line => ({ ...line, value: line.value === 1 })) }, day),
  }
}

type Name = 'feedTitles' | 'factorRoles'

async function answered(tx: Tx, who: Who, day: string, name: Name, done: boolean, yours: { version: number }): Promise<OfficeRules> {
  const rules = await rulesOf(tx, who, day)
  if (!done) refuseStale(rules[name], yours)
  return rules
}

/** Rules of the whole installation: read by those who answer for it, set at the top of the tree. */
export function registerOfficeRuleRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/office-rules', permission: 'office.read', summary: 'Rules of the whole installation that have a screen, with who set them.', answer: OfficeRules,
    run: ({ tx, who }) => rulesOf(tx, who, today(deps.clock)),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/office-rules/feed-titles', permission: 'office.set', summary: 'Sets from today on whether calendar addresses tell titles outside the house.', body: FeedTitlesInput, answer: OfficeRules, refuses: ['stale'],
    run: async ({ tx, who, body }) => answered(tx, who, today(deps.clock), 'feedTitles', await setFeedTitles(tx, body), body),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/office-rules/factor-roles', permission: 'office.set', summary: 'Sets from today on which roles may not work without a second factor.', body: FactorRolesInput, answer: OfficeRules, refuses: ['stale', 'invalid-value'],
    run: async ({ tx, who, body }) => answered(tx, who, today(deps.clock), 'factorRoles', await setFactorRoles(tx, body), body),
  })
}
