import sharp, { type Sharp } from 'sharp'
import { levelling, liesOnSide, redInk, withoutInk, type Pixels } from './pixels.ts'

/** A page made ready: grey for reading, in colour for looking at (same size and place), and its red ink. */
export interface Prepared { grey: Buffer; red: Buffer | null; picture: Pixels; angle: number }

/** Height of A4 at 300 dots an inch: what the recogniser reads best. */
const TALL = 3508
/** Pictures of more points than this are refused by the reader, so that a small file cannot fill the memory. */
export const MOST_POINTS = 120_000_000
const SMALL = 900

async function raw(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

const open = (pixels: Pixels): Sharp => sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: pixels.channels as 1 | 3 } })

/** Factor to 300 dots an inch: by the density written in the file where it makes a sheet of paper, else as if the page were A4. */
function scaleOf(width: number, height: number, density: number | undefined): number {
  const inches = density ? Math.max(width, height) / density : 0
  const scale = density && inches > 5 && inches < 18 ? 300 / density : TALL / Math.max(width, height)
  return Math.min(4, Math.max(0.25, scale))
}

async function sized(bytes: Uint8Array): Promise<Pixels> {
  const source = sharp(bytes, { limitInputPixels: MOST_POINTS, failOn: 'error' })
  const { width, height, density } = await source.metadata()
  const upright = source.rotate().flatten({ background: '#ffffff' }).toColourspace('srgb').removeAlpha()
  return raw(upright.resize({ width: Math.round(width * scaleOf(width, height, density)), kernel: 'lanczos3', ...(turnedByCamera(await source.metadata()) && { width: Math.round(height * scaleOf(width, height, density)) }) }))
}

const turnedByCamera = ({ orientation = 1 }: { orientation?: number }): boolean => orientation >= 5

async function level(page: Pixels): Promise<{ page: Pixels; angle: number }> {
  let upright = page
  const small = async (): Promise<Pixels> => withoutInk(await raw(open(upright).resize({ width: SMALL, height: SMALL, fit: 'inside' })))
  if (liesOnSide(await small())) upright = await raw(open(page).rotate(90))
  const angle = levelling(await small())
  if (Math.abs(angle) < 0.05) return { page: upright, angle }
  return { page: await raw(open(upright).rotate(angle, { background: '#ffffff' })), angle }
}

/** Levels of the paper around each point: the brightest of a neighbourhood, smoothed. */
async function paperOf(grey: Pixels): Promise<Pixels> {
  const [width, height] = [Math.ceil(grey.width / 24), Math.ceil(grey.height / 24)]
  const coarse = await raw(open(grey).resize({ width, height, fit: 'fill', kernel: 'linear' }).toColourspace('b-w'))
  const bright = Uint8Array.from(coarse.data, (_, at) => brightestAround(coarse, at))
  return raw(open({ ...coarse, data: bright }).blur(2).resize({ width: grey.width, height: grey.height, fit: 'fill' }).toColourspace('b-w'))
}

function brightestAround({ data, width, height }: Pixels, at: number): number {
  const [column, row] = [at % width, Math.floor(at / width)]
  let best = 0
  for (let y = Math.max(0, row - 2); y <= Math.min(height - 1, row + 2); y++) {
    for (let x = Math.max(0, column - 2); x <= Math.min(width - 1, column + 2); x++) best = Math.max(best, data[y * width + x]!)
  }
  return best
}

const BLACK = 0.25
const WHITE = 0.88

/** Even light: each point against the paper around it, then stretched between ink and paper. */
function evened(grey: Pixels, paper: Pixels): Pixels {
  const data = Uint8Array.from(grey.data, (level, at) => {
    const share = level / Math.max(60, paper.data[at]!)
    return Math.max(0, Math.min(255, ((share - BLACK) / (WHITE - BLACK)) * 255))
  })
  return { ...grey, data }
}

const asPng = (pixels: Pixels): Promise<Buffer> => open(pixels).toColourspace('b-w').withMetadata({ density: 300 }).png({ compressionLevel: 1 }).toBuffer()

/**
 * Makes the picture of a page ready for reading: upright, level, 300 dots an inch, evenly lit, without red seals and blue
 * signatures. Throws when the bytes are no picture or hold more than MOST_POINTS.
 */
export async function prepare(bytes: Uint8Array): Promise<Prepared> {
  const { page, angle } = await level(await sized(bytes))
  const clean = withoutInk(page)
  const red = redInk(page)
  return { grey: await asPng(evened(clean, await paperOf(clean))), red: red && await asPng(red), picture: page, angle }
}

/** The page turned upside down, when it was put in so. */
export async function overturned(prepared: Prepared): Promise<Prepared> {
  const turn = (png: Buffer): Promise<Buffer> => sharp(png).rotate(180).png({ compressionLevel: 1 }).toBuffer()
  return { ...prepared, grey: await turn(prepared.grey), red: prepared.red && await turn(prepared.red), picture: await raw(open(prepared.picture).rotate(180)) }
}

/** The page as the clerk sees it beside its text: 150 dots an inch, JPEG. */
export function shown(picture: Pixels): Promise<Buffer> {
  return open(picture).resize({ width: Math.round(picture.width / 2) }).jpeg({ quality: 72, mozjpeg: true }).toBuffer()
}
