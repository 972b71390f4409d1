/** Where and when a picture was taken, as its camera wrote it (EXIF 2.32 in JPEG). Pure; total: what cannot be read is null. */

export type Taken = { position: { lat: number; lon: number } | null; at: string | null }

const NOTHING: Taken = { position: null, at: null }

/** Offset of the TIFF block of a JPEG, or null. */
function findTiff(view: DataView): number | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 10 < view.byteLength && view.getUint8(at) === 0xff) {
    if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

type Entry = { type: number; count: number; at: number }

function entriesAt(view: DataView, tiff: number, offset: number, little: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  const count = view.getUint16(tiff + offset, little)
  for (let n = 0; n < count; n++) {
    const at = tiff + offset + 2 + n * 12
    const [type, length] = [view.getUint16(at + 2, little), view.getUint32(at + 4, little)]
    const size = ([0, 1, 1, 2, 4, 8][type] ?? 8) * length
    entries.set(view.getUint16(at, little), { type, count: length, at: size <= 4 ? at + 8 : tiff + view.getUint32(at + 8, little) })
  }
  return entries
}

function textOf(view: DataView, entry: Entry | undefined): string {
  if (!entry) return ''
  return String.fromCharCode(...Array.from({ length: entry.count }, (_, n) => view.getUint8(entry.at + n))).replace(/\0.*$/s, '')
}

function degreesOf(view: DataView, entry: Entry | undefined, ref: string, little: boolean): number | null {
  if (!entry || entry.count < 3) return null
  const part = (n: number): number => view.getUint32(entry.at + n * 8, little) / view.getUint32(entry.at + n * 8 + 4, little)
  const degrees = part(0) + part(1) / 60 + part(2) / 3600
  if (!Number.isFinite(degrees)) return null
  return Number((/[SW]/.test(ref) ? -degrees : degrees).toFixed(6))
}

/** "2021:08:20 09:15:00" with its zone, or in Vietnam when the camera wrote none. */
function instantOf(words: string, zone: string): string | null {
  const [, year, month, day, clock] = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(words) ?? []
  if (clock === undefined) return null
  const at = new Date(`${year}-${month}-${day}T${clock}${/^[+-]\d{2}:\d{2}$/.test(zone) ? zone : '+07:00'}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

function readTiff(view: DataView, tiff: number): Taken {
  const little = view.getUint16(tiff) === 0x4949
  const first = entriesAt(view, tiff, view.getUint32(tiff + 4, little), little)
  const below = (tag: number): Map<number, Entry> => {
    const entry = first.get(tag)
    return entry ? entriesAt(view, tiff, view.getUint32(entry.at, little), little) : new Map()
  }
  const [gps, exif] = [below(0x8825), below(0x8769)]
  const lat = degreesOf(view, gps.get(2), textOf(view, gps.get(1)), little)
  const lon = degreesOf(view, gps.get(4), textOf(view, gps.get(3)), little)
  const known = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0)
  return { position: known ? { lat, lon } : null, at: instantOf(textOf(view, exif.get(0x9003)), textOf(view, exif.get(0x9011))) }
}

/** Reads the first bytes of a file (64 KB hold every EXIF block). */
export function takenAt(bytes: ArrayBuffer): Taken {
  try {
    const view = new DataView(bytes)
    const tiff = findTiff(view)
    return tiff === null ? NOTHING : readTiff(view, tiff)
  } catch {
    return NOTHING // a block that points beyond its end
  }
}
