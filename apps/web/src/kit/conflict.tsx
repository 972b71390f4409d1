import type { FieldValues, RecordRow, Register } from '@phaodai/registers'
import { StaleDialog } from '../ui/stale.tsx'
import type { Names } from './api.ts'
import { changesOf } from './draft.ts'
import { fieldWord, kit, valueText } from './words.ts'

type Props = { register: Register; names: Names; theirs: RecordRow; yours: FieldValues; onTake: () => void; onKeep: () => void; onCancel: () => void }

/** Somebody was quicker: only the fields that differ, side by side. */
export function Conflict({ register, names, theirs, yours, onTake, onKeep, onCancel }: Props) {
  const differing = Object.keys(changesOf(register, theirs, yours))
  const version = (values: FieldValues) => (
    <dl>{differing.map((name) => <div key={name}><dt>{fieldWord(register, name)}</dt><dd>{valueText(register, name, values[name], names) || kit('nothing')}</dd></div>)}</dl>
  )
  return <StaleDialog theirs={version(theirs)} mine={version(yours)} onTakeTheirs={onTake} onKeepMine={onKeep} onCancel={onCancel} />
}
