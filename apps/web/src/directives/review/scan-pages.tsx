import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type CSSProperties } from 'react'
import type { DirectiveDetail, PageWord, ScanPage } from '@phaodai/office'
import { fetchBlob } from '#web/api/client.ts'
import { t } from '#web/text/t.ts'
import { useAddress } from '#web/ui/address.ts'
import type { ScanWords } from './scan-words.ts'

/** Pictures of the pages with their text lying over them; doubtful words have a dotted frame. */
export function ScanPages({ directive, words }: { directive: DirectiveDetail; words: ScanWords }) {
  const box = useRef<HTMLDivElement>(null)
  const start = words.now?.start
  useEffect(() => {
    if (start !== undefined) box.current?.querySelector('.scan-doubt.now')?.scrollIntoView({ block: 'center', behavior: 'auto' })
  }, [start])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div ref={box} className="scan-pages" tabIndex={0} role="region" aria-label={t('scan.pages')}>
      {words.pages.map((page) => <Page key={page.n} directive={directive} page={page} words={words} />)}
    </div>
  )
}

const percent = (share: number): string => `${share * 100}%`
const placeOf = ({ x, y, width, height }: PageWord, margin = 0): CSSProperties =>
  ({ left: percent(x - margin), top: percent(y - margin), width: percent(width + margin * 2), height: percent(height + margin * 2) })

function Page({ directive, page, words }: { directive: DirectiveDetail; page: ScanPage; words: ScanWords }) {
  const bytes = useQuery({ queryKey: ['directives', 'picture', directive.id, page.n], queryFn: ({ signal }) => fetchBlob(`/api/directives/${directive.id}/pages/${page.n}`, signal), staleTime: Infinity })
  const address = useAddress(bytes.data)
  const framed = [...words.doubtful, ...(words.now === null ? [] : [words.now])].filter((word, at, all) => word.page === page.n && all.findIndex(({ start }) => start === word.start) === at)
  return (
    <figure className="scan-page" style={{ aspectRatio: `${page.width} / ${page.height}`, margin: 0 }}>
      {address !== null && <img src={address} alt={t('scan.picture', { n: page.n })} width={page.width} height={page.height} />}
      <TextLayer page={page} text={directive.text} look={words.look} />
      {framed.map((word) => (
        <button key={word.start} type="button" className={word.start === words.now?.start ? 'scan-doubt now' : 'scan-doubt'} style={placeOf(word, 0.002)} tabIndex={-1}
          aria-label={directive.text.slice(word.start, word.end)} onClick={() => words.look(word.start)} />
      ))}
    </figure>
  )
}

/** The words over the picture, unseen, so that they can be selected, copied and pointed at. */
function TextLayer({ page, text, look }: { page: ScanPage; text: string; look: (start: number) => void }) {
  const ratio = page.height / page.width
  const point = (target: EventTarget) => {
    const start = target instanceof HTMLElement ? target.dataset.word : undefined
    if (start !== undefined && window.getSelection()?.isCollapsed !== false) look(Number(start))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- pointing is a shortcut of the keys n and p and of the text below
    <div aria-hidden="true" onClick={({ target }) => point(target)}>
      {page.words.map((word) => <span key={word.start} data-word={word.start} className="scan-word" style={{ ...placeOf(word), fontSize: `${word.height * ratio * 100}cqw` }}>{text.slice(word.start, word.end)} </span>)}
    </div>
  )
}
