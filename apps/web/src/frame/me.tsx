import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import { actIn, get, Refusal } from '../api/client.ts'

export type Post = { id: string; title: string; role: string; body: { id: number; name: string }; seat?: { id: number; name: string }; validTo?: string | null; standsIn?: { ownTitle: string; number: string; issuedOn: string } | null }
export type DemoAccount = { username: string; password: string; name?: string; title?: string }
export type Me = {
  person: { id: string; fullName: string } | null
  username: string
  mustChangePassword: boolean
  secondFactor: { inForce: boolean; required: boolean }
  /** The post that acts in this request, and what it may do. */
  postId: string | null
  posts: Post[]
  permissions: string[]
  demo: boolean
  demoAccounts?: DemoAccount[]
}

type Acting = { me: Me; post: Post | null; switchTo: (id: string) => void; may: (permission: string) => boolean }
const ActingContext = createContext<Acting | null>(null)

/** Who is signed in and in which post; only below <MeProvider>. */
export function useMe(): Acting {
  const acting = useContext(ActingContext)
  if (acting === null) throw new Error('useMe stands outside MeProvider')
  return acting
}

const nobody: Me = { person: null, username: '', mustChangePassword: false, secondFactor: { inForce: false, required: false }, postId: null, posts: [], permissions: [], demo: false }

/** Asks who is signed in; a post that is no longer held is given up for the first one. */
async function askMe(): Promise<Me> {
  try {
    const me = await get<Me>('/api/me')
    const first = me.posts[0]
    if (me.postId !== null || first === undefined) return me
    actIn(first.id)
    return await get<Me>('/api/me')
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    const { demo, demoAccounts } = error.body as Partial<Me>
    return { ...nobody, demo: demo === true, demoAccounts: demoAccounts ?? [] }
  }
}

/** The query of /api/me; `person` is null when nobody is signed in. */
export function useMeQuery() {
  return useQuery({ queryKey: ['me'], queryFn: askMe, staleTime: 60_000, retry: false })
}

/** Gives the signed-in person and the acting post to everything below. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  const queries = useQueryClient()
  const post = me.posts.find(({ id }) => id === me.postId) ?? null
  const switchTo = (id: string) => {
    actIn(id)
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    void queries.resetQueries({ queryKey: ['me'], exact: true })
  }
  return <ActingContext value={{ me, post, switchTo, may: (permission) => me.permissions.includes(permission) }}>{children}</ActingContext>
}
