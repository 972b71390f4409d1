import type { DraftDetail, SignedCopy } from '@phaodai/office'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'

/** Signed papers that came back, each with what was found in it, said plainly. */
export function Copies({ draft }: { draft: DraftDetail }) {
  if (draft.copies.length === 0) return null
  return <section><h2>{t('drafts.copies')}</h2><ul>{draft.copies.map((copy) => <Copy key={copy.id} copy={copy} />)}</ul></section>
}

function Copy({ copy }: { copy: SignedCopy }) {
  return (
    <li className="draft-said">
      <p><strong>{t(copy.accepted ? 'drafts.copyAccepted' : 'drafts.copyRefused')}</strong> · {t(`draftCopy.${copy.kind}`)} · {copy.fileName} · <span className="quiet">{copy.by}, <InstantText at={copy.at} /></span></p>
      {copy.kind === 'digital' && (
        <ul className="draft-checks">
          <li>{t(`draftIntegrity.${copy.integrity}`)}</li><li>{t(`draftCoverage.${copy.coverage}`)}</li>
          {copy.signer !== null && <li>{t('drafts.signedBy', { who: copy.signer, issuer: copy.certificateIssuer ?? '' })}{copy.signedAt !== null && <> · {t('drafts.signedAt')} <InstantText at={copy.signedAt} /></>}</li>}
          <li>{t(`draftChain.${copy.chain}`)}</li>
        </ul>
      )}
      {!copy.compared && <p className="quiet">{t('drafts.notCompared')}</p>}
      {copy.compared && copy.differences.length === 0 && <p>{t('drafts.sameText')}</p>}
      {copy.differences.length > 0 && (
        <details className="findings"><summary>{t('drafts.textDiffers', { n: copy.differences.length })}</summary>
          <ul>{copy.differences.map(({ ours, theirs }, n) => <li key={n}><del>{ours}</del> <ins>{theirs}</ins></li>)}</ul></details>
      )}
    </li>
  )
}
