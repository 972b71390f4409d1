import { useQuery } from '@tanstack/react-query'
import { findRegister, registers, type Register } from '@phaodai/registers'
import { useEffect } from 'react'
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { fetchOverview } from './api.ts'
import './kit.css'
import { RegisterList } from './list.tsx'
import { kit, registerWord } from './words.ts'

const ROOT = '/so-theo-doi'

/** Sổ theo dõi: tabs of the registers that the post may read; the address names register and record. */
export function RegisterPage() {
  const [name = '', id = null] = (useParams()['*'] ?? '').split('/').filter(Boolean)
  const overview = useQuery({ queryKey: ['registers', 'overview'], queryFn: fetchOverview, staleTime: 300_000 })
  return <Answer of={overview}>{(data) => <Chosen name={name} id={id} readable={data.registers} />}</Answer>
}

type Readable = { name: string; may: string[] }[]

function Chosen({ name, id, readable }: { name: string; id: string | null; readable: Readable }) {
  const navigate = useNavigate()
  const { search } = useLocation()
  const register = findRegister(name)
  const first = readable[0]
  useEffect(() => {
    document.title = [register && registerWord(register), kit('choose'), word('frame.product')].filter(Boolean).join(' · ')
  }, [register])
  if (first === undefined) return <p className="notice">{kit('noneReadable')}</p>
  if (!register) return <Navigate to={`${ROOT}/${first.name}`} replace />
  const found = readable.find((each) => each.name === name)
  const open = (next: string | null) => void navigate({ pathname: `${ROOT}/${name}${next === null ? '' : `/${next}`}`, search })
  return (
    <>
      <div className="page-head"><h1>{registerWord(register)}</h1></div>
      <RegisterTabs readable={readable} now={register} />
      {found ? <RegisterList key={name} register={register} may={found.may} opened={id} open={open} /> : <p className="notice" role="alert">{kit('refused')}</p>}
    </>
  )
}

function RegisterTabs({ readable, now }: { readable: Readable; now: Register }) {
  const shown = registers.filter(({ name }) => readable.some((each) => each.name === name))
  return (
    <nav className="kit-tabs" aria-label={kit('choose')}>
      {shown.map((register) => <Link key={register.name} to={`${ROOT}/${register.name}`} aria-current={register === now ? 'page' : undefined}>{registerWord(register)}</Link>)}
    </nav>
  )
}
