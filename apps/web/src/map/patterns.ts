import type { Map as MapLibre } from 'maplibre-gl'

const SIZE = 16

const drawings = {
  dots: (pen: CanvasRenderingContext2D) => { for (const [x, y] of [[4, 4], [12, 12]] as const) pen.fillRect(x - 1.25, y - 1.25, 2.5, 2.5) },
  lines: (pen: CanvasRenderingContext2D) => slope(pen, 1),
  cross: (pen: CanvasRenderingContext2D) => { slope(pen, 1); slope(pen, -1) },
  dashes: (pen: CanvasRenderingContext2D) => { pen.fillRect(2, 4, 5, 1.5); pen.fillRect(10, 12, 5, 1.5) },
}

/** Slanting lines that meet themselves at the edges of the tile. */
function slope(pen: CanvasRenderingContext2D, direction: 1 | -1): void {
  pen.lineWidth = 1.5
  for (const shift of [-SIZE, 0, SIZE]) {
    pen.beginPath()
    pen.moveTo(shift, direction === 1 ? SIZE : 0)
    pen.lineTo(shift + SIZE, direction === 1 ? 0 : SIZE)
    pen.stroke()
  }
}

/** The name of the picture that fills a unit; empty where it is filled with its colour alone. */
export function tileOf(pattern: keyof typeof drawings | 'none', colour: string): string {
  return pattern === 'none' ? '' : `${pattern} ${colour}`
}

/** Draws the picture of such a name when the map first asks for it: the pattern in a dark ink on its colour; the darkest class is crossed in white. */
export function addTile(map: MapLibre, tile: string): void {
  const [name, colour] = tile.split(' ') as [keyof typeof drawings, string]
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const pen = canvas.getContext('2d')!
  pen.fillStyle = colour
  pen.fillRect(0, 0, SIZE, SIZE)
  pen.fillStyle = pen.strokeStyle = name === 'cross' ? 'rgb(255 255 255 / 0.55)' : 'rgb(27 35 38 / 0.45)'
  drawings[name](pen)
  map.addImage(tile, pen.getImageData(0, 0, SIZE, SIZE), { pixelRatio: 2 })
}
