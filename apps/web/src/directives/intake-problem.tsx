import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Refusal, messageOf, newId } from '../api/client.ts'
import { keepStub } from '../api/office.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'

type Props = { error: unknown; again: (more: { allowDuplicate?: boolean; force?: boolean }) => void; clear: () => void }

/** Why a document was not taken in, and the way on from there. */
export function IntakeProblem({ error, again, clear }: Props) {
  const code = error instanceof Refusal ? error.code : 'unknown'
  if (code === 'secret-document') return <SecretProblem clear={clear} />
  if (error instanceof Refusal && (code === 'duplicate' || code === 'duplicate-directive')) return <DuplicateProblem error={error} again={again} />
  return (
    <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(error)} description={t('intake.nothingLost')} closable={{ onClose: clear, 'aria-label': t('dialog.close') }}
      action={<WayOn code={code} again={again} />} />
  )
}

function WayOn({ code, again }: { code: string; again: Props['again'] }) {
  if (code === 'offline' || code === 'busy') return <Button size="small" onClick={() => again({})}>{t('failure.retry')}</Button>
  return code === 'not-a-directive' ? <Button size="small" onClick={() => again({ force: true })}>{t('intake.force')}</Button> : null
}

function existingOf(error: Refusal): string | null {
  return error.fields.existingId ?? null
}

function DuplicateProblem({ error, again }: { error: Refusal; again: Props['again'] }) {
  const navigate = useNavigate()
  const existing = existingOf(error)
  return (
    <Alert role="alert" type="warning" showIcon className="gap-below" title={t('intake.duplicate')} description={
      <div className="alert-actions">
        <span>{error.message}</span>
        {existing !== null && <Button size="small" type="primary" onClick={() => void navigate(`/van-ban/${existing}`)}>{t('intake.openExisting')}</Button>}
        <Button size="small" onClick={() => again({ allowDuplicate: true })}>{t('intake.takeAnyway')}</Button>
      </div>} />
  )
}

/** A document of a secrecy grade is not stored; number, day and issuer may be kept, typed by hand. */
function SecretProblem({ clear }: { clear: () => void }) {
  const [number, setNumber] = useState('')
  const [issuer, setIssuer] = useState('')
  const [day, setDay] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const keep = async () => {
    try {
      await keepStub(newId(), { number: number.trim() || null, issuerText: issuer.trim() || null, issuedOn: day })
      setOutcome(t('stub.kept'))
    } catch (error) {
      setOutcome(messageOf(error))
    }
  }
  return (
    <Alert role="alert" type="error" showIcon className="gap-below" title={t('stub.title')} closable={{ onClose: clear, 'aria-label': t('dialog.close') }} description={outcome !== null ? <p>{outcome}</p> : (
      <div className="fields">
        <p>{t('stub.what')}</p>
        <div className="stub-fields">
          <label>{t('directive.number')}<Input value={number} onChange={(event) => setNumber(event.target.value)} /></label>
          <label>{t('directive.issuer')}<Input value={issuer} onChange={(event) => setIssuer(event.target.value)} /></label>
          <div><span className="field-label">{t('directive.issuedOn')}</span><DayField label={t('directive.issuedOn')} value={day} onChange={setDay} /></div>
        </div>
        <Button onClick={() => void keep()} disabled={number.trim() === '' && issuer.trim() === ''}>{t('stub.keep')}</Button>
      </div>)} />
  )
}
