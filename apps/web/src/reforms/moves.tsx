import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import type { Reform, ReformMove } from '@phaodai/office/reform.ts'
import { messageOf } from '../api/client.ts'
import { t, word } from '../text/t.ts'
import { useReturnFocus } from '../ui/return-focus.ts'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { decideMove, listMoves } from './api.ts'
import { HeirSelect, HeirsSelect } from './heir-select.tsx'

const PAGE = 100
const names = (bodies: BodyRef[]): string => bodies.map(({ name }) => name).join('; ')

/** Every ending body with who takes over what; `groupKey` narrows to the bodies of one question. */
export function Moves({ reform, groupKey, mayPlan, onChange }: { reform: Reform; groupKey?: string; mayPlan: boolean; onChange: () => void }) {
  const [words, setWords] = useState('')
  const [onlyOpen, setOnlyOpen] = useState(false)
  const [decided, setDecided] = useState<ReformMove | null>(null)
  const asked = useSettled(words, 250)
  const moves = useQuery({ queryKey: ['reforms', reform.id, 'moves', reform.plan, asked, onlyOpen, groupKey ?? ''], queryFn: () => listMoves(reform.id, { q: asked, open: onlyOpen ? '1' : undefined, groupKey }) })
  return (
    <>
      <div className="reform-find no-print">
        <Input.Search value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('reform.find')} aria-label={t('reform.find')} />
        <Checkbox checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)}>{t('reform.onlyOpen')}</Checkbox>
      </div>
      <Answer of={moves}>{({ rows }) => (rows.length === 0 ? <Nothing title="reform.noMoves" /> : (
        <>
          <div className="reform-moves"><Table caption={t('reform.moves')} heads={['reform.body', 'reform.heirs', 'reform.work', 'reform.oversight', 'reform.tasks', 'reform.why']} acts="reform.decide">
            {rows.map((move) => <MoveRow key={move.id} move={move} onDecide={mayPlan ? () => setDecided(move) : undefined} />)}
          </Table></div>
          {rows.length === PAGE && <p className="quiet">{t('reform.moreRows')}</p>}
        </>
      ))}</Answer>
      {decided && <DecideDialog reformId={reform.id} move={decided} onSaved={onChange} onClose={() => setDecided(null)} />}
    </>
  )
}

function MoveRow({ move, onDecide }: { move: ReformMove; onDecide: (() => void) | undefined }) {
  return (
    <tr>
      <td>{move.body.name}</td>
      <td data-label={t('reform.heirs')}><span className="clamp-2">{names(move.heirs) || '–'}</span></td>
      <td data-label={t('reform.work')}>{move.work?.name ?? <strong>{t('reform.undecided')}</strong>}</td>
      <td data-label={t('reform.oversight')}>{move.oversight?.name ?? '–'}</td>
      <td data-label={t('reform.tasks')} className="figures">{move.tasks}</td>
      <td data-label={t('reform.why')} className="quiet">{move.decidedBy ? t('reform.decidedBy', { title: move.decidedBy }) : word(`reform.rule.${move.rule}`)}</td>
      <td>{onDecide && <Button size="small" onClick={onDecide} aria-label={`${t('reform.decide')}: ${move.body.name}`}>{t('reform.decide')}</Button>}</td>
    </tr>
  )
}

function DecideDialog({ reformId, move, onSaved, onClose }: { reformId: string; move: ReformMove; onSaved: () => void; onClose: () => void }) {
  const offered = move.offers.map(({ body }) => body)
  const [heirs, setHeirs] = useState(move.heirs.length > 0 ? move.heirs : offered.slice(0, 1))
  const [work, setWork] = useState(move.work ?? offered[0] ?? null)
  const [oversight, setOversight] = useState(move.oversight)
  const [byArea, setByArea] = useState(move.byArea)
  const [refused, setRefused] = useState<string | null>(null)
  useReturnFocus()
  const save = async () => {
    try {
      await decideMove(reformId, move.id, { version: move.version, heirIds: heirs.map(({ id }) => id), workHeirId: work!.id, oversightHeirId: oversight?.id ?? null, byArea })
      onSaved()
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open title={move.body.name} okText={t('committee.save')} onOk={save} okButtonProps={{ disabled: work === null || heirs.length === 0 }} onCancel={onClose} width={640}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} className="gap-below" />}
      <div className="reform-decide">
        <label>{t('reform.work')}<HeirSelect reformId={reformId} label={t('reform.work')} offered={offered} value={work} onChange={setWork} /></label>
        <label>{t('reform.heirs')}<HeirsSelect reformId={reformId} label={t('reform.heirs')} offered={offered} value={heirs} onChange={setHeirs} /></label>
        <label>{t('reform.oversight')}<HeirSelect reformId={reformId} label={t('reform.oversight')} offered={offered} value={oversight} onChange={setOversight} /></label>
        <Checkbox checked={byArea} onChange={(event) => setByArea(event.target.checked)}>{t('reform.byArea')}</Checkbox>
      </div>
    </Modal>
  )
}
