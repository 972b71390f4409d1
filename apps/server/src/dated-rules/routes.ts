import { datedRules, ruleFaults, ruleNames, RuleRow, RuleRowInput } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { loadRuleRows, writeRuleRow } from './rules.queries.ts'

const OfRule = z.object({ rule: z.enum(ruleNames) })

/** Dated rules of isolation, testing, stays, teams and risk: read by all who read diseases, corrected as dated rows by whoever keeps them. */
export function registerDatedRuleRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/dated-rules/:rule', permission: 'disease.read', summary: 'Rows of one dated rule with their source and how sure it is, the newest first.', params: OfRule, answer: z.object({ rows: z.array(RuleRow) }),
    run: async ({ tx, params }) => ({ rows: await loadRuleRows(tx, datedRules[params.rule]) }),
  })
  route(app, deps, {
    method: 'POST', url: '/api/dated-rules/:rule', permission: 'disease.manage', summary: 'Writes a dated row of a rule with its source, how sure it is and why; one of the same key is set aside and kept.', params: OfRule, body: RuleRowInput, answer: z.object({ id: z.string() }), refuses: ['invalid-input', 'invalid-value', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      const faults = ruleFaults(datedRules[params.rule], body.values)
      if (faults.length > 0) throw new Problem('invalid-input', { fields: Object.fromEntries(faults.map((name) => [name, 'out-of-range'])) })
      return { id: await writeRuleRow(tx, datedRules[params.rule], body) }
    },
  })
}
