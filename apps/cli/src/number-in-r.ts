const DIGITS = 15

/**
 * A number as R's write.csv prints it: as many of 15 significant digits as it needs, in whichever of fixed and
 * scientific form is shorter, fixed when both are as long. So that tables can be compared line by line with R's.
 */
export function asInR(value: number | string): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NA' : number > 0 ? 'Inf' : '-Inf'
  const [mantissa, exponent] = number.toExponential(DIGITS - 1).split('e') as [string, string]
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/u, '') : mantissa
  const power = Number(exponent)
  const scientific = `${trimmed}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  const decimals = Math.max(0, trimmed.replace(/[-.]/gu, '').length - 1 - power)
  const fixed = decimals <= 100 ? number.toFixed(decimals) : scientific
  return fixed.length <= scientific.length ? fixed : scientific
}
