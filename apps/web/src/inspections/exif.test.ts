import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { takenAt } from './exif.ts'

const plain = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg()
const bufferOf = (bytes: Buffer): ArrayBuffer => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer

describe('where a picture was taken', () => {
  test('is what the camera wrote: 21°32′38.76″N 107°06′06.48″E, in Vietnam when it wrote no zone', async () => {
    const bytes = await plain().withExif({ IFD2: { DateTimeOriginal: '2021:08:20 09:15:00' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 32/1 3876/100', GPSLongitudeRef: 'E', GPSLongitude: '107/1 6/1 648/100' } }).toBuffer()
    expect(takenAt(bufferOf(bytes))).toEqual({ position: { lat: 21.5441, lon: 107.1018 }, at: '2021-08-20T02:15:00.000Z' })
  })
  test('is unknown without it, and in whatever is no picture', async () => {
    const nothing = { position: null, at: null }
    expect(takenAt(bufferOf(await plain().toBuffer()))).toEqual(nothing)
    const exif = await plain().withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 32/1 3876/100' } }).toBuffer()
    for (const bytes of [Buffer.alloc(0), Buffer.from('văn bản'), exif, exif.subarray(0, 60), exif.subarray(0, 30)]) expect(takenAt(bufferOf(bytes)).position).toBeNull()
  })
})
