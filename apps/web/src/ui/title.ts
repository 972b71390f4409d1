import { useEffect } from 'react'
import { t, type Key } from '../text/t.ts'

/** Puts the page's name into the window title. */
export function useTitle(key: Key, detail?: string): void {
  useEffect(() => {
    document.title = [detail, t(key), t('frame.product')].filter(Boolean).join(' · ')
  }, [key, detail])
}
