import { useEffect, useState } from 'react'

/** Gives the focus back to what had it when this dialog was opened. */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(() => () => {
    setTimeout(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    })
  }, [opener])
}
