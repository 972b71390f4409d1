import { diseaseCase } from '@phaodai/registers'
import type { Member } from '#test/people.ts'
import { newId, note, plantRecord, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Way } from './way.ts'

/** Two linked cases in every place, and a link from each place to the next: seen by who sees both ends. */
export async function plantLinks(soil: Soil, places: readonly [area: number, by: Member][]): Promise<void> {
  let before: Planted | undefined
  for (const [area, by] of places) {
    const [one, other] = [await plantRecord(soil, diseaseCase, area, by), await plantRecord(soil, diseaseCase, area, by)]
    for (const [from, to] of [[one, other], ...(before ? [[before, one] as const] : [])] as const) {
      const row = note(soil, 'case_link', (viewer) => reads(viewer, 'disease_case') && from.sees(viewer) && to.sees(viewer))
      await soil.client.query("insert into case_link (id, from_case, to_case, kind, basis, created_by) values ($1, $2, $3, 'likely', 'investigation', $4)", [row.id, from.id, to.id, by.postId])
    }
    before = other
  }
}

/** How chains of transmission are asked. */
export function chainWays(planted: readonly Planted[]): Record<string, Way> {
  const own = (viewer: Parameters<Planted['sees']>[0], nth: number): string => planted.filter((row) => row.kind === 'disease_case' && row.sees(viewer))[nth]?.id ?? newId()
  const link = (fromCaseId: string): object => ({ fromCaseId, kind: 'likely', basis: 'investigation' })
  return {
    'GET /api/cases/{id}/chain': opened('disease_case'),
    'GET /api/cases/{id}/chain.csv': opened('disease_case'),
    'GET /api/cases/{id}/source': opened('disease_case'),
    'GET /api/outbreaks/{id}/chain': opened('outbreak'),
    'GET /api/outbreaks/{id}/chain.csv': opened('outbreak'),
    'GET /api/chains': { places: { 'query.areaId': 'areas are public reference data' }, pages: [page('/api/chains?disease=covid-19&from=2020-01-01&to=2099-12-31')] },
    'PUT /api/cases/{id}/links/{linkId}': { places: {
      id: missing('disease_case', 'not-found', (id, me) => ({ url: `/api/cases/${id}/links/${newId()}`, body: link(own(me.viewer, 0)) })),
      linkId: taken('case_link', (id, me) => ({ url: `/api/cases/${own(me.viewer, 0)}/links/${id}`, body: link(own(me.viewer, 1)) })),
      fromCaseId: missing('disease_case', 'not-allowed', (id, me) => ({ url: `/api/cases/${own(me.viewer, 0)}/links/${newId()}`, body: link(id) })),
    } },
    'POST /api/case-links/{id}/void': changed('case_link', { reason: 'nhầm' }),
  }
}
