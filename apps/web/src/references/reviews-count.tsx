import { ReconciliationOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, NavLink } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { countReviews } from './api.ts'
import './references.css'

/** How much awaits a review; asked only in posts that read documents. */
function useReviewCount(): number {
  const { may } = useMe()
  return useQuery({ queryKey: ['reviews', 'count'], queryFn: countReviews, enabled: may('directive.read') && may('task.decide'), staleTime: 60_000 }).data?.count ?? 0
}

/** The rail's entry, only while something waits. */
export function ReviewsInRail() {
  const count = useReviewCount()
  if (count === 0) return null
  return (
    <NavLink to="/can-xem-lai" className="rail-item">
      <span aria-hidden="true" className="rail-icon"><ReconciliationOutlined /></span>
      <span><span className="review-word">{t('reviews.title')}</span> <span className="figures">{count}</span></span>
    </NavLink>
  )
}

/** One line on the page of today, only while something waits. */
export function ReviewsNote() {
  const count = useReviewCount()
  return count === 0 ? null : <p className="reviews-note no-print"><Link to="/can-xem-lai">{t('reviews.count', { count })}</Link></p>
}
