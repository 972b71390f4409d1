import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Book, BookShelf } from '@phaodai/office'
import { bookPath, getShelf, listEntries, type EntryFilter } from '../api/books.ts'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { WordsSearch } from '../tasks/filter-line.tsx'
import { t, word } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { RuleList } from './rules.tsx'
import { EntryTable } from './table.tsx'
import '../handling/handling.css'

const marks = ['late', 'cancelled', 'without-number'] as const

/** What tells one book from another in the address. */
const keyOf = ({ body, direction, system, firstDay }: Pick<Book, 'body' | 'direction' | 'system' | 'firstDay'>): string => [body.id, direction, system, firstDay].join('_')

/** Sổ văn bản: one book at a time, its lines, entry by hand, print and export. */
export function BooksPage() {
  useTitle('books.title')
  const shelf = useQuery({ queryKey: ['books', 'shelf'], queryFn: getShelf })
  return <Answer of={shelf}>{(data) => <Shelf shelf={data} />}</Answer>
}

function useFilter(books: Book[]) {
  const [params, setParams] = useSearchParams()
  const wanted = params.get('direction') ?? 'outgoing'
  const book = books.find((each) => keyOf(each) === params.get('book')) ?? books.find(({ direction }) => direction === wanted) ?? books[0]
  const given = (name: string): string | undefined => params.get(name) ?? undefined
  const filter: EntryFilter = { bodyId: book?.body.id, direction: book?.direction, system: book?.system, firstDay: book?.firstDay, docType: given('docType'), mark: given('mark'), q: given('q') }
  const set = (changes: Record<string, string | undefined>) => setParams((before) => {
    const after = new URLSearchParams(before)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') after.delete(name)
      else after.set(name, value)
    }
    return after
  }, { replace: true })
  return { book, filter, set }
}

function Shelf({ shelf }: { shelf: BookShelf }) {
  const { may } = useMe()
  const { book, filter, set } = useFilter(shelf.books)
  const [entering, setEntering] = useState(false)
  return (
    <>
      <div className="page-head no-print">
        <h1>{t('books.title')}</h1>
        <div className="page-tools">
          <WordsSearch value={filter.q ?? ''} onChange={(q) => set({ q })} />
          {book !== undefined && <Exports filter={filter} direction={book.direction} />}
          {may('book.enter') && <Button type="primary" onClick={() => setEntering(true)}>{t('books.enter')}</Button>}
        </div>
      </div>
      <nav className="views no-print" aria-label={t('handling.boxes')}><Link to="/van-thu">{t('handling.title')}</Link><Link to="/so-van-ban" aria-current="page">{t('books.title')}</Link></nav>
      {book === undefined ? <Nothing title="books.noBooks" /> : <BookView key={keyOf(book)} books={shelf.books} book={book} filter={filter} set={set} />}
      <RuleList rules={shelf.rules} />
      {entering && <EntryDialog direction={book?.direction ?? 'outgoing'} close={() => setEntering(false)} />}
    </>
  )
}

function coverOf(book: Book): string {
  const period = /^\d{4}$/.test(book.period) ? `${t('books.year')} ${book.period}` : book.period
  return [t(`books.direction.${book.direction}`), book.body.name, period, t(`books.system.${book.system}`)].join(' · ')
}

type View = { books: Book[]; book: Book; filter: EntryFilter; set: (changes: Record<string, string | undefined>) => void }

function BookView({ books, book, filter, set }: View) {
  const found = useInfiniteQuery({
    queryKey: ['books', 'entries', filter], initialPageParam: undefined as string | undefined, queryFn: ({ pageParam }) => listEntries(filter, pageParam),
    getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before,
  })
  const types = book.series.map(({ docType }) => docType).filter((type) => type !== '')
  const choose = (name: 'docType' | 'mark', label: string, all: string, options: { value: string; label: string }[]) => (
    <Select className="filter-select" size="small" aria-label={label} value={filter[name] ?? ''} options={[{ value: '', label: all }, ...options]} onChange={(value) => set({ [name]: value })} popupMatchSelectWidth={false} />
  )
  return (
    <section aria-label={coverOf(book)}>
      <header className="book-cover"><p>{book.body.name}</p><h2>{t(`books.title.${book.direction}`)}</h2><p>{/^\d{4}$/.test(book.period) ? `${t('books.year')} ${book.period}` : book.period}</p></header>
      <div className="filter-line no-print">
        <Select className="book-select" size="small" aria-label={t('books.choose')} value={keyOf(book)} options={books.map((each) => ({ value: keyOf(each), label: coverOf(each) }))} onChange={(value) => set({ book: value, docType: undefined })} popupMatchSelectWidth={false} />
        {types.length > 0 && choose('docType', t('books.docType'), t('books.allTypes'), types.map((type) => ({ value: type, label: word(`docType.${type}`) })))}
        {choose('mark', t('books.mark'), `${t('books.mark')}: ${t('books.mark.all')}`, marks.map((mark) => ({ value: mark, label: t(`books.mark.${mark}`) })))}
        <span className="quiet">{t('books.count', { count: book.series.reduce((sum, { entries }) => sum + entries, 0) })}</span>
      </div>
      <Answer of={found}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.rows)
          if (rows.length === 0) return <Nothing title="books.none" />
          return <><EntryTable rows={rows} direction={book.direction} />{found.hasNextPage && <div className="more no-print"><Button onClick={() => void found.fetchNextPage()}>{t('list.more')}</Button></div>}</>
        }}
      </Answer>
    </section>
  )
}

function Exports({ filter, direction }: { filter: EntryFilter; direction: 'incoming' | 'outgoing' }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const fetchFile = async (format: string) => {
    setBusy(format)
    await download(bookPath(filter, format), `${t(`books.file.${direction}`)}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
    setBusy(null)
  }
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('books.printIt')}</Button>
      {['xlsx', 'docx', 'pdf'].map((format) => <Button key={format} icon={<DownloadOutlined />} loading={busy === format} onClick={() => void fetchFile(format)}>{format.toUpperCase()}<span className="unseen"> {t('export.what')}</span></Button>)}
    </>
  )
}
