import type { DraftFinding } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { t } from '../text/t.ts'

/** One finding in words; days as the country writes them. */
function wordsOf({ code, values }: DraftFinding): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value]))
  return t(`draftFinding.${code}` as 'draftFinding.secret', shown)
}

/** Findings of one place. */
export function FindingLines({ findings }: { findings: readonly DraftFinding[] }) {
  if (findings.length === 0) return null
  return <ul className="draft-findings">{findings.map((finding, n) => <li key={n} className={finding.stops ? 'stops' : ''}>{finding.stops && <strong>{t('drafts.stops')} </strong>}{wordsOf(finding)}</li>)}</ul>
}

/** What must be mended, and what should be looked at, before the signature. */
export function FindingsBox({ findings }: { findings: readonly DraftFinding[] }) {
  const stops = findings.filter((finding) => finding.stops).length
  if (findings.length === 0) return <p className="quiet" role="status">{t('drafts.allRight')}</p>
  return (
    <details className="findings" open={stops > 0}>
      <summary>{stops > 0 ? t('drafts.stopCount', { n: stops }) : t('drafts.noteCount', { n: findings.length })}</summary>
      <FindingLines findings={findings} />
    </details>
  )
}
