import { useEffect, useState } from 'react'

const FIELD = '.ant-modal-body :is(textarea, input:not([type="checkbox"], [type="radio"]))'

/** Without motion a dialog gives its cross the focus before its fields can take it, and a space typed then would close it. */
function leaveCross(): void {
  const cross = document.activeElement
  if (cross?.classList.contains('ant-modal-close') === true) cross.closest('.ant-modal')?.querySelector<HTMLElement>(FIELD)?.focus()
}

/** Begins in the first field of this dialog, and gives the focus back to what had it when the dialog was opened. */
export function useReturnFocus(): void {
  useEffect(() => {
    const timer = setTimeout(leaveCross, 50)
    return () => clearTimeout(timer)
  }, [])
  const [opener] = useState(() => document.activeElement)
  useEffect(() => () => {
    setTimeout(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    })
  }, [opener])
}
