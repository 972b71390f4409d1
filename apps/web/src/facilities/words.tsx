import { WarningFilled } from '@ant-design/icons'
import type { StayLine } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { dayInVietnam, formatDate } from '@phaodai/vocabulary'
import { codeWord } from '../kit/words.ts'
import { t, type Key } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'

/** A tier in words; without one a place is for quarantine. */
export const tierWord = (tier: string | null): string => t(`facilities.tier.${tier ?? 'none'}` as Key)

/** Who it is: the name where the post may see it, else what is told of him. */
export function whoOf({ name, sex, birthYear, code }: Pick<StayLine, 'name' | 'sex' | 'birthYear' | 'code'>): string {
  return name ?? ([sex === null ? null : codeWord(stay, 'sex', sex), birthYear].filter(Boolean).join(', ') || code)
}

/** Sex and year of birth beside a name. */
export const bornOf = ({ name, sex, birthYear }: Pick<StayLine, 'name' | 'sex' | 'birthYear'>): string => (name === null ? '' : [sex === null ? null : codeWord(stay, 'sex', sex), birthYear].filter(Boolean).join(', '))

/** Facility, room and bed. */
export const placeOf = ({ facility, room, bed }: Pick<StayLine, 'facility' | 'room' | 'bed'>): string => [facility, room === null ? null : `${room}.${bed ?? ''}`].filter(Boolean).join(' · ')

/** That somebody had a warning sign. */
export function Warned({ at }: { at: string | null }) {
  return at === null ? null : <span className="fac-warned"><WarningFilled aria-hidden="true" /> {t('facilities.warned')} <InstantText at={at} /></span>
}

/** When somebody came, is due, left. */
export function Dates({ of: { state, enteredAt, dueOn, leftAt, receivedAt, askedOn } }: { of: StayLine }) {
  if (enteredAt === null) return <>{formatDate(askedOn)}</>
  return (
    <>
      <InstantText at={enteredAt} />{leftAt !== null && <> – <InstantText at={leftAt} /></>}
      {state === 'staying' && dueOn !== null && <span className="quiet"> · {t('facilities.dueOn', { day: formatDate(dueOn) })}</span>}
      {receivedAt !== null && <span className="quiet"> · {t('facilities.received', { at: formatDate(dayInVietnam(receivedAt)) })}</span>}
    </>
  )
}
