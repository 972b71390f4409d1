import { useEffect } from 'react'
import { useLocation } from 'react-router'

export type Recent = { to: string; words: string }

const STORED = 'phaodai.draft.recent' // thrown away with drafts on signing out
const MOST = 8
const THING = /^\/(van-ban|nhiem-vu|soan-thao|van-thu|hop|to-chuc)\/([0-9a-f-]{36}|\d+)(\/|$)/

/** Things opened lately in this browser by this post, the last one first. */
export function recentThings(post: string): Recent[] {
  try {
    return JSON.parse(localStorage.getItem(`${STORED}.${post}`) ?? '[]') as Recent[]
  } catch {
    return []
  }
}

function remember(post: string, thing: Recent): void {
  localStorage.setItem(`${STORED}.${post}`, JSON.stringify([thing, ...recentThings(post).filter(({ to }) => to !== thing.to)].slice(0, MOST)))
}

/** Remembers a document, task, draft or body under the title of its page, once it has stood open long enough to have one. */
export function useRememberThings(post: string): void {
  const { pathname } = useLocation()
  useEffect(() => {
    if (!THING.test(pathname)) return
    const timer = setTimeout(() => remember(post, { to: pathname, words: document.title.split(' · ').slice(0, -1).join(' · ') }), 1500)
    return () => clearTimeout(timer)
  }, [pathname, post])
}
