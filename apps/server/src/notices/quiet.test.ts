import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTry, reasonOf, RETRY_MINUTES } from './outcome.ts'
import { mayPush } from './push.ts'
import { isQuiet, timeOfDay } from './quiet.ts'

const at = (time: string): Date => new Date(`2021-08-20T${time}:00+07:00`)

describe('quiet hours', () => {
  it('pass midnight and end at their minute, in Vietnam\'s time', () => {
    const asked = ['20:59', '21:00', '23:59', '00:00', '06:29', '06:30', '12:00'].map((time) => isQuiet(at(time), '21:00', '06:30'))
    expect(asked).toEqual([false, true, true, true, true, false, false])
    expect(timeOfDay(new Date('2021-08-20T17:05:00Z'))).toBe('00:05')
  })
  it('and their complement cover every minute exactly once; equal ends mean none', () => {
    const time = fc.integer({ min: 0, max: 1439 }).map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`)
    fc.assert(fc.property(time, time, time, (now, from, to) => {
      if (from === to) expect(isQuiet(at(now), from, to)).toBe(false)
      else expect(isQuiet(at(now), from, to)).toBe(!isQuiet(at(now), to, from))
    }))
  })
})

describe('trying again', () => {
  it('waits longer each time, as long as it is asked to, and gives up', () => {
    const now = new Date('2021-08-20T00:00:00Z')
    const waits = RETRY_MINUTES.map((_, n) => (Date.parse(nextTry(now, n + 1)!) - now.getTime()) / 60_000)
    expect(waits).toEqual([1, 5, 15, 60, 240])
    expect(nextTry(now, 1, 600)).toBe('2021-08-20T00:10:00.000Z')
    expect(nextTry(now, 6)).toBeNull()
  })
  it('keeps no address in the reason', () => {
    expect(reasonOf('550 5.1.1 <nguyen.van.mau@tinh.gov.vn>: Recipient address\r\nrejected')).toBe('550 5.1.1 …: Recipient address rejected')
    fc.assert(fc.property(fc.emailAddress(), fc.string(), (address, text) => !reasonOf(`${text} ${address}`).includes(address)))
  })
})

it('pushes go to the services of the configuration only', () => {
  const hosts = ['fcm.googleapis.com', '*.push.apple.com']
  expect(['https://fcm.googleapis.com/x', 'https://web.push.apple.com/x'].map((url) => mayPush(url, hosts))).toEqual([true, true])
  const refused = ['http://fcm.googleapis.com/x', 'https://push.apple.com.evil.example/', 'https://10.0.0.1/', 'https://u@fcm.googleapis.com/', 'https://evilpush.apple.com/', 'file:///etc/passwd', 'http://127.0.0.1:5432/', 'x']
  expect(refused.filter((url) => mayPush(url, hosts))).toEqual([])
})
