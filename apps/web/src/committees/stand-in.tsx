import { formatDay } from '@phaodai/vocabulary'
import { Button } from 'antd'
import { useLocation } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

/** Above every page while one stands in for another; on Hôm nay also the offer to do so. */
export function StandIn() {
  const { me, post, switchTo } = useMe()
  const { pathname } = useLocation()
  const own = me.posts.find(({ standsIn }) => !standsIn)
  if (post?.standsIn) {
    return (
      <p className="stands-in" role="note">
        <span>{t('delegation.standing', { title: post.title, number: post.standsIn.number, day: formatDay(post.validTo ?? '') })}</span>
        {own && <Button type="link" size="small" onClick={() => switchTo(own.id)}>{t('delegation.back')}</Button>}
      </p>
    )
  }
  const lent = pathname === '/' || pathname.startsWith('/hom-nay') ? me.posts.filter(({ standsIn }) => standsIn) : []
  return lent.map((each) => (
    <p key={each.id} className="stands-in-offer no-print">
      <span>{t('delegation.offer', { title: each.title, body: each.body.name, day: formatDay(each.validTo ?? '') })}</span>
      <Button size="small" onClick={() => switchTo(each.id)}>{t('delegation.act')}</Button>
    </p>
  ))
}
