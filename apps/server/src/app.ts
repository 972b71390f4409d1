import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { registerAccountRoutes, registerPeopleRoutes, registerSignInRoutes, type Auth } from './accounts/index.ts'
import { registerAreaRoutes } from './areas/index.ts'
import { registerAuditRoutes } from './audit/index.ts'
import { registerBookRoutes } from './books/index.ts'
import { registerBodyRoutes } from './bodies/index.ts'
import { registerCalendarRoutes } from './calendar/index.ts'
import { registerCaseRoutes } from './cases/index.ts'
import { registerChainRoutes } from './chains/index.ts'
import { registerContactRoutes } from './contacts/index.ts'
import { registerCasePaperRoutes } from './case-papers/index.ts'
import { registerFollowUpRoutes } from './follow-up/index.ts'
import { registerTracingTeamRoutes } from './tracing-teams/index.ts'
import { registerIsolationRoutes } from './isolation/index.ts'
import { registerOrderListRoutes } from './order-lists/index.ts'
import { registerReferralRoutes } from './referrals/index.ts'
import { registerCommitteeRoutes } from './committees/index.ts'
import { registerDeliveryRoutes } from './deliveries/index.ts'
import { registerEdxmlRoutes } from './edxml/index.ts'
import { registerFileRoutes } from './files/index.ts'
import { registerInspectionRoutes } from './inspections/index.ts'
import { registerDiseaseRoutes } from './diseases/index.ts'
import { registerIndividualRoutes } from './individuals/index.ts'
import { registerArrivalRoutes } from './arrivals/index.ts'
import { registerCheckpointRoutes } from './checkpoints/index.ts'
import { registerGateRoutes } from './gate/index.ts'
import { registerMapRoutes } from './map/index.ts'
import { registerMeetingRoutes } from './meetings/index.ts'
import { mountImports } from './imports/index.ts'
import { registerIndicatorRoutes } from './indicators/index.ts'
import { mountRegisters } from './registers/index.ts'
import { mountStock } from './stock/index.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { registerHttp } from '#kernel/http.ts'
import { registerOpenApi } from '#kernel/openapi.ts'
import { VERSION } from '#kernel/version.ts'
import { registerWeb } from '#kernel/web.ts'
import { registerHandlingRoutes } from './handling/index.ts'
import { registerDirectiveRoutes } from './directives/index.ts'
import { registerNoticeRoutes } from './notices/index.ts'
import { registerLineListRoutes } from './line-lists/index.ts'
import { registerOfficeRuleRoutes } from './office-rules/index.ts'
import { registerOutbreakRoutes } from './outbreaks/index.ts'
import { registerDraftRoutes } from './drafts/index.ts'
import { registerPictureRoutes } from './picture/index.ts'
import { registerQuickReportRoutes } from './quick-reports/index.ts'
import { registerReferenceRoutes } from './references/index.ts'
import { registerReformRoutes } from './reforms/index.ts'
import { registerReviewRoutes } from './reviews/index.ts'
import { registerSavedViewRoutes } from './saved-views/index.ts'
import { registerScanRoutes } from './scans/index.ts'
import { registerSlipRoutes } from './slips/index.ts'
import { registerSearchRoutes } from './search/index.ts'
import { registerStatisticsRoutes } from './statistics/index.ts'
import { registerTaskRoutes } from './tasks/index.ts'
import { registerFacilityRoutes } from './facilities/index.ts'
import { registerDatedRuleRoutes } from './dated-rules/index.ts'
import { registerGatheringRoutes } from './gatherings/index.ts'
import { registerZoneRoutes } from './zones/index.ts'
import { registerHomeCareRoutes } from './home-care/index.ts'
import { registerResponseTeamRoutes } from './response-teams/index.ts'
import { registerLevelRoutes } from './levels/index.ts'
import { registerTestingRoutes } from './testing/index.ts'
import { registerTracingRoutes, registerVisitEntryRoutes } from './tracing/index.ts'

/** What the whole application stands on: what domains are given, and sign-in. */
export type ServerDeps = AppDeps & { auth: Auth }

/** What the log tells of a request: no query, because searches and file names stand there. */
function loggedRequest({ method, url, ip }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>): Record<string, string | undefined> {
  return { method, url: url.split('?')[0], remoteAddress: ip }
}

/** The API's table of contents: every route of the server is mounted here, one line a domain. */
export async function createApp(deps: ServerDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: deps.config.log, serializers: { req: loggedRequest } },
    bodyLimit: 4 * 1024 * 1024, // JSON; files have their own limit
    requestTimeout: 300_000, // a whole upload over a slow line
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false, // nobody asks them, and they would double the table of routes
  })
  await registerHttp(app)
  await registerOpenApi(app, VERSION)

  registerSignInRoutes(app, deps)
  registerAccountRoutes(app, deps)
  registerPeopleRoutes(app, deps)
  registerAuditRoutes(app, deps)
  await registerFileRoutes(app, deps)
  registerBodyRoutes(app, deps)
  registerAreaRoutes(app, deps)
  registerMapRoutes(app, deps)
  await registerDirectiveRoutes(app, deps)
  registerDeliveryRoutes(app, deps)
  await registerScanRoutes(app, deps)
  registerBookRoutes(app, deps)
  registerHandlingRoutes(app, deps)
  await registerEdxmlRoutes(app, deps)
  registerSlipRoutes(app, deps)
  registerTaskRoutes(app, deps)
  registerDraftRoutes(app, deps)
  registerQuickReportRoutes(app, deps)
  registerReferenceRoutes(app, deps)
  registerReviewRoutes(app, deps)
  registerPictureRoutes(app, deps)
  registerStatisticsRoutes(app, deps)
  registerNoticeRoutes(app, deps)
  registerCommitteeRoutes(app, deps)
  registerInspectionRoutes(app, deps)
  registerSearchRoutes(app, deps)
  registerSavedViewRoutes(app, deps)
  registerMeetingRoutes(app, deps)
  registerCalendarRoutes(app, deps)
  registerOfficeRuleRoutes(app, deps)
  registerIndicatorRoutes(app, deps)
  registerDiseaseRoutes(app, deps)
  registerIndividualRoutes(app, deps)
  registerCaseRoutes(app, deps)
  registerChainRoutes(app, deps)
  registerContactRoutes(app, deps)
  registerFollowUpRoutes(app, deps)
  registerTracingTeamRoutes(app, deps)
  registerCasePaperRoutes(app, deps)
  registerTracingRoutes(app, deps)
  registerGateRoutes(app, deps)
  registerArrivalRoutes(app, deps)
  registerCheckpointRoutes(app, deps)
  registerTestingRoutes(app, deps)
  registerFacilityRoutes(app, deps)
  registerZoneRoutes(app, deps)
  registerGatheringRoutes(app, deps)
  registerResponseTeamRoutes(app, deps)
  registerHomeCareRoutes(app, deps)
  registerLevelRoutes(app, deps)
  registerDatedRuleRoutes(app, deps)
  registerOrderListRoutes(app, deps)
  registerIsolationRoutes(app, deps)
  registerReferralRoutes(app, deps)
  registerLineListRoutes(app, deps)
  registerOutbreakRoutes(app, deps)
  await registerReformRoutes(app, deps)

  mountRegisters(app, deps)
  await mountImports(app, deps)
  await registerVisitEntryRoutes(app, deps)
  mountStock(app, deps)

  await registerWeb(app)
  return app
}
