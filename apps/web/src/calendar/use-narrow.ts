import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 720px)')

function watch(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange)
  return () => narrow.removeEventListener('change', onChange)
}

/** Whether the window has no room for seven columns; follows a turned phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches)
}
