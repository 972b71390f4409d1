import { PhoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { getDutyNow } from './api.ts'

/** The office telephone, and who is on duty at this moment where the viewer may know. Nothing when neither is known. */
export function DutyNowLine({ bodyId }: { bodyId: number }) {
  const { data } = useQuery({ queryKey: ['duty-now', bodyId], queryFn: () => getDutyNow(bodyId), refetchInterval: 300_000 })
  if (data === undefined || (data.officePhone === null && data.onDuty.length === 0)) return null
  return (
    <section className="duty-now" aria-label={t('duty.now')}>
      {data.officePhone !== null && <p><PhoneOutlined aria-hidden="true" /> {t('duty.phone')} <a href={`tel:${data.officePhone.replace(/[^+\d]/g, '')}`} className="figures"><strong>{data.officePhone}</strong></a></p>}
      {data.onDuty.map((each) => <p key={each.role}>{t(`dutyRole.${each.role}`)}: <strong>{each.memberName}</strong>{each.title && <>, {each.title}</>} <span className="quiet">{t('duty.until')} <InstantText at={each.until} /></span></p>)}
    </section>
  )
}
