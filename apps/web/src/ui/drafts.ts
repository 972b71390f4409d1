import { useEffect, useState } from 'react'

const PREFIX = 'phaodai.draft.'

/** What was typed and not sent: kept in this browser until it is sent or thrown away. */
export function useDraft(key: string): [string, (words: string) => void, () => void] {
  const [words, setWords] = useState(() => localStorage.getItem(PREFIX + key) ?? '')
  useEffect(() => {
    if (words === '') localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, words)
  }, [key, words])
  const forget = () => localStorage.removeItem(PREFIX + key)
  return [words, setWords, forget]
}

/** Throws every kept draft away (on signing out: the next person may be another). */
export function forgetDrafts(): void {
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key))
}
