/**
 * Draws a large network. Thirty thousand lines as paths keep a 2D canvas busy for most of a second and WebGL without a graphics card
 * longer; set pixel by pixel they take a frame. Once few are in sight, they are drawn as lines again.
 */
import type { Painted } from './colours.ts'
import { codeOf, type ChainModel } from './model.ts'
import { takesRoom, type Written } from './room.ts'

/** The middle of what is seen, in the network's own measure, and pixels a unit of it. */
export type NetworkView = { x: number; y: number; scale: number }
export type NetworkScene = { model: ChainModel; at: Float32Array; painted: Painted; selected: number; width: number; height: number; view: NetworkView }

const PAPER = 0xffffffff
/** Surer links are darker. */
const LINKS = ['#97a5a8', '#bcc7c9', '#d9e0e1']
const [CHOSEN, INK] = ['#1b2326', '#1b2326']
/** So few links in sight are drawn as lines. */
const FEW = 1500
/** So few cases in sight have their codes beside them. */
const NAMED = 60

/** The view that shows all of it. */
export function wholeNetwork(at: Float32Array, width: number, height: number): NetworkView {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let n = 0; n < at.length; n += 2) {
    left = Math.min(left, at[n]!)
    right = Math.max(right, at[n]!)
    top = Math.min(top, at[n + 1]!)
    bottom = Math.max(bottom, at[n + 1]!)
  }
  const scale = Math.min((width - 32) / Math.max(1, right - left), (height - 32) / Math.max(1, bottom - top))
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scale, 1e-6) }
}

/** The view scaled about a pixel that stays where it is. */
export function zoomedNetwork(view: NetworkView, { width, height }: { width: number; height: number }, factor: number, x: number, y: number): NetworkView {
  const scale = Math.min(60, Math.max(1e-4, view.scale * factor))
  const [right, down] = [x - width / 2, y - height / 2]
  return { scale, x: view.x + right / view.scale - right / scale, y: view.y + down / view.scale - down / scale }
}

/** Cases on the canvas, x and y by turns; what lies far outside is cut to a bound that a line can still be walked to. */
function placed({ at, width, height, view }: NetworkScene, ratio: number): Float32Array {
  const places = new Float32Array(at.length)
  for (let n = 0; n < at.length; n += 2) {
    places[n] = ((at[n]! - view.x) * view.scale + width / 2) * ratio
    places[n + 1] = ((at[n + 1]! - view.y) * view.scale + height / 2) * ratio
  }
  return places
}

type Pixels = { data: Uint32Array; width: number; height: number }

/** The part of a line that lies on the canvas, or undefined (Liang–Barsky). */
export function clipped(x1: number, y1: number, x2: number, y2: number, width: number, height: number): [number, number, number, number] | undefined {
  let [from, to] = [0, 1]
  const [dx, dy] = [x2 - x1, y2 - y1]
  for (const [p, q] of [[-dx, x1], [dx, width - 1 - x1], [-dy, y1], [dy, height - 1 - y1]] as const) {
    if (p === 0) {
      if (q < 0) return undefined
      continue
    }
    if (p < 0) from = Math.max(from, q / p)
    else to = Math.min(to, q / p)
  }
  return from > to ? undefined : [x1 + from * dx, y1 + from * dy, x1 + to * dx, y1 + to * dy]
}

function setLine({ data, width, height }: Pixels, x1: number, y1: number, x2: number, y2: number, pixel: number): void {
  const seen = clipped(x1, y1, x2, y2, width, height)
  if (seen === undefined) return
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(seen[2] - seen[0]), Math.abs(seen[3] - seen[1]))))
  const [dx, dy] = [(seen[2] - seen[0]) / steps, (seen[3] - seen[1]) / steps]
  for (let step = 0; step <= steps; step++) data[Math.round(seen[1] + step * dy) * width + Math.round(seen[0] + step * dx)] = pixel
}

function setDisc({ data, width, height }: Pixels, x: number, y: number, radius: number, pixel: number): void {
  const [left, right, top, bottom] = [Math.max(0, Math.ceil(x - radius)), Math.min(width - 1, Math.floor(x + radius)), Math.max(0, Math.ceil(y - radius)), Math.min(height - 1, Math.floor(y + radius))]
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) if ((column - x) ** 2 + (row - y) ** 2 <= radius * radius) data[row * width + column] = pixel
  }
}

/** '#rrggbb' as the four bytes of a pixel. */
const pixelOf = (colour: string): number => {
  const value = Number.parseInt(colour.slice(1), 16)
  return (0xff000000 | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16)) >>> 0
}

/** Whom a case infected makes it larger; near, all of them are. */
const radiusOf = ({ childStart }: ChainModel, n: number, near: number): number => (1.1 + Math.min(3.4, Math.sqrt(childStart[n + 1]! - childStart[n]!) * 0.45)) * near

/** Links of which a part may be in sight. */
function linksInSight({ from, to }: { from: number[]; to: number[] }, places: Float32Array, width: number, height: number): number[] {
  const found: number[] = []
  for (let link = 0; link < from.length; link++) {
    const [a, b] = [from[link]! * 2, to[link]! * 2]
    if (Math.max(places[a]!, places[b]!) < 0 || Math.min(places[a]!, places[b]!) > width || Math.max(places[a + 1]!, places[b + 1]!) < 0 || Math.min(places[a + 1]!, places[b + 1]!) > height) continue
    found.push(link)
  }
  return found
}

function casesInSight({ count }: ChainModel, places: Float32Array, width: number, height: number): number[] {
  const found: number[] = []
  for (let n = 0; n < count; n++) if (places[2 * n]! > -9 && places[2 * n]! < width + 9 && places[2 * n + 1]! > -9 && places[2 * n + 1]! < height + 9) found.push(n)
  return found
}

function drawMany(pen: CanvasRenderingContext2D, { model, painted }: NetworkScene, places: Float32Array, links: number[], cases: number[], near: number): void {
  const { width, height } = pen.canvas
  const image = pen.createImageData(width, height)
  const pixels: Pixels = { data: new Uint32Array(image.data.buffer).fill(PAPER), width, height }
  const { from, to, kind } = model.chain.links
  for (let sure = LINKS.length - 1; sure >= 0; sure--) {
    const pixel = pixelOf(LINKS[sure]!)
    for (const link of links) if (kind[link] === sure) setLine(pixels, places[2 * from[link]!]!, places[2 * from[link]! + 1]!, places[2 * to[link]!]!, places[2 * to[link]! + 1]!, pixel)
  }
  const shades = painted.shades.map(({ colour }) => pixelOf(colour))
  for (const n of cases) setDisc(pixels, places[2 * n]!, places[2 * n + 1]!, radiusOf(model, n, near), shades[painted.of[n]!]!)
  pen.putImageData(image, 0, 0)
}

function drawFew(pen: CanvasRenderingContext2D, { model, painted }: NetworkScene, places: Float32Array, links: number[], cases: number[], near: number): void {
  const { from, to, kind } = model.chain.links
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height)
  for (let sure = LINKS.length - 1; sure >= 0; sure--) {
    pen.strokeStyle = LINKS[sure]!
    pen.beginPath()
    for (const link of links) {
      if (kind[link] !== sure) continue
      pen.moveTo(places[2 * from[link]!]!, places[2 * from[link]! + 1]!)
      pen.lineTo(places[2 * to[link]!]!, places[2 * to[link]! + 1]!)
    }
    pen.stroke()
  }
  painted.shades.forEach(({ colour }, shade) => {
    pen.fillStyle = colour
    pen.beginPath()
    for (const n of cases) {
      if (painted.of[n] !== shade) continue
      const radius = radiusOf(model, n, near)
      pen.moveTo(places[2 * n]! + radius, places[2 * n + 1]!)
      pen.arc(places[2 * n]!, places[2 * n + 1]!, radius, 0, 2 * Math.PI)
    }
    pen.fill()
  })
}

/** The chosen case with its links, in ink. */
function drawChosen(pen: CanvasRenderingContext2D, { model, selected }: NetworkScene, places: Float32Array, near: number, ratio: number): void {
  if (selected === -1) return
  const [x, y, { from, to }] = [places[2 * selected]!, places[2 * selected + 1]!, model.chain.links]
  pen.strokeStyle = CHOSEN
  pen.lineWidth = 1.5 * ratio
  pen.beginPath()
  for (let link = 0; link < from.length; link++) {
    if (from[link] !== selected && to[link] !== selected) continue
    pen.moveTo(places[2 * from[link]!]!, places[2 * from[link]! + 1]!)
    pen.lineTo(places[2 * to[link]!]!, places[2 * to[link]! + 1]!)
  }
  const radius = Math.max(6 * ratio, radiusOf(model, selected, near) + 2 * ratio)
  pen.moveTo(x + radius, y)
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.stroke()
}

function drawCodes(pen: CanvasRenderingContext2D, { model, selected }: NetworkScene, places: Float32Array, cases: number[], near: number, ratio: number): void {
  pen.font = `${11.5 * ratio}px "Be Vietnam Pro", sans-serif`
  const named = [...(selected === -1 ? [] : [selected]), ...(cases.length <= NAMED ? cases : [])]
  const taken = new Map<number, Written[]>()
  for (const n of named) {
    const [words, left, top] = [codeOf(model.chain, n), places[2 * n]! + radiusOf(model, n, near) + 4 * ratio, places[2 * n + 1]! + 4 * ratio]
    if (!takesRoom(taken, { left, right: left + pen.measureText(words).width, top }, 13 * ratio)) continue
    pen.fillStyle = '#ffffffd0'
    pen.fillRect(left - ratio, top - 10 * ratio, pen.measureText(words).width + 2 * ratio, 13 * ratio)
    pen.fillStyle = INK
    pen.fillText(words, left, top)
  }
}

/** Draws all that is in sight; `ratio`: pixels of the canvas for one of the page. */
export function drawNetwork(pen: CanvasRenderingContext2D, scene: NetworkScene, ratio: number): void {
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.lineWidth = ratio
  const { width, height } = pen.canvas
  const places = placed(scene, ratio)
  const links = linksInSight(scene.model.chain.links, places, width, height)
  const cases = casesInSight(scene.model, places, width, height)
  const near = ratio * (cases.length < 400 ? 3 : cases.length < 3000 ? 1.8 : 1)
  const draw = links.length <= FEW ? drawFew : drawMany
  draw(pen, scene, places, links, cases, near)
  drawChosen(pen, scene, places, near, ratio)
  drawCodes(pen, scene, places, cases, near, ratio)
}

/** The case nearest to a point of the page, -1 where none is near. */
export function caseNear({ at, width, height, view, model }: NetworkScene, x: number, y: number): number {
  let [nearest, best] = [-1, 14 * 14]
  for (let n = 0; n < model.count; n++) {
    const distance = ((at[2 * n]! - view.x) * view.scale + width / 2 - x) ** 2 + ((at[2 * n + 1]! - view.y) * view.scale + height / 2 - y) ** 2
    if (distance < best) [nearest, best] = [n, distance]
  }
  return nearest
}
