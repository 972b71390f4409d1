/** A drawing on the page as a file to keep. */

function offer(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** The drawing at its own size, whatever the zoom on screen. */
function sourceOf(svg: SVGSVGElement): { text: string; width: number; height: number } {
  const { width, height } = svg.viewBox.baseVal
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

export function saveSvg(svg: SVGSVGElement, name: string): void {
  offer(new Blob([sourceOf(svg).text], { type: 'image/svg+xml' }), name)
}

/** Dots a unit of the drawing, so that a print of the picture is sharp. */
const SHARP = 2

export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { text, width, height } = sourceOf(svg)
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARP
  canvas.height = height * SHARP
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => blob && offer(blob, name), 'image/png')
}
