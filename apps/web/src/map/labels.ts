import type { Map as MapLibre } from 'maplibre-gl'

/** A name, and a number under it; the weightier label stays where two would overlap. */
export type Label = { id: number; at: [number, number]; name: string; value: string | null; weight: number }

const MOST = 80
type Box = { left: number; right: number; top: number; bottom: number }

const apart = (a: Box, b: Box): boolean => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top

function boxOf({ name, value }: Label, x: number, y: number): Box {
  const width = Math.max(name.length * 6.2, (value?.length ?? 0) * 9) / 2
  const height = value === null ? 8 : 16
  return { left: x - width - 5, right: x + width + 5, top: y - height, bottom: y + height }
}

function element(label: Label): HTMLElement {
  const box = document.createElement('span')
  box.className = 'map-label'
  if (label.value !== null) box.append(Object.assign(document.createElement('b'), { textContent: label.value }))
  box.append(Object.assign(document.createElement('span'), { textContent: label.name }))
  return box
}

/** Keeps names over the map as plain text (there is no server of letter shapes); call the answer to take them away. */
export function keepLabels(map: MapLibre, host: HTMLElement, labels: readonly Label[]): () => void {
  const ranked = labels.toSorted((a, b) => b.weight - a.weight).map((label) => ({ label }))
  const boxes = new Map<Label, HTMLElement>() // made when first shown: thousands of communes have names, eighty are seen
  host.replaceChildren()
  const place = () => {
    const taken: Box[] = []
    const { clientWidth, clientHeight } = host
    const placed = ranked.map((each) => ({ ...each, ...map.project(each.label.at) }))
    const isIn = ({ x, y }: { x: number; y: number }) => x > 0 && y > 0 && x < clientWidth && y < clientHeight
    const crowded = placed.filter(isIn).length > MOST // only numbers then; the other names come with zooming in
    for (const { label, x, y } of placed) {
      const own = boxOf(label, x, y)
      const shown = taken.length < MOST && isIn({ x, y }) && (label.weight > 0 || !crowded) && taken.every((other) => apart(own, other))
      const known = boxes.get(label)
      if (known) known.style.display = shown ? '' : 'none'
      if (!shown) continue
      taken.push(own)
      const box = known ?? element(label)
      if (!known) {
        boxes.set(label, box)
        host.append(box)
      }
      box.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`
    }
  }
  place()
  map.on('move', place)
  map.on('resize', place)
  return () => {
    map.off('move', place)
    map.off('resize', place)
    host.replaceChildren()
  }
}
