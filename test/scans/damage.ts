import type { SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Sheet } from './paper.ts'

/** What the office and the scanner did to a sheet. */
export type Damage = {
  /** A round red seal reading CƠ QUAN MẪU, a signature in blue and a red stamp of arrival. */
  stamped?: boolean
  /** Words of a rectangular red stamp at the top left (a secrecy grade). */
  grade?: string
  /** Degrees, clockwise. */
  skew?: number
  /** Quarter turns clockwise, as a sheet put in wrongly. */
  turns?: 0 | 1 | 2 | 3
  /** Standard deviation of the noise, in grey levels. */
  noise?: number
  blur?: number
  dpi?: number
  jpeg?: number
  seed?: number
}

const RED = 'rgb(206, 32, 52)'
const BLUE = 'rgb(38, 52, 158)'

/** Ink over ink: black below stays black. */
function inked(brush: SKRSContext2D, colour: string, draw: () => void): void {
  brush.save()
  brush.globalCompositeOperation = 'multiply'
  brush.fillStyle = colour
  brush.strokeStyle = colour
  draw()
  brush.restore()
}

function ring(brush: SKRSContext2D, x: number, y: number, radius: number, width: number): void {
  brush.lineWidth = width
  brush.beginPath()
  brush.arc(x, y, radius, 0, Math.PI * 2)
  brush.stroke()
}

function star(brush: SKRSContext2D, x: number, y: number, radius: number): void {
  brush.beginPath()
  for (let point = 0; point < 10; point++) {
    const [angle, reach] = [(point * Math.PI) / 5 - Math.PI / 2, point % 2 === 0 ? radius : radius * 0.4]
    brush.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle))
  }
  brush.closePath()
  brush.fill()
}

function seal(brush: SKRSContext2D, x: number, y: number): void {
  ring(brush, x, y, 208, 12)
  ring(brush, x, y, 140, 5)
  star(brush, x, y, 52)
  brush.font = 'bold 46px Tinos'
  const words = 'CƠ QUAN MẪU • CƠ QUAN MẪU • '
  ;[...words].forEach((letter, n) => {
    brush.save()
    brush.translate(x, y)
    brush.rotate((n / words.length) * Math.PI * 2 - 1.3)
    brush.fillText(letter, -16, -158)
    brush.restore()
  })
}

/** Strokes like a hand's, through the name below. */
function signature(brush: SKRSContext2D, x: number, y: number): void {
  brush.lineWidth = 9
  brush.beginPath()
  brush.moveTo(x - 210, y + 30)
  brush.bezierCurveTo(x - 120, y - 190, x - 60, y + 190, x - 10, y - 50)
  brush.bezierCurveTo(x + 30, y - 170, x + 60, y + 130, x + 110, y - 30)
  brush.bezierCurveTo(x + 160, y - 120, x + 190, y + 90, x + 330, y - 90)
  brush.moveTo(x - 150, y + 90)
  brush.bezierCurveTo(x - 20, y + 40, x + 140, y + 110, x + 290, y + 30)
  brush.stroke()
}

function arrival(brush: SKRSContext2D, x: number, y: number): void {
  brush.lineWidth = 6
  brush.strokeRect(x, y, 430, 210)
  brush.font = 'bold 52px Tinos'
  brush.fillText('CÔNG VĂN ĐẾN', x + 20, y + 60)
  brush.font = '44px Tinos'
  brush.fillText('Số: 1187', x + 20, y + 122)
  brush.fillText('Ngày 14/9/2021', x + 20, y + 182)
}

function grade(brush: SKRSContext2D, words: string, x: number, y: number): void {
  brush.font = 'bold 84px Tinos'
  const width = brush.measureText(words).width
  brush.lineWidth = 9
  brush.strokeRect(x, y, width + 60, 120)
  brush.fillText(words, x + 30, y + 90)
}

function stamp({ canvas, signature: at }: Sheet, damage: Damage): void {
  const brush = canvas.getContext('2d')
  if (damage.stamped) {
    inked(brush, RED, () => seal(brush, at.x - 210, at.y + 20))
    inked(brush, BLUE, () => signature(brush, at.x, at.y + 90))
    inked(brush, RED, () => arrival(brush, 380, 30))
  }
  if (damage.grade) inked(brush, RED, () => grade(brush, damage.grade!, 400, 60))
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function addNoise(pixels: Buffer, deviation: number, seed: number): void {
  const random = randomFrom(seed)
  for (let at = 0; at < pixels.length; at += 3) {
    const shift = (random() + random() + random() - 1.5) * 2 * deviation
    for (let channel = 0; channel < 3; channel++) pixels[at + channel] = Math.max(0, Math.min(255, pixels[at + channel]! + shift + (random() - 0.5) * deviation))
  }
}

/** The sheet as a scanner would give it, as PNG or JPEG bytes. */
export async function scan(sheet: Sheet, damage: Damage = {}): Promise<Buffer> {
  const { skew = 0, turns = 0, noise = 0, blur = 0, dpi = 300, jpeg, seed = 1 } = damage
  stamp(sheet, damage)
  let picture = sharp(sheet.canvas.toBuffer('image/png')).flatten({ background: '#ffffff' })
  if (skew !== 0) picture = sharp(await picture.rotate(skew, { background: '#f4f2ee' }).png().toBuffer())
  if (turns !== 0) picture = sharp(await picture.rotate(turns * 90).png().toBuffer())
  if (dpi !== 300) picture = sharp(await picture.resize({ width: Math.round(((await picture.metadata()).width * dpi) / 300) }).png().toBuffer())
  if (blur > 0) picture = picture.blur(blur)
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  if (noise > 0) addNoise(data, noise, seed)
  const damaged = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }).withMetadata({ density: dpi })
  return jpeg === undefined ? damaged.png().toBuffer() : damaged.jpeg({ quality: jpeg, chromaSubsampling: '4:2:0' }).toBuffer()
}
