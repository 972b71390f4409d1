import { App, Button } from 'antd'
import { investigationWindow, placesVisited, type Stay } from '@phaodai/office'
import { dayInVietnam, type Day } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import type { CaseDetail } from '../cases/api.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

/** Papers of tracing one case: the investigation form, lists of contacts, and a letter to each place where it was while it could infect. */
export function CasePapers({ of: { line, row, rule } }: { of: CaseDetail }) {
  const { may } = useMe()
  if (!may('disease_case.export') || !may('disease_case.reveal')) return null
  const window = investigationWindow({ onsetOn: row.onsetOn as Day | null, sampledOn: row.sampledOn as Day | null, diagnosedOn: dayInVietnam(line.diagnosedAt) }, rule)
  const places = placesVisited((row.history ?? []) as Stay[], window)
  const code = line.code ?? line.id.slice(0, 8)
  return (
    <section className="case-section no-print" aria-labelledby="papers">
      <h2 id="papers">{t('casePaper.papers')}</h2>
      <p className="case-tools">{(['docx', 'pdf'] as const).map((format) => <Paper key={format} path={`/api/cases/${line.id}/investigation.${format}`} file={`${t('casePaper.file.investigation')}-${code}.${format}`} words={`${t('casePaper.get.investigation')} (${format === 'docx' ? 'Word' : 'PDF'})`} />)}</p>
      {may('case_contact.export') && <p className="case-tools">{(['f1', 'f2'] as const).flatMap((tier) => (['docx', 'pdf'] as const).map((format) => (
        <Paper key={`${tier}.${format}`} path={`/api/cases/${line.id}/contact-list.${format}?tier=${tier}`} file={`${t(`casePaper.file.${tier}`)}-${code}.${format}`} words={`${t(`casePaper.get.${tier}`)} (${format === 'docx' ? 'Word' : 'PDF'})`} />
      )))}</p>}
      {places.length === 0 ? <p className="quiet">{t('casePaper.noPlaces')}</p> : <p className="case-tools">{places.map(({ place }, index) => (
        <Paper key={place} path={`/api/cases/${line.id}/notices/${index + 1}.docx?version=${row.version}`} file={`${t('casePaper.file.notice')}-${code}-${index + 1}.docx`} words={t('casePaper.get.notice', { place })} />
      ))}</p>}
    </section>
  )
}

function Paper({ path, file, words }: { path: string; file: string; words: string }) {
  const { message } = App.useApp()
  return <Button size="small" onClick={() => void download(path, file).catch((error: unknown) => message.error(messageOf(error)))}>{words}</Button>
}
