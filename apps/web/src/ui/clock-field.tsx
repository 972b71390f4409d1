import { TimePicker } from 'antd'
import dayjs from 'dayjs'

/** A time of the day on the clock of 24 hours, typed ("08:30") or picked; '' when there is none. */
export function ClockField({ value, onChange, label, id }: { value: string; onChange: (clock: string) => void; label: string; id?: string }) {
  return (
    <TimePicker {...(id === undefined ? {} : { id })} value={value === '' ? null : dayjs(value, 'HH:mm')} format="HH:mm" minuteStep={5} needConfirm={false} allowClear={false} aria-label={label} placeholder={label} className="full"
      onChange={(time) => onChange((time as dayjs.Dayjs | null)?.format('HH:mm') ?? '')} />
  )
}
