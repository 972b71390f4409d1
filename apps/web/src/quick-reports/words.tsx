/** Names and marks of the quick report as the screens say them. */
import { CheckCircleOutlined, ClockCircleOutlined, WarningFilled } from '@ant-design/icons'
import type { QuickCheck, QuickColumn, QuickUnit, Timeliness } from '@phaodai/office/quick-report.ts'
import { currentLanguage, locale, t } from '../text/t.ts'

/** A label of the form in the language on screen. */
export function labelOf({ label, labelEn }: { label: string; labelEn: string }): string {
  return currentLanguage() === 'en' ? labelEn : label
}

/** A figure as the screens write it; what nobody told is never nought. */
export function figureText(value: number | null | undefined): string {
  return typeof value === 'number' ? new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value) : t('quick.untoldShort')
}

/** "16:00" in Vietnam. */
export function timeText(instant: string): string {
  return new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(instant))
}

/** A rule that does not hold, with its numbers. */
export function checkText(columns: readonly QuickColumn[], { column, rule, value, expected, terms, previous, adjusted }: QuickCheck): string {
  const name = (code: string): string => labelOf(columns.find((each) => each.code === code) ?? { label: code, labelEn: code })
  const [first, ...others] = terms
  const sum = rule === 'carried'
    ? t('quick.sum.carried', { previous: figureText(previous), added: figureText(first?.value), adjusted: figureText(adjusted) })
    : [`${name(first?.column ?? '')} ${figureText(first?.value)}`, ...others.map((term) => `− ${name(term.column)} ${figureText(-term.value)}`)].join(' ')
  return t('quick.check', { column: name(column), value: figureText(value), sum, expected: figureText(expected) })
}

const TIMING: Record<Timeliness, [className: string, icon: typeof WarningFilled]> = {
  'on-time': ['timing-in_time', CheckCircleOutlined], 'late': ['timing-overdue', WarningFilled], 'missing': ['timing-overdue', WarningFilled], 'waiting': ['timing-no_deadline', ClockCircleOutlined],
}

/** In time or not: sign and word. */
export function TimelinessMark({ timeliness }: { timeliness: Timeliness }) {
  const [className, Icon] = TIMING[timeliness]
  return <span className={`quick-mark ${className}`}><Icon aria-hidden="true" /> {t(`quick.timeliness.${timeliness}`)}</span>
}

/** Where a report stands; a draft that is not one's own is told as not sent, because nobody else sees it. */
export function stateText(report: Pick<NonNullable<QuickUnit['report']>, 'state'> | null): string {
  return report === null ? t('quick.notSent') : t(`quick.state.${report.state}`)
}
