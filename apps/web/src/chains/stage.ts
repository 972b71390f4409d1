/** What every canvas of a chain is worked by: drawn once a frame, dragged, zoomed with Ctrl and the wheel. */
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'

/** Draws once a frame, however often what is to be drawn changes; `width` 0: not laid out yet. */
export function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, { width, height }: { width: number; height: number }, draw: (pen: CanvasRenderingContext2D, ratio: number) => void): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const pen = canvas.current?.getContext('2d')
      if (!pen || width === 0) return
      const ratio = window.devicePixelRatio || 1
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
      if (canvas.current!.width !== wide) canvas.current!.width = wide
      if (canvas.current!.height !== high) canvas.current!.height = high
      draw(pen, ratio)
    })
    return () => cancelAnimationFrame(frame)
  })
}

/** The wheel zooms with Ctrl, as everywhere, and moves the page otherwise. */
export function useWheel(frame: RefObject<HTMLElement | null>, zoom: (factor: number, x: number, y: number) => void): void {
  const latest = useRef(zoom)
  useEffect(() => { latest.current = zoom })
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY)
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [frame])
}

/** A drag moves, a press without one chooses. */
export function useDrag(move: (x: number, y: number) => void, choose: (x: number, y: number) => void) {
  const from = useRef<{ x: number; y: number; moved: boolean } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => { from.current = { x: event.clientX, y: event.clientY, moved: false } },
    onPointerMove: (event: PointerEvent) => {
      if (from.current === null || event.buttons === 0) return
      const [x, y] = [event.clientX - from.current.x, event.clientY - from.current.y]
      if (!from.current.moved && Math.hypot(x, y) < 4) return
      from.current = { x: event.clientX, y: event.clientY, moved: true }
      move(x, y)
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      const pressed = from.current
      from.current = null
      if (pressed === null || pressed.moved || (event.target as HTMLElement).tagName !== 'CANVAS') return
      const box = event.currentTarget.getBoundingClientRect()
      choose(event.clientX - box.left, event.clientY - box.top)
    },
  }
}
