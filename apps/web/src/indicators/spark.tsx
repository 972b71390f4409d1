import { t } from '../text/t.ts'

type Props = { values: readonly (number | null)[]; target?: number | null; width?: number; height?: number; words?: string }

/** A small line of the last values; a gap where there was none, a dashed line at the target, a dot at the last. */
export function Spark({ values, target = null, width = 120, height = 28, words }: Props) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return <span className="quiet">{t('indicator.noneYet')}</span>
  const highest = Math.max(...known, target ?? 0, 1)
  const x = (n: number) => 3 + (n * (width - 6)) / Math.max(1, values.length - 1)
  const y = (value: number) => height - 4 - (value / highest) * (height - 8)
  const line = values.map((value, n) => (value === null ? '' : `${n === 0 || values[n - 1] == null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`)).join(' ')
  const last = values.findLastIndex((value) => value !== null)
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words ?? t('indicator.spark')}>
      {target !== null && <line x1="2" x2={width - 2} y1={y(target)} y2={y(target)} className="spark-target" />}
      <path d={line} className="spark-line" />
      <circle cx={x(last)} cy={y(values[last]!)} r="2.5" className="spark-dot" />
    </svg>
  )
}
