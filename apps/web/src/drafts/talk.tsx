import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { draftParagraphs, type DraftComment, type DraftDetail } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { commentOn, resolveComment } from './api.ts'
import { useTaken } from './taken.ts'

/** Opinions of bodies asked, and remarks on paragraphs. */
export function Talk({ draft }: { draft: DraftDetail }) {
  return (
    <div className="draft-talk">
      {draft.clearances.length > 0 && <Clearances draft={draft} />}
      <h2>{t('drafts.comments')}</h2>
      {draft.comments.length === 0 && <p className="quiet">{t('drafts.noComments')}</p>}
      <ul>{draft.comments.map((comment) => <Comment key={comment.id} draft={draft} comment={comment} />)}</ul>
      {draft.actions.includes('comment') && <NewComment draft={draft} />}
    </div>
  )
}

/** What each body asked has answered, by when it was to. */
export function Clearances({ draft }: { draft: DraftDetail }) {
  return (
    <section>
      <h2>{t('drafts.clearances')}</h2>
      <ul>{draft.clearances.map((each) => (
        <li key={each.id} className="draft-said">
          <strong>{each.body.name}</strong> <span className="quiet">{t('drafts.round', { n: each.round })} · {t('drafts.answerBy')} <DayText day={each.dueOn} /></span>
          {each.question !== '' && <p className="quiet">{each.question}</p>}
          <p>{each.verdict !== null ? <><strong>{t(`draftVerdict.${each.verdict}`)}</strong> {each.answer} <span className="quiet">— {each.answeredBy}</span></> : each.late ? t(`draftSilent.${each.silent}`) : t(draft.state === 'clearance' && each.round === draft.round ? 'drafts.waitsForAnswer' : 'drafts.neverAnswered')}</p>
        </li>
      ))}</ul>
    </section>
  )
}

function Comment({ draft, comment }: { draft: DraftDetail; comment: DraftComment }) {
  const taken = useTaken(draft.id)
  const resolve = useMutation({ mutationFn: () => resolveComment(draft.id, comment.id, ''), onSuccess: taken })
  return (
    <li className={comment.resolvedAt === null ? 'draft-said' : 'draft-said settled'}>
      {comment.quoted !== '' && <p className="quiet clamp-2">“{comment.quoted}”</p>}
      <p>{comment.text}</p>
      <p className="quiet">{comment.by} · <InstantText at={comment.createdAt} />{comment.resolvedAt !== null && <> · {t('drafts.resolvedBy', { who: comment.resolvedBy ?? '' })}</>}</p>
      {comment.resolvedAt === null && draft.mine && draft.actions.includes('comment') && <Button size="small" loading={resolve.isPending} onClick={() => resolve.mutate()}>{t('drafts.resolve')}</Button>}
    </li>
  )
}

function NewComment({ draft }: { draft: DraftDetail }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const taken = useTaken(draft.id)
  const paragraphs = draftParagraphs(draft.content)
  const quoted = paragraphs.find(({ key }) => key === at)?.text.slice(0, 300) ?? ''
  const comment = useMutation({ mutationFn: () => commentOn(draft.id, { at, quoted, text }), onSuccess: (answer) => { taken(answer); setText('') } })
  return (
    <div className="draft-new-comment">
      {comment.isError && <Alert type="error" role="alert" title={messageOf(comment.error)} />}
      <Select className="full" aria-label={t('drafts.commentOn')} value={at ?? 'whole'} popupMatchSelectWidth={false} onChange={(key) => setAt(key === 'whole' ? null : key)}
        options={[{ value: 'whole', label: t('drafts.wholeText') }, ...paragraphs.map(({ key, text: words }) => ({ value: key, label: words.slice(0, 70) }))]} />
      <Input.TextArea rows={2} aria-label={t('drafts.newComment')} placeholder={t('drafts.newComment')} value={text} onChange={({ target }) => setText(target.value)} />
      <Button disabled={text.trim() === ''} loading={comment.isPending} onClick={() => comment.mutate()}>{t('drafts.sendComment')}</Button>
    </div>
  )
}
