import { Link } from 'react-router'
import type { DocumentRef } from '@phaodai/office'
import { t, word } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import './references.css'

/** A document by type and number, with its day and issuer; what is out of force says so. */
export function DocumentLink({ document, subject = false }: { document: DocumentRef; subject?: boolean }) {
  return (
    <>
      <Link className="document-link" to={`/van-ban/${document.id}`}>{word(`docType.${document.docType}`)} {document.number ?? t('directive.noNumber')}</Link>
      <span className="quiet"> {document.issuedOn !== null && <DayText day={document.issuedOn} />} {document.issuer}</span>
      {(document.state === 'withdrawn' || document.state === 'superseded') && <span className="out-of-force"> {t(`directiveState.${document.state}`)}</span>}
      {subject && document.abstract !== null && <span className="clamp-2 quiet">{document.abstract}</span>}
    </>
  )
}
