import type { CheckpointDay } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, cast } from '#test/people.ts'

let server: TestApp
let officer: Caller
let itemId: string
let checkpoint: string
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await officer.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
beforeAll(async () => {
  server = await testApp()
  officer = await server.as(cast.districtOfficer)
  itemId = await put('/api/registers/supply_item', { areaId: areas.communeA1, name: 'Máy đo thân nhiệt', category: 'equipment', unit: 'cái' })
  await put('/api/registers/stock_movement', { areaId: areas.communeA1, voucher: 'PN-1', direction: 'in', itemId, quantity: 5, movedOn: '2021-08-01' })
  checkpoint = await put('/api/registers/checkpoint', { areaId: areas.communeA1, name: 'Chốt Mẫu', kind: 'commune', decision: '9/QĐ-UBND', fromOn: '2021-08-01' })
})
afterAll(() => server?.stop())

const day = async (): Promise<CheckpointDay> => (await officer.get(`/api/checkpoints/${checkpoint}/day`)).json()
const inStore = async (): Promise<number> => (await officer.get(`/api/stock/balances?areaId=${areas.communeA1}`)).json().balances[0].quantity

test('equipment leaves the store with its checkpoint, is owed when that is closed, and comes back; what is lost has its reason', async () => {
  const [first, second] = [newId(), newId()]
  const give = (id: string, quantity: number) => officer.put(`/api/checkpoints/${checkpoint}/equipment/${id}`, { itemId, quantity })
  expect((await give(newId(), 9)).json()).toMatchObject({ code: 'stock-short' })
  for (let sent = 0; sent < 2; sent++) expect((await give(first, 2)).statusCode).toBe(200)
  expect((await give(second, 1)).statusCode).toBe(200)
  expect((await officer.post(`/api/registers/checkpoint/${checkpoint}/actions/close`, { version: 1, reason: 'Hết thời hạn' })).statusCode).toBe(200)
  expect((await give(newId(), 1)).json()).toMatchObject({ code: 'illegal-state', detail: 'Chốt đã đóng, không giao thêm thiết bị.' })
  expect((await day()).equipment.filter(({ back }) => back === null).map(({ item, quantity }) => [item, quantity])).toEqual([['Máy đo thân nhiệt', 2], ['Máy đo thân nhiệt', 1]])
  const back = (id: string, body: object) => officer.post(`/api/checkpoints/${checkpoint}/equipment/${id}/return`, { movementId: newId(), ...body })
  expect((await back(first, { quantity: 1 })).json()).toMatchObject({ code: 'invalid-input', detail: 'Trả thiếu thì ghi lý do.' })
  expect((await back(first, { quantity: 3 })).json()).toMatchObject({ code: 'invalid-input' })
  expect((await back(first, { quantity: 1, lost: 'Hỏng một cái' })).statusCode).toBe(200)
  expect((await back(first, { quantity: 1, lost: 'Hỏng một cái' })).json()).toMatchObject({ code: 'illegal-state' })
  expect((await back(second, { quantity: 1 })).statusCode).toBe(200)
  expect((await day()).equipment.map(({ quantity, back: came, lost }) => [quantity, came, lost])).toEqual([[2, 1, 'Hỏng một cái'], [1, 1, null]])
  expect(await inStore()).toBe(4) // five, less the broken one
})

test('a voided movement counts neither as given nor as back, and a return is sent once however often it is pressed', async () => {
  const point = await put('/api/registers/checkpoint', { areaId: areas.communeA1, name: 'Chốt Mẫu hai', kind: 'commune', decision: '10/QĐ-UBND', fromOn: '2021-08-01' })
  const lines = async (): Promise<CheckpointDay['equipment']> => (await officer.get(`/api/checkpoints/${point}/day`)).json().equipment
  const [line, wrong, right] = [newId(), newId(), newId()]
  const give = () => officer.put(`/api/checkpoints/${point}/equipment/${line}`, { itemId, quantity: 2 })
  const back = (movementId: string, quantity: number, lost: string | null = null) => officer.post(`/api/checkpoints/${point}/equipment/${line}/return`, { movementId, quantity, lost })
  const cancel = async (id: string) => officer.post(`/api/registers/stock_movement/${id}/void`, { version: (await officer.get(`/api/registers/stock_movement/${id}`)).json().row.version, reason: 'Ghi nhầm' })
  expect((await give()).statusCode).toBe(200)
  for (let sent = 0; sent < 2; sent++) expect((await back(wrong, 1, 'Hỏng một cái')).statusCode).toBe(200)
  expect((await back(wrong, 2)).statusCode, 'the same press with another number').toBe(409)
  expect(await inStore()).toBe(3)
  expect((await cancel(line)).json()).toMatchObject({ code: 'stock-used' }) // what has come back was given
  expect((await cancel(wrong)).statusCode).toBe(200)
  expect(await lines()).toMatchObject([{ quantity: 2, back: null, lost: null }])
  expect((await back(wrong, 1, 'Hỏng một cái')).json()).toMatchObject({ code: 'illegal-state', detail: expect.stringContaining('đã bị hủy') })
  expect((await back(right, 2)).statusCode).toBe(200)
  expect(await lines()).toMatchObject([{ back: 2, lost: null }])
  expect(await inStore()).toBe(4)
  expect((await cancel(right)).statusCode).toBe(200)
  expect((await cancel(line)).statusCode).toBe(200)
  expect(await lines()).toEqual([])
  expect((await give()).json()).toMatchObject({ code: 'illegal-state' })
  expect((await back(newId(), 2)).json()).toMatchObject({ code: 'illegal-state' })
  expect(await inStore()).toBe(4)
})
