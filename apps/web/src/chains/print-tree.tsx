import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { t } from '../text/t.ts'
import { drawTree, heightOf, type TreeScene } from './tree-paint.ts'

/** Rows of a sheet, pixels a row and across: codes can be read on A4. */
const [ROWS, SCALE, WIDTH] = [80, 16, 1000]
const MOST_SHEETS = 20

type Props = Pick<TreeScene, 'model' | 'layout' | 'painted' | 'selected'>

/** Prints the tree sheet by sheet with all codes; one of more sheets than anybody pastes together is to be folded first. */
export function PrintTree(scene: Props) {
  const { message } = App.useApp()
  const sheets = Math.max(1, Math.ceil(scene.layout.rows / ROWS))
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const done = (): void => setPrinting(false)
    window.addEventListener('afterprint', done)
    return () => window.removeEventListener('afterprint', done)
  }, [])
  const start = (): void => { if (sheets > MOST_SHEETS) void message.warning(t('chains.printTooLong', { n: sheets, most: MOST_SHEETS })); else setPrinting(true) }
  return (
    <>
      <Button size="small" className="no-print" onClick={start}>{t('chains.print')}</Button>
      {printing && <Sheets {...{ scene, sheets }} />}
    </>
  )
}

/** As the tree was when printing began: the page is laid out anew for paper, and must not be printed again for it. */
function Sheets({ scene: now, sheets }: { scene: Props; sheets: number }) {
  const frame = useRef<HTMLDivElement>(null)
  const asBegun = useRef(now)
  useEffect(() => {
    const scene = asBegun.current
    const height = heightOf(Math.min(ROWS, Math.max(8, scene.layout.rows)), SCALE)
    frame.current!.querySelectorAll('canvas').forEach((canvas, sheet) => {
      [canvas.width, canvas.height] = [WIDTH, height]
      drawTree(canvas.getContext('2d')!, { ...scene, width: WIDTH, height, view: { top: sheet * ROWS, scale: SCALE } })
    })
    window.print()
  }, [])
  return <div ref={frame} className="chain-print">{Array.from({ length: sheets }, (_, sheet) => <canvas key={sheet} role="img" aria-label={t('chains.sheet', { n: sheet + 1, all: sheets })} />)}</div>
}
