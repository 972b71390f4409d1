/** A picture in memory: `channels` bytes a point, row after row. */
export interface Pixels { data: Uint8Array; width: number; height: number; channels: number }

/** From this difference of the channels on a point is coloured ink, not black on yellowed paper. */
const COLOURED = 38
/** Coloured through and through. */
const FULL_COLOUR = 90
/** Ink taken for certain when a page shows none that can be measured. */
const TYPICAL_INK = 200

type Hue = 'red' | 'blue'

function hueOf(red: number, green: number, blue: number): Hue | null {
  if (red > green && red >= blue) return 'red'
  return blue > red ? 'blue' : null
}

function spread(red: number, green: number, blue: number): number {
  return Math.max(red, green, blue) - Math.min(red, green, blue)
}

/** How bright an ink is in its own channel: the median over points where it is full. */
function inkLevel({ data }: Pixels, hue: Hue): number {
  const counts = new Uint32Array(256)
  let total = 0
  for (let at = 0; at + 2 < data.length; at += 12) { // every fourth point tells enough
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (spread(red, green, blue) < FULL_COLOUR || hueOf(red, green, blue) !== hue) continue
    counts[Math.max(red, blue)]!++
    total++
  }
  if (total < 200) return TYPICAL_INK
  let seen = 0
  const level = counts.findIndex(count => (seen += count) > total / 2)
  return Math.max(90, level)
}

/**
 * Grey levels of an RGB picture as if seals and signatures had never been: red ink lets red light through and blue ink
 * blue light, so the brightest channel, divided by what that ink lets through, shows what is black below it.
 */
export function withoutInk(picture: Pixels): Pixels {
  const { data, width, height } = picture
  const levels: Record<Hue, number> = { red: inkLevel(picture, 'red'), blue: inkLevel(picture, 'blue') }
  const grey = new Uint8Array(width * height)
  for (let point = 0, at = 0; point < grey.length; point++, at += 3) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    const brightest = Math.max(red, green, blue)
    const hue = hueOf(red, green, blue)
    const share = Math.min(1, Math.max(0, (spread(red, green, blue) - COLOURED) / (FULL_COLOUR - COLOURED)))
    grey[point] = hue === null || share === 0 ? brightest : Math.min(255, brightest * (1 + share * (255 / levels[hue] - 1)))
  }
  return { data: grey, width, height, channels: 1 }
}

/** Red ink alone, black on white; null when there is next to none. A secrecy grade is stamped in red. */
export function redInk({ data, width, height }: Pixels): Pixels | null {
  const grey = new Uint8Array(width * height).fill(255)
  let count = 0
  for (let point = 0, at = 0; point < grey.length; point++, at += 3) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (red <= green || red < blue || spread(red, green, blue) < COLOURED * 1.5) continue
    grey[point] = Math.min(green, blue)
    count++
  }
  return count < grey.length * 0.0004 ? null : { data: grey, width, height, channels: 1 }
}

/** Points darker than the threshold that parts a picture's two kinds best (Otsu 1979), as x and y. */
export function darkPoints({ data, width }: Pixels): { x: Int16Array; y: Int16Array } {
  const threshold = otsu(data)
  const found: number[] = []
  for (let at = 0; at < data.length; at++) if (data[at]! <= threshold) found.push(at)
  return { x: Int16Array.from(found, at => at % width), y: Int16Array.from(found, at => Math.floor(at / width)) }
}

function otsu(data: Uint8Array): number {
  const counts = new Float64Array(256)
  for (const level of data) counts[level]!++
  const sum = counts.reduce((total, count, level) => total + count * level, 0)
  let [below, sumBelow, best, threshold] = [0, 0, 0, 128]
  for (let level = 0; level < 256; level++) {
    below += counts[level]!
    sumBelow += counts[level]! * level
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2
    if (between > best) [best, threshold] = [between, level]
  }
  return threshold
}

/** How sharply dark points fall into rows when the picture is turned by `degrees`. */
function sharpness(points: { x: Int16Array; y: Int16Array }, degrees: number, size: number): number {
  const rows = new Float64Array(size * 3)
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  for (let at = 0; at < points.x.length; at++) rows[Math.round(points.y[at]! * cosine + points.x[at]! * sine) + size]!++
  let score = 0
  for (let row = 1; row < rows.length; row++) score += (rows[row]! - rows[row - 1]!) ** 2
  return score
}

const WIDEST_SKEW = 10

/** Degrees clockwise by which a grey picture must be turned so that its lines lie level, at most ±10 (projection profile). */
export function levelling(picture: Pixels): number {
  const points = darkPoints(picture)
  const size = Math.max(picture.width, picture.height)
  let [best, angle] = [-1, 0]
  for (let step = 1, [from, to] = [-WIDEST_SKEW, WIDEST_SKEW]; step > 0.04; step /= 3, [from, to] = [angle - step * 3, angle + step * 3]) {
    for (let degrees = from; degrees <= to; degrees += step) {
      const score = sharpness(points, degrees, size)
      if (score > best) [best, angle] = [score, degrees]
    }
  }
  return angle
}

/** Whether lines of text run from top to bottom: the sheet lies on its side. */
export function liesOnSide(picture: Pixels): boolean {
  const points = darkPoints(picture)
  const size = Math.max(picture.width, picture.height)
  const best = (degrees: number): number => Math.max(...[-4, -2, 0, 2, 4].map(shift => sharpness(points, degrees + shift, size)))
  return best(90) > best(0) * 1.3
}
