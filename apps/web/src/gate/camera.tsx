import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { t } from '../text/t.ts'

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type Detecting = { BarcodeDetector?: new (options: { formats: string[] }) => Detector }

/** The phone's camera where the browser reads QR codes by itself; elsewhere a scanner or the keyboard has to do. */
export function Camera({ onRead }: { onRead: (text: string) => Promise<void> }) {
  const [on, setOn] = useState(false)
  if (!('BarcodeDetector' in window)) return null
  return on ? <Looking onRead={async (text) => {
    setOn(false)
    await onRead(text)
  }} /> : <Button size="large" type="primary" onClick={() => setOn(true)}>{t('gate.checkpoint.scan')}</Button>
}

function Looking({ onRead }: { onRead: (text: string) => Promise<void> }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const detector = new (window as Detecting).BarcodeDetector!({ formats: ['qr_code'] })
    let stream: MediaStream | undefined
    let over = false
    const look = async (): Promise<void> => {
      const found = video.current ? await detector.detect(video.current).catch(() => []) : []
      if (found[0]) return onRead(found[0].rawValue)
      if (!over) requestAnimationFrame(() => void look())
    }
    void navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(async (opened) => {
      stream = opened
      if (!video.current) return
      video.current.srcObject = opened
      await video.current.play()
      await look()
    }, () => {})
    return () => {
      over = true
      stream?.getTracks().forEach((track) => track.stop())
    }
  })
  return <video ref={video} muted playsInline aria-label={t('gate.checkpoint.scan')} />
}
