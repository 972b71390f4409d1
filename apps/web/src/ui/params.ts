import { useSearchParams } from 'react-router'

/** What stands in the address, and a way to change some of it: an empty value goes out of it, the rest stays, no new step of the history. */
export function useParamsOfAddress(): [URLSearchParams, (next: Partial<Record<string, string | undefined>>) => void] {
  const [params, setParams] = useSearchParams()
  const change = (next: Partial<Record<string, string | undefined>>): void => setParams((before) => {
    const after = new URLSearchParams(before)
    for (const [name, value] of Object.entries(next)) {
      if (value === undefined || value === '') after.delete(name)
      else after.set(name, value)
    }
    return after
  }, { replace: true })
  return [params, change]
}
