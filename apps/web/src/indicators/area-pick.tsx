import { Picker } from '../kit/picker.tsx'
import { t } from '../text/t.ts'

/** Whose figures: an area by part of its name. */
export function AreaPick({ area, onChange }: { area: { id: number; name: string } | undefined; onChange: (id: number | null) => void }) {
  return <span className="filter-body"><Picker size="small" target="area" value={area?.id ?? null} name={area?.name ?? null} label={t('indicator.area')} anywhere onChange={(id) => onChange(id === null ? null : Number(id))} /></span>
}
