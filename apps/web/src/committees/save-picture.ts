/** A drawing on the page as a file to keep. */
import { saveBlob } from '../ui/save-file.ts'

/** Weights that the drawing is written in, and the scripts it needs. */
const FACES = /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal/

function fontRules(): CSSFontFaceRule[] {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  return rules.filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule && FACES.test(rule.cssText))
}

async function asDataUrl(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer())
  return `data:font/woff2;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}

/** The type of the page, to travel inside the file: whoever opens it may not have it, and not every type has Vietnamese. */
async function embeddedFonts(): Promise<string> {
  const faces = await Promise.all(fontRules().map(async (rule) => {
    const address = /url\("?([^")]+\.woff2)"?\)/.exec(rule.cssText)?.[1]
    const range = rule.style.getPropertyValue('unicode-range')
    if (address === undefined) return ''
    const url = await asDataUrl(new URL(address, rule.parentStyleSheet?.href ?? document.baseURI).href)
    return `@font-face{font-family:'Be Vietnam Pro';font-weight:${rule.style.getPropertyValue('font-weight')};src:url(${url}) format('woff2')${range && `;unicode-range:${range}`}}`
  }))
  return faces.join('')
}

/** The drawing at its own size, whatever the zoom on screen, with its type. */
async function sourceOf(svg: SVGSVGElement): Promise<string> {
  const { width, height } = svg.viewBox.baseVal
  const copy = svg.cloneNode(true) as SVGSVGElement
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = await embeddedFonts().catch(() => '')
  copy.prepend(style)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

/** The drawing itself. */
export async function saveSvg(svg: SVGSVGElement, name: string): Promise<void> {
  saveBlob(new Blob([await sourceOf(svg)], { type: 'image/svg+xml' }), name)
}

/** Dots a unit of the drawing, so that a print of the picture is sharp. */
const SHARP = 2

const numberOf = (element: Element, name: string): number => Number(element.getAttribute(name) ?? 0)

/** Draws a rectangle, a line or a text of the drawing as it is declared: an image of an SVG has its type too late. */
function draw(pen: CanvasRenderingContext2D, element: Element, family: string): void {
  pen.fillStyle = element.getAttribute('fill') ?? '#000000'
  pen.strokeStyle = element.getAttribute('stroke') ?? '#000000'
  pen.lineWidth = numberOf(element, 'stroke-width') || 1
  if (element.tagName === 'text') {
    pen.font = `${element.getAttribute('font-weight') ?? 400} ${element.getAttribute('font-size') ?? 12}px ${family}`
    pen.textAlign = element.getAttribute('text-anchor') === 'middle' ? 'center' : 'left'
    pen.fillText(element.textContent ?? '', numberOf(element, 'x'), numberOf(element, 'y'))
    return
  }
  const shape = new Path2D(element.getAttribute('d') ?? undefined)
  if (element.tagName === 'rect') shape.roundRect(numberOf(element, 'x'), numberOf(element, 'y'), numberOf(element, 'width'), numberOf(element, 'height'), numberOf(element, 'rx'))
  if (element.getAttribute('fill') !== 'none') pen.fill(shape)
  if (element.hasAttribute('stroke')) pen.stroke(shape)
}

/** The drawing as a picture, twice as fine as on screen. */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.viewBox.baseVal
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARP
  canvas.height = height * SHARP
  const pen = canvas.getContext('2d')
  if (pen === null) return
  await document.fonts.ready
  pen.scale(SHARP, SHARP)
  for (const element of svg.querySelectorAll('rect, path, text')) draw(pen, element, svg.getAttribute('font-family') ?? 'sans-serif')
  canvas.toBlob((blob) => blob && saveBlob(blob, name), 'image/png')
}
