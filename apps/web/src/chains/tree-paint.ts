/** Draws the tree of a chain on a canvas. Axis-parallel strokes are filled rectangles and what falls on one pixel is drawn once: thirty thousand cases take a few frames' worth at most. */
import { formatDay } from '@phaodai/vocabulary'
import type { Painted } from './colours.ts'
import { codeOf, dayText, type ChainModel } from './model.ts'
import { takesRoom, type Written } from './room.ts'
import type { TreeLayout } from './tree-layout.ts'

/** What of the tree is seen: row at the top, pixels a row; the days always fill the width. */
export type TreeView = { top: number; scale: number }
export type TreeScene = { model: ChainModel; layout: TreeLayout; painted: Painted; selected: number; width: number; height: number; view: TreeView }

const [LEFT, HEAD, FOOT] = [16, 26, 10]
/** Room for the codes of the last cases; a phone has less. */
const rightOf = (width: number): number => Math.min(112, width * 0.22)
const [LINE, LINE_CHOSEN, INK, INK_QUIET, GRID, PAPER] = ['#bcc7c9', '#1b2326', '#1b2326', '#5d696d', '#e7ecec', '#ffffff']

/** How high a drawing of so many rows is. */
export const heightOf = (rows: number, scale: number): number => HEAD + rows * scale + FOOT
/** A code is so high. */
const LETTERS = 11
const plotHeight = (height: number): number => Math.max(40, height - HEAD - FOOT)

/** The view that shows all of it. */
export function wholeView({ rows }: TreeLayout, height: number): TreeView {
  return { top: 0, scale: plotHeight(height) / Math.max(8, rows) }
}

/** The view moved and scaled within what there is; `at` is the pixel that stays where it is. */
export function zoomed(view: TreeView, layout: TreeLayout, height: number, factor: number, at: number): TreeView {
  const least = wholeView(layout, height).scale
  const scale = Math.min(28, Math.max(Math.min(least, 28), view.scale * factor))
  return moved({ scale, top: view.top + (at - HEAD) / view.scale - (at - HEAD) / scale }, layout, height)
}

export function moved(view: TreeView, { rows }: TreeLayout, height: number): TreeView {
  return { ...view, top: Math.max(0, Math.min(view.top, Math.max(8, rows) - plotHeight(height) / view.scale)) }
}

/** The view in which a row stands in the middle, near enough to be told apart. */
export function viewAt(row: number, view: TreeView, layout: TreeLayout, height: number): TreeView {
  const scale = Math.max(view.scale, 14)
  return moved({ scale, top: row - plotHeight(height) / scale / 2 }, layout, height)
}

type Place = { x: (n: number) => number; y: (n: number) => number; ofDay: (day: number) => number; radius: number }

function placeOf({ model, layout, width, view }: TreeScene): Place {
  const days = Math.max(1, layout.lastDay - layout.firstDay)
  const ofDay = (day: number): number => LEFT + ((day - layout.firstDay) / days) * Math.max(10, width - LEFT - rightOf(width))
  return { ofDay, x: (n) => ofDay(model.chain.cases.day[n]!), y: (n) => HEAD + (layout.row[n]! + 0.5 - view.top) * view.scale, radius: Math.max(1.5, Math.min(6, view.scale * 0.35)) }
}

const STEPS = [1, 2, 7, 14, 28, 56, 112, 364]

function drawAxis(pen: CanvasRenderingContext2D, { layout, height, width }: TreeScene, { ofDay }: Place): void {
  const span = Math.max(1, layout.lastDay - layout.firstDay)
  const step = STEPS.find((days) => (span / days) * 78 <= width - LEFT - rightOf(width)) ?? 364
  pen.font = '11.5px "Be Vietnam Pro", sans-serif'
  pen.textAlign = 'center'
  for (let day = layout.firstDay; day <= layout.lastDay; day += step) {
    const x = Math.round(ofDay(day))
    pen.fillStyle = GRID
    pen.fillRect(x, HEAD, 1, height - HEAD)
    pen.fillStyle = INK_QUIET
    pen.fillText(formatDay(dayText(day)), Math.max(x, LEFT + 20), 14)
  }
}

/** One elbow: down from the source on its day, then to the right to the day of the infected. */
function elbow(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number, wide: number): void {
  pen.fillRect(x1, Math.min(y1, y2), wide, Math.abs(y2 - y1) + wide)
  pen.fillRect(Math.min(x1, x2), y2, Math.abs(x2 - x1), wide)
}

/** Rows in sight, with what hangs above and below cut to the canvas. */
function drawTies(pen: CanvasRenderingContext2D, { model, layout, width, height }: TreeScene, { x, y }: Place): void {
  pen.fillStyle = LINE
  const cut = (value: number): number => Math.max(HEAD - 2, Math.min(height + 2, value))
  const drawn = new Set<number>()
  for (let n = 0; n < model.count; n++) {
    const above = model.parent[n]!
    if (above === -1 || layout.row[n] === -1) continue
    const [y1, y2] = [y(above), y(n)]
    if (Math.max(y1, y2) < HEAD || Math.min(y1, y2) > height) continue
    const [x1, x2] = [x(above), x(n)]
    const key = (Math.round(y2) * width + Math.round(x1)) * 4096 + Math.round(x2)
    if (drawn.has(key)) continue
    drawn.add(key)
    pen.fillRect(x1, cut(Math.min(y1, y2)), 1, Math.abs(cut(y1) - cut(y2)) + 1)
    if (y2 >= HEAD - 2 && y2 <= height + 2) pen.fillRect(Math.min(x1, x2), y2, Math.abs(x2 - x1), 1)
  }
}

function drawCases(pen: CanvasRenderingContext2D, { model, layout, painted, width, height }: TreeScene, { x, y, radius }: Place): void {
  const drawn = new Uint8Array((width + 1) * (height + 1))
  painted.shades.forEach(({ colour }, shade) => {
    pen.fillStyle = colour
    pen.beginPath()
    for (let n = 0; n < model.count; n++) {
      const at = y(n)
      if (painted.of[n] !== shade || layout.row[n] === -1 || at < HEAD - 3 || at > height) continue
      const across = x(n)
      const pixel = Math.round(at) * (width + 1) + Math.round(across)
      if (drawn[pixel] === 1) continue
      drawn[pixel] = 1
      if (radius < 2) pen.rect(across - 1, at - 1, 2.5, 2.5)
      else {
        pen.moveTo(across + radius, at)
        pen.arc(across, at, radius, 0, 2 * Math.PI)
      }
    }
    pen.fill()
  })
}

/** Codes, and how many cases are folded behind them, stand above the line to the right of their cases, where a row is high enough to read one and none stands there yet; the chosen one first. */
function drawCodes(pen: CanvasRenderingContext2D, { model, layout, selected, height, view }: TreeScene, { x, y, radius }: Place): void {
  if (view.scale < 13) return
  pen.textAlign = 'left'
  pen.font = '11.5px "Be Vietnam Pro", sans-serif'
  const named = (n: number): string => (layout.hidden[n] === 0 ? codeOf(model.chain, n) : `${codeOf(model.chain, n)}  +${layout.hidden[n]}`)
  const taken = new Map<number, Written[]>()
  const write = (n: number): void => {
    if (layout.row[n] === -1) return
    const [left, top, words] = [x(n) + radius + 3, y(n) - 3, named(n)]
    if (top < HEAD || top > height) return
    const here: Written = { left, right: left + pen.measureText(words).width, top }
    if (!takesRoom(taken, here, LETTERS)) return
    pen.fillStyle = PAPER
    pen.fillRect(left - 1, top - 9, here.right - left + 2, LETTERS)
    pen.fillStyle = INK
    pen.fillText(words, left, top)
  }
  if (selected !== -1) write(selected)
  for (let n = 0; n < model.count; n++) write(n)
}

/** The way from the chosen case back to the first of its chain, and those it infected. */
function drawChosenWay(pen: CanvasRenderingContext2D, { model, layout, selected, height }: TreeScene, { x, y }: Place): void {
  if (selected === -1) return
  const cut = (value: number): number => Math.max(HEAD - 2, Math.min(height + 2, value))
  pen.fillStyle = LINE_CHOSEN
  const tie = (from: number, to: number, wide: number): void => elbow(pen, x(from), cut(y(from)), x(to), cut(y(to)), wide)
  for (let n = selected; model.parent[n]! !== -1; n = model.parent[n]!) tie(model.parent[n]!, n, 2)
  if (layout.hidden[selected] === 0) for (let at = model.childStart[selected]!; at < model.childStart[selected + 1]!; at++) tie(selected, model.children[at]!, 1)
}

function drawChosen(pen: CanvasRenderingContext2D, { selected }: TreeScene, { x, y, radius }: Place): void {
  if (selected === -1) return
  pen.strokeStyle = LINE_CHOSEN
  pen.lineWidth = 2
  pen.beginPath()
  pen.arc(x(selected), y(selected), Math.max(6, radius + 2), 0, 2 * Math.PI)
  pen.stroke()
}

/** Draws all that is in sight. */
export function drawTree(pen: CanvasRenderingContext2D, scene: TreeScene): void {
  pen.clearRect(0, 0, scene.width, scene.height)
  const place = placeOf(scene)
  drawAxis(pen, scene, place)
  pen.save()
  pen.beginPath()
  pen.rect(0, HEAD - 9, scene.width, scene.height) // the code of the first row stands above its line
  pen.clip()
  drawTies(pen, scene, place)
  drawChosenWay(pen, scene, place)
  drawCodes(pen, scene, place)
  drawCases(pen, scene, place)
  drawChosen(pen, scene, place)
  pen.restore()
}

/** The case nearest to a point, -1 where none is near. */
export function caseAt(scene: TreeScene, left: number, top: number): number {
  const { x, y } = placeOf(scene)
  let [nearest, best] = [-1, 14 * 14]
  for (let n = 0; n < scene.model.count; n++) {
    if (scene.layout.row[n] === -1) continue
    const distance = (x(n) - left) ** 2 + (y(n) - top) ** 2
    if (distance < best) [nearest, best] = [n, distance]
  }
  return nearest
}
