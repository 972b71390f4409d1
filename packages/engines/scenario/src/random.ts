/**
 * Chance with a seed: the same seed gives the same scenario on every machine. Generator: sfc32 of PractRand (Doty-Humphrey),
 * 128 bits of state; other streams of one seed begin elsewhere.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, stream = 0) {
    this.#a = seed >>> 0
    this.#b = stream >>> 0
    this.#c = Math.floor(seed / 2 ** 32) >>> 0
    for (let round = 0; round < 15; round++) this.#bits() // lets a small seed reach every bit of the state
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** From 0 to below 1. */
  next(): number {
    return this.#bits() / 2 ** 32
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Standard normal, by the polar form of Box and Muller (Marsaglia). */
  normal(): number {
    for (;;) {
      const x = 2 * this.next() - 1
      const y = 2 * this.next() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
    }
  }

  /** A count with the given mean: multiplied uniforms (Knuth) where the mean is small, else a rounded normal. */
  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > limit; product *= this.next()) count++
    return count
  }

  /** Gamma distribution by mean and standard deviation (Marsaglia and Tsang 2000; shapes below 1 are raised by a power). */
  gamma(mean: number, sd: number): number {
    const shape = (mean / sd) ** 2
    const raised = shape < 1 ? shape + 1 : shape
    const unit = this.#gammaOfShape(raised) * (shape < 1 ? this.next() ** (1 / shape) : 1)
    return unit * (sd * sd / mean)
  }

  #gammaOfShape(shape: number): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  /** An index, drawn by running totals of weights (the last total is their sum). */
  drawn(totals: ArrayLike<number>): number {
    const sought = this.next() * totals[totals.length - 1]!
    let [low, high] = [0, totals.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (totals[middle]! > sought) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Running totals of weights, for `Random.drawn`. */
export function totalsOf(weights: ArrayLike<number>): Float64Array {
  const totals = new Float64Array(weights.length)
  let sum = 0
  for (let index = 0; index < weights.length; index++) totals[index] = sum += weights[index]!
  return totals
}
