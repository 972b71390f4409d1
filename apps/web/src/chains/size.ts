import { useEffect, useState, type RefObject } from 'react'

/** Width and height of an element in whole pixels, as they change. */
export function useSize(of: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (of.current === null) return undefined
    const watch = new ResizeObserver(([entry]) => setSize({ width: Math.round(entry!.contentRect.width), height: Math.round(entry!.contentRect.height) }))
    watch.observe(of.current)
    return () => watch.disconnect()
  }, [of])
  return size
}
