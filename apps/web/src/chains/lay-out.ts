import type { LayoutAsk } from './layout.worker.ts'
import type { ChainModel } from './model.ts'

/** Larger networks are laid out longer, and no longer than this. */
const LAYOUT_MOST = 8000

/** Lays the network out in a worker, which stops by itself; `at` (x and y by turns) is where it sets out from. What comes back ends it. */
export function layOut(model: ChainModel, at: Float32Array, onPlaces: (at: Float32Array) => void): () => void {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
  const { from, to } = model.chain.links
  worker.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    worker.terminate()
    onPlaces(data)
  }
  worker.postMessage({ at, from: Int32Array.from(from), to: Int32Array.from(to), milliseconds: Math.min(LAYOUT_MOST, 400 + model.count / 4) } satisfies LayoutAsk)
  return () => worker.terminate()
}
