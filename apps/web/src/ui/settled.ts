import { useEffect, useState } from 'react'

/** The value once it has stood still for so many milliseconds: what is asked of the server while somebody types. */
export function useSettled<T>(value: T, millis: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis)
    return () => clearTimeout(timer)
  }, [value, millis])
  return settled
}
