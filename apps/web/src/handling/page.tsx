import { InboxOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { handlingBoxes, type Handling } from '@phaodai/office'
import { countHandling, listHandling } from '../api/books.ts'
import { EntryDialog } from '../books/entry-dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { WordsSearch } from '../tasks/filter-line.tsx'
import { t } from '../text/t.ts'
import { useListKeys } from '../ui/keys.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { EdxmlButton } from './edxml-button.tsx'
import './handling.css'
import { HandlingTable } from './table.tsx'

type Box = (typeof handlingBoxes)[number]

const nothing = {
  'arrived': 'handling.none.arrived', 'to-direct': 'handling.none.to-direct', 'mine': 'handling.none.mine', 'open': 'handling.none.open', 'late': 'handling.none.late', 'done': 'handling.none.done', 'all': 'handling.none.all',
} as const

/** The box in which this post's own work lies. */
function ownBox(may: (permission: string) => boolean): Box {
  if (may('handling.direct')) return 'to-direct'
  return may('handling.register') ? 'arrived' : 'mine'
}

/** Văn thư: incoming documents of the acting body, by what they wait for. */
export function HandlingPage() {
  useTitle('handling.title')
  const { may } = useMe()
  const [params, setParams] = useSearchParams()
  const box = handlingBoxes.find((each) => each === params.get('box')) ?? ownBox(may)
  const q = params.get('q') ?? ''
  const [entering, setEntering] = useState(false)
  return (
    <>
      <div className="page-head">
        <h1>{t('handling.title')}</h1>
        <div className="page-tools">
          <WordsSearch value={q} onChange={(words) => setParams(words === '' ? { box } : { box, q: words }, { replace: true })} />
          {may('directive.intake') && <EdxmlButton />}
          {may('handling.register') && <Button onClick={() => setEntering(true)}>{t('handling.byHand')}</Button>}
          {may('directive.direct') && <Link to="/van-thu/y-kien"><Button tabIndex={-1}>{t('oral.title')}</Button></Link>}
          {may('directive.intake') && <Link to="/van-ban/tiep-nhan"><Button type="primary" icon={<InboxOutlined />} tabIndex={-1}>{t('intake.title')}</Button></Link>}
        </div>
      </div>
      <Boxes box={box} />
      <Rows key={box} box={box} q={q} />
      {entering && <EntryDialog direction="incoming" close={() => setEntering(false)} />}
    </>
  )
}

function Boxes({ box }: { box: Box }) {
  const counts = useQuery({ queryKey: ['handling', 'counts'], queryFn: countHandling })
  const numbers: Partial<Record<Box, number | undefined>> = { 'arrived': counts.data?.arrived, 'to-direct': counts.data?.toDirect, 'mine': counts.data?.mine, 'open': counts.data?.open, 'late': counts.data?.late }
  return (
    <nav className="views" aria-label={t('handling.boxes')}>
      {handlingBoxes.map((each) => (
        <Link key={each} to={`/van-thu?box=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`handlingBox.${each}`)}{numbers[each] !== undefined && <span className="figures"> {numbers[each]}</span>}</Link>
      ))}
      <Link to="/so-van-ban" className="views-apart">{t('handling.books')}</Link>
    </nav>
  )
}

function Rows({ box, q }: { box: Box; q: string }) {
  const found = useInfiniteQuery({
    queryKey: ['handling', 'list', box, q], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => listHandling(box, q, pageParam), getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before,
  })
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  useListKeys(list, { enter: (id) => void navigate(`/van-thu/${id}`) })
  return (
    <Answer of={found}>
      {(data) => {
        const rows: Handling[] = data.pages.flatMap((page) => page.rows)
        if (rows.length === 0) return <Nothing title={q === '' ? nothing[box] : 'handling.none.found'} />
        return (
          <div ref={list}>
            <HandlingTable rows={rows} caption={t(`handlingBox.${box}`)} />
            {found.hasNextPage && <div className="more"><Button onClick={() => void found.fetchNextPage()}>{t('list.more')}</Button></div>}
          </div>
        )
      }}
    </Answer>
  )
}
