import { CameraOutlined } from '@ant-design/icons'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import type { Photo } from '@phaodai/office/inspection.ts'
import { messageOf, newId } from '../api/client.ts'
import { storeFile } from '../api/office.ts'
import { t } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { InstantText } from '../ui/marks.tsx'
import { addPhoto, type Inspection } from './api.ts'
import { takenAt } from './exif.ts'

type Position = NonNullable<Photo['position']>

/** Where the device is now, when the person allows it; null when unknown or refused. */
export function whereAmI(): Promise<Position | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)), accuracy: Math.round(coords.accuracy), by: 'device' }),
      () => resolve(null), { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 })
  })
}

const HEAD_OF_FILE = 65_536

/** Uploads a picture with its place: the camera's own if it wrote one, else the device's. */
async function sendPhoto(inspectionId: string, file: File, point: string | null): Promise<Inspection> {
  const taken = takenAt(await file.slice(0, HEAD_OF_FILE).arrayBuffer())
  const position: Position | null = taken.position === null ? await whereAmI() : { ...taken.position, accuracy: null, by: 'camera' }
  const stored = await storeFile(file)
  return addPhoto(inspectionId, newId(), { fileId: stored.id, point, position, takenAt: taken.at })
}

/** A camera button; the picture goes at once, so that nothing is lost with the form. */
export function PhotoButton({ inspectionId, point, label, onSent }: { inspectionId: string; point: string | null; label: string; onSent: (saved: Inspection) => void }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async (file: File) => {
    setBusy(true)
    try {
      onSent(await sendPhoto(inspectionId, file, point))
      void message.success(t('inspection.photoSent'))
    } catch (error) {
      void message.error(messageOf(error))
    }
    setBusy(false)
  }
  return (
    <Upload accept="image/jpeg,image/png,image/webp" showUploadList={false} beforeUpload={(file) => { void take(file); return false }}>
      <Button icon={<CameraOutlined />} loading={busy} aria-label={`${t('inspection.photo')}: ${label}`}>{t('inspection.photo')}</Button>
    </Upload>
  )
}

/** Pictures with where they were taken; an unknown place is said. */
export function PhotoList({ photos }: { photos: readonly Photo[] }) {
  if (photos.length === 0) return null
  return (
    <ul className="photo-list">
      {photos.map((photo) => (
        <li key={photo.id}>
          {photo.file !== null && <FileThumb file={photo.file} />}
          <p className="source-line">{photo.position === null ? t('inspection.noPosition') : placeWords(photo.position)}{photo.takenAt !== null && <> · <InstantText at={photo.takenAt} /></>}</p>
        </li>
      ))}
    </ul>
  )
}

function placeWords({ lat, lon, accuracy, by }: Position): string {
  const place = `${lat.toFixed(5)}, ${lon.toFixed(5)}`
  return by === 'camera' ? t('inspection.byCamera', { place }) : t('inspection.byDevice', { place, accuracy: accuracy ?? 0 })
}
