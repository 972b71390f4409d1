import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { Frame } from './frame/frame.tsx'
import { CrashPage, LostPage } from './frame/crash.tsx'
import { PageWaiting } from './ui/states.tsx'

type Page = { path?: string; index?: true; load: () => Promise<ComponentType> }

/** Pages in the frame; each is its own chunk, fetched when first opened. */
const pages: Page[] = [
  { index: true, load: async () => (await import('./today/today.tsx')).TodayPage },
  { path: 'hom-nay/:view', load: async () => (await import('./today/today.tsx')).TodayPage },
  { path: 'lich', load: async () => (await import('./calendar/page.tsx')).CalendarPage },
  { path: 'van-ban', load: async () => (await import('./directives/list.tsx')).DirectiveListPage },
  { path: 'van-ban/tiep-nhan', load: async () => (await import('./directives/intake.tsx')).IntakePage },
  { path: 'van-ban/chua-doc', load: async () => (await import('./deliveries/page.tsx')).UnreadPage },
  { path: 'van-ban/:id', load: async () => (await import('./directives/detail.tsx')).DirectivePage },
  { path: 'van-ban/:id/cu-the-hoa', load: async () => (await import('./references/owed.tsx')).OwedPage },
  { path: 'van-ban/:id/cay', load: async () => (await import('./references/tree.tsx')).TreePage },
  { path: 'can-xem-lai', load: async () => (await import('./references/reviews.tsx')).ReviewsPage },
  { path: 'van-ban/:id/ra-soat', load: async () => (await import('./directives/review/page.tsx')).ReviewPage },
  { path: 'van-thu', load: async () => (await import('./handling/page.tsx')).HandlingPage },
  { path: 'van-thu/y-kien', load: async () => (await import('./handling/oral.tsx')).OralDirectionPage },
  { path: 'van-thu/:id', load: async () => (await import('./handling/detail.tsx')).HandlingDetailPage },
  { path: 'so-van-ban', load: async () => (await import('./books/page.tsx')).BooksPage },
  { path: 'soan-thao', load: async () => (await import('./drafts/list.tsx')).DraftListPage },
  { path: 'soan-thao/:id', load: async () => (await import('./drafts/page.tsx')).DraftPage },
  { path: 'hop', load: async () => (await import('./meetings/list.tsx')).MeetingListPage },
  { path: 'hop/moi', load: async () => (await import('./meetings/form.tsx')).NewMeetingPage },
  { path: 'hop/:id/sua', load: async () => (await import('./meetings/form.tsx')).EditMeetingPage },
  { path: 'hop/:id/:section?', load: async () => (await import('./meetings/page.tsx')).MeetingPage },
  { path: 'nhiem-vu', load: async () => (await import('./tasks/list.tsx')).TaskListPage },
  { path: 'tim-kiem', load: async () => (await import('./search/page.tsx')).SearchPage },
  { path: 'thong-ke', load: async () => (await import('./statistics/page.tsx')).StatisticsPage },
  { path: 'thong-ke/gui', load: async () => (await import('./statistics/sending.tsx')).SendingPage },
  { path: 'thong-ke/ban-gui/:id', load: async () => (await import('./statistics/run.tsx')).StatisticsRunPage },
  { path: 'nhiem-vu/:id', load: async () => (await import('./tasks/detail.tsx')).TaskPage },
  { path: 'kiem-tra', load: async () => (await import('./inspections/work.tsx')).InspectionWorkPage },
  { path: 'kiem-tra/cuoc/:id', load: async () => (await import('./inspections/visit.tsx')).InspectionPage },
  { path: 'kiem-tra/ke-hoach', load: async () => (await import('./inspections/plans.tsx')).PlansPage },
  { path: 'kiem-tra/ke-hoach/:id', load: async () => (await import('./inspections/plan.tsx')).PlanPage },
  { path: 'kiem-tra/kien-nghi', load: async () => (await import('./inspections/findings.tsx')).FindingsPage },
  { path: 'kiem-tra/kien-nghi/:id', load: async () => (await import('./inspections/finding.tsx')).FindingPage },
  { path: 'kiem-tra/vi-pham', load: async () => (await import('./inspections/violations.tsx')).ViolationsPage },
  { path: 'kiem-tra/vi-pham/:id', load: async () => (await import('./inspections/violation.tsx')).ViolationPage },
  { path: 'kiem-tra/thong-ke', load: async () => (await import('./inspections/statistics.tsx')).InspectionStatisticsPage },
  { path: 'kiem-tra/danh-muc', load: async () => (await import('./inspections/catalogue.tsx')).CataloguePage },
  { path: 'so-theo-doi/*', load: async () => (await import('./kit/index.ts')).RegisterPage },
  { path: 'chi-so', load: async () => (await import('./indicators/board.tsx')).BoardPage },
  { path: 'chi-so/:name', load: async () => (await import('./indicators/page.tsx')).IndicatorPage },
  { path: 'bao-cao-nhanh', load: async () => (await import('./quick-reports/page.tsx')).QuickReportsPage },
  { path: 'bao-cao-nhanh/:id', load: async () => (await import('./quick-reports/report.tsx')).QuickReportPage },
  { path: 'ca-benh', load: async () => (await import('./cases/list.tsx')).CasesPage },
  { path: 'ca-benh/bang', load: async () => (await import('./cases/board.tsx')).CaseBoardPage },
  { path: 'ca-benh/o-dich', load: async () => (await import('./cases/outbreaks.tsx')).OutbreaksPage },
  { path: 'nguoi-dan/ho/:id', load: async () => (await import('./individuals/household.tsx')).HouseholdPage },
  { path: 'ca-benh/theo-doi/doi', load: async () => (await import('./follow-up/teams.tsx')).TeamsPage },
  { path: 'ca-benh/theo-doi', load: async () => (await import('./follow-up/today.tsx')).FollowUpPage },
  { path: 'ca-benh/danh-sach', load: async () => (await import('./line-lists/page.tsx')).LineListPage },
  { path: 'ca-benh/moi', load: async () => (await import('./cases/entry.tsx')).CaseEntryPage },
  { path: 'co-so', load: async () => (await import('./facilities/board.tsx')).BoardPage },
  { path: 'co-so/cho', load: async () => (await import('./facilities/waiting.tsx')).WaitingPage },
  { path: 'co-so/nguoi', load: async () => (await import('./facilities/people.tsx')).PeoplePage },
  { path: 'co-so/nguoi/:id', load: async () => (await import('./facilities/stay.tsx')).StayPage },
  { path: 'co-so/doi', load: async () => (await import('./response-teams/list.tsx')).ResponseTeamsPage },
  { path: 'co-so/doi/:id', load: async () => (await import('./response-teams/team.tsx')).ResponseTeamPage },
  { path: 'co-so/f0', load: async () => (await import('./home-care/list.tsx')).HomeCaresPage },
  { path: 'co-so/:id', load: async () => (await import('./facilities/facility.tsx')).FacilityPage },
  { path: 'xet-nghiem', load: async () => (await import('./testing/list.tsx')).SpecimensPage },
  { path: 'xet-nghiem/lay-mau', load: async () => (await import('./testing/take.tsx')).TakingPage },
  { path: 'xet-nghiem/goi-y', load: async () => (await import('./testing/advice.tsx')).PoolingPage },
  { path: 'xet-nghiem/nhan', load: async () => (await import('./testing/labels.tsx')).LabelsPage },
  { path: 'xet-nghiem/phong', load: async () => (await import('./testing/laboratories.tsx')).LaboratoriesPage },
  { path: 'xet-nghiem/phong/:id', load: async () => (await import('./testing/desk.tsx')).DeskPage },
  { path: 'xet-nghiem/phong/:id/tep', load: async () => (await import('./testing/result-file.tsx')).ResultFilePage },
  { path: 'xet-nghiem/:id', load: async () => (await import('./testing/specimen.tsx')).SpecimenPage },
  { path: 'ca-benh/:id/dich-te', load: async () => (await import('./cases/investigation.tsx')).InvestigationPage },
  { path: 'chuoi-lay', load: async () => (await import('./chains/overview.tsx')).ChainsPage },
  { path: 'chuoi-lay/o-dich/:outbreakId', load: async () => (await import('./chains/page.tsx')).OutbreakChainPage },
  { path: 'chuoi-lay/:caseId', load: async () => (await import('./chains/page.tsx')).CaseChainPage },
  { path: 'ca-benh/:id', load: async () => (await import('./cases/detail.tsx')).CasePage },
  { path: 'cach-ly', load: async () => (await import('./isolation/list.tsx')).IsolationPage },
  { path: 'cach-ly/moi', load: async () => (await import('./isolation/entry.tsx')).IsolationEntryPage },
  { path: 'cach-ly/:id', load: async () => (await import('./isolation/order.tsx')).IsolationOrderPage },
  { path: 'danh-sach-cho-ky', load: async () => (await import('./orders/list.tsx')).OrderListsPage },
  { path: 'danh-sach-cho-ky/:id', load: async () => (await import('./orders/page.tsx')).OrderListPage },
  { path: 'dia-diem/:id/so-luot-ghe', load: async () => (await import('./tracing/book.tsx')).BookPage },
  { path: 'tiep-xuc-chuyen-den', load: async () => (await import('./referrals/page.tsx')).ReferredPage },
  { path: 'nguoi-dan', load: async () => (await import('./individuals/page.tsx')).PeoplePage },
  { path: 'nguoi-dan/:id', load: async () => (await import('./individuals/detail.tsx')).PersonPage },
  { path: 'benh', load: async () => (await import('./diseases/page.tsx')).DiseasesPage },
  { path: 'benh/:code', load: async () => (await import('./diseases/detail.tsx')).DiseasePage },
  { path: 'ban-do', load: async () => (await import('./map/page.tsx')).MapPage },
  { path: 'to-chuc', load: async () => (await import('./bodies/page.tsx')).BodiesPage },
  { path: 'to-chuc/ban-chi-dao', load: async () => (await import('./committees/list.tsx')).CommitteeListPage },
  { path: 'to-chuc/ban-chi-dao/:id/:section?', load: async () => (await import('./committees/page.tsx')).CommitteePage },
  { path: 'to-chuc/di-co-so', load: async () => (await import('./committees/visits.tsx')).VisitsPage },
  { path: 'to-chuc/uy-quyen', load: async () => (await import('./committees/delegation.tsx')).DelegationRoom },
  { path: 'to-chuc/:id', load: async () => (await import('./bodies/page.tsx')).BodiesPage },
  { path: 'thong-bao', load: async () => (await import('./notices/page.tsx')).NoticesPage },
  { path: 'thong-bao/cai-dat', load: async () => (await import('./notices/settings.tsx')).NoticeSettingsPage },
  { path: 'quan-tri/sap-xep/:id/:step?', load: async () => (await import('./reforms/page.tsx')).ReformPage },
  { path: 'quan-tri/:section?', load: async () => (await import('./admin/page.tsx')).AdminPage },
]

function routeOf(page: Page): RouteObject {
  const lazy = async () => ({ Component: await page.load() })
  return page.index ? { index: true, lazy } : { path: page.path!, lazy }
}

/** Made once per page load. */
export function makeRouter() {
  return createBrowserRouter([
    { path: '/ngung-thu', ErrorBoundary: CrashPage, HydrateFallback: PageWaiting, lazy: async () => ({ Component: (await import('./notices/stop.tsx')).StopMailPage }) }, // opened without signing in
    {
      path: '/', Component: Frame, ErrorBoundary: CrashPage, HydrateFallback: PageWaiting,
      children: [{ ErrorBoundary: CrashPage, children: [...pages.map(routeOf), { path: '*', Component: LostPage }] }],
    },
  ])
}
