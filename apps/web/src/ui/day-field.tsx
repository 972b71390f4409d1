import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { Day } from '@phaodai/vocabulary'

const format = ['D/M/YYYY', 'DD/MM/YYYY', 'D-M-YYYY', 'D.M.YYYY']

/** One calendar day, typed ("2/9/2021") or picked; one that is `needed` can be changed but not cleared. */
export function DayField({ value, onChange, label, min, max, id, size, needed = false }: { value: Day | null; onChange: (day: Day | null) => void; label: string; min?: Day; max?: Day; id?: string; size?: 'small'; needed?: boolean }) {
  return (
    <DatePicker {...(id === undefined ? {} : { id })} {...(size === undefined ? {} : { size })} value={value === null ? null : dayjs(value, 'YYYY-MM-DD')} allowClear={!needed} format={format} aria-label={label} placeholder={label} {...(min === undefined ? {} : { minDate: dayjs(min, 'YYYY-MM-DD') })} {...(max === undefined ? {} : { maxDate: dayjs(max, 'YYYY-MM-DD') })}
      onChange={(day) => onChange((day as dayjs.Dayjs | null)?.format('YYYY-MM-DD') ?? null)} />
  )
}
