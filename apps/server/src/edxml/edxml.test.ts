import fc from 'fast-check'
import { makeId } from '@phaodai/vocabulary'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { bodies, cast } from '#test/people.ts'
import { joinNumber, priorityOf, splitNumber, urgencyOf, type EdxmlDocument } from './document.ts'
import { EdxmlError, readEdxml } from './read.ts'
import { writeEdxml } from './write.ts'

/** The skeleton of the standard, filled by hand as a provincial system fills it. */
const SAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016" xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
  <edXML:edXMLEnvelope>
    <edXML:edXMLHeader>
      <edXML:MessageHeader>
        <edXML:From><edXML:OrganId>000.00.01.H37</edXML:OrganId><edXML:OrganName>UBND tỉnh Mẫu Sơn</edXML:OrganName></edXML:From>
        <edXML:To><edXML:OrganId>000.01.01.H37</edXML:OrganId><edXML:OrganName>UBND huyện An Thử</edXML:OrganName></edXML:To>
        <edXML:To><edXML:OrganId>000.02.01.H37</edXML:OrganId><edXML:OrganName>UBND huyện Bình Thử</edXML:OrganName></edXML:To>
        <edXML:DocumentId>000.00.01.H37,2021/08/20,1015/UBND-KGVX</edXML:DocumentId>
        <edXML:Code><edXML:CodeNumber>1015</edXML:CodeNumber><edXML:CodeNotation>UBND-KGVX</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo><edXML:Place>Mẫu Sơn</edXML:Place><edXML:PromulgationDate>2021/08/20</edXML:PromulgationDate></edXML:PromulgationInfo>
        <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
        <edXML:Subject>tăng cường phòng &amp; chống dịch</edXML:Subject>
        <edXML:SignerInfo><edXML:Competence>KT.</edXML:Competence><edXML:Position>Phó Chủ tịch</edXML:Position><edXML:FullName>Nguyễn Văn Mẫu</edXML:FullName></edXML:SignerInfo>
        <edXML:DueDate>2021/08/30</edXML:DueDate>
        <edXML:ToPlaces><edXML:Place>Như trên</edXML:Place><edXML:Place>Lưu: VT, KGVX</edXML:Place></edXML:ToPlaces>
        <edXML:OtherInfo><edXML:Priority>2</edXML:Priority><edXML:PageAmount>3</edXML:PageAmount></edXML:OtherInfo>
        <edXML:SteeringType>1</edXML:SteeringType>
      </edXML:MessageHeader>
      <edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>000.00.01.H37</edXML:OrganId><edXML:Timestamp>2021-08-20T10:00:00</edXML:Timestamp></edXML:TraceHeader>
        <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList>
    </edXML:edXMLHeader>
    <edXML:edXMLBody><edXML:edXMLManifest><edXML:Reference><edXML:AttachmentName>1015.txt</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
  </edXML:edXMLEnvelope>
  <AttachmentEncoded><Attachment>${Buffer.from('Nội dung').toString('base64')}</Attachment></AttachmentEncoded>
</edXML>`

describe('an edXML file', () => {
  test('fills header, recipients, signer, urgency and attachment', () => {
    expect(readEdxml(SAMPLE)).toEqual({
      from: { id: '000.00.01.H37', name: 'UBND tỉnh Mẫu Sơn' }, to: [{ id: '000.01.01.H37', name: 'UBND huyện An Thử' }, { id: '000.02.01.H37', name: 'UBND huyện Bình Thử' }],
      documentId: '000.00.01.H37,2021/08/20,1015/UBND-KGVX', number: '1015/UBND-KGVX', place: 'Mẫu Sơn', date: '2021-08-20', typeName: 'Công văn', subject: 'tăng cường phòng & chống dịch', content: null,
      signer: { competence: 'KT.', position: 'Phó Chủ tịch', name: 'Nguyễn Văn Mẫu' }, dueDate: '2021-08-30', toPlaces: ['Như trên', 'Lưu: VT, KGVX'], priority: 2, pages: 3, copies: null, steering: true,
      business: 0, businessReason: null, attachments: [{ name: '1015.txt', mediaType: 'application/octet-stream', bytes: Buffer.from('Nội dung') }],
    })
  })

  test('with a DOCTYPE, entities or other content is refused', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE edXML [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><edXML>&b;</edXML>`
    for (const xml of [bomb, '', 'không phải XML', '<html><body/></html>', '<edXML>', SAMPLE.replace('</edXML:MessageHeader>', '')]) expect(() => readEdxml(xml), xml.slice(0, 40)).toThrow(EdxmlError)
    expect(readEdxml(SAMPLE.replace('&amp;', '&undefined;')).subject).not.toContain('aaaa')
  })

  test('numbers of both systems are cut and joined', () => {
    expect(splitNumber('1879-CV/TU')).toEqual({ serial: '1879', notation: 'CV/TU' })
    for (const number of ['1879-CV/TU', '15/QĐ-UBND', '1015/UBND-KGVX', '30/2020/NĐ-CP', '12a/UBND', '2686/QĐ-BCĐQG', '07-KL/TW']) {
      const { serial, notation } = splitNumber(number)
      expect(joinNumber(serial, notation)).toBe(number)
    }
  })

  test('urgencies have one code each', () => {
    for (const urgency of ['khan', 'thuong-khan', 'hoa-toc', null] as const) expect(urgencyOf(priorityOf(urgency))).toBe(urgency)
  })
})

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map(text => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').normalize('NFC').trim()).filter(text => text !== '')
const maybe = fc.option(words, { nil: null })
const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10))
const organs = fc.record({ id: fc.stringMatching(/^[A-Z0-9.]{1,20}$/), name: words })
const document: fc.Arbitrary<EdxmlDocument> = fc.record({
  from: organs, to: fc.array(organs, { maxLength: 4 }), documentId: maybe, number: fc.constantFrom('1879-CV/TU', '15/QĐ-UBND', '07-KL/TW', null), place: maybe, date: fc.option(days, { nil: null }), typeName: maybe,
  subject: maybe, content: maybe, signer: fc.record({ competence: maybe, position: maybe, name: maybe }), dueDate: fc.option(days, { nil: null }), toPlaces: fc.array(words, { maxLength: 4 }),
  priority: fc.constantFrom(0, 1, 2, 3, 4), pages: fc.option(fc.nat(999), { nil: null }), copies: fc.option(fc.nat(999), { nil: null }), steering: fc.boolean(), business: fc.constantFrom(0, 1, 2, 3), businessReason: maybe,
  attachments: fc.array(fc.record({ name: words, mediaType: fc.constantFrom('application/pdf', 'text/plain'), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }).map(bytes => Buffer.from(bytes)) }), { maxLength: 3 }),
})

test('what is written is read back, whatever stands in it', () => {
  fc.assert(fc.property(document, (given) => {
    expect(readEdxml(writeEdxml(given, '2021-08-20T03:00:00.000Z'))).toEqual(given)
  }), { numRuns: 300 })
})

describe('taken in and sent', () => {
  let server: TestApp
  beforeAll(async () => {
    server = await testApp()
  })
  afterAll(() => server.stop())
  const id = (): string => makeId(Date.now(), randomBytes(10))
  const send = async (xml: string, of: string, query = '') => (await server.as(cast.districtClerk)).inject({ method: 'PUT', url: `/api/edxml/${of}${query}`, payload: xml, headers: { 'content-type': 'application/xml' } })
  const LETTER = 'UBND TỈNH MẪU SƠN\nSố: 1/UBND\n\nKính gửi: UBND các huyện.\n\n1. UBND các huyện rà soát người về từ vùng dịch, báo cáo trước ngày 30/8/2021.'
  const file = (text: string): string => SAMPLE.replace(Buffer.from('Nội dung').toString('base64'), Buffer.from(text).toString('base64'))

  test('the envelope goes before what the text says, the text gives the orders, and it lies on the clerk\'s table', async () => {
    const directiveId = id()
    const answer = await send(file(LETTER), directiveId)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      direction: 'incoming', docType: 'cong-van', number: '1015/UBND-KGVX', issuedOn: '2021-08-20', issuerText: 'UBND tỉnh Mẫu Sơn', place: 'Mẫu Sơn', abstract: 'tăng cường phòng & chống dịch', urgency: 'thuong-khan',
      signerCapacity: 'KT. Phó Chủ tịch', signerName: 'Nguyễn Văn Mẫu', text: LETTER, orders: [{ deadline: '2021-08-30' }],
    })
    const { rows } = (await (await server.as(cast.districtClerk)).get('/api/handling?box=arrived')).json<{ rows: { directiveId: string; source: string }[] }>()
    expect(rows).toMatchObject([{ directiveId, source: 'edxml', urgency: 'thuong-khan' }])
    expect((await send(file(LETTER), directiveId)).statusCode).toBe(200)
    expect((await send(file(LETTER), id())).json()).toMatchObject({ code: 'duplicate-directive' })
  })

  test('secret, withdrawn and damaged ones leave nothing', async () => {
    expect((await send(file(`MẬT\n${LETTER}`), id())).json()).toMatchObject({ code: 'secret-document' })
    expect((await send(SAMPLE.replace('<edXML:BussinessDocType>0<', '<edXML:BussinessDocType>1<'), id())).json()).toMatchObject({ code: 'invalid-input' })
    expect((await send('<!DOCTYPE x><edXML/>', id())).json()).toMatchObject({ code: 'file-type' })
  })

  test('an own document goes out, and the office it is sent to reads the same header, text and recipients', async () => {
    const clerk = await server.as(cast.districtClerk)
    const own = id()
    const text = 'UBND HUYỆN AN THỬ\n\nSố: 25/UBND-YT\nV/v rà soát người về từ vùng dịch\n\nAn Thử, ngày 20 tháng 8 năm 2021\n\nKính gửi: UBND xã Thử Một.\n\n1. UBND xã Thử Một rà soát người về từ vùng dịch, báo cáo trước ngày 30/8/2021.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNgô Thị Đầu'
    const draft = (await clerk.put(`/api/directives/${own}`, { text, direction: 'own', force: true })).json<{ version: number }>()
    expect((await clerk.get(`/api/edxml/of/${own}`)).json()).toMatchObject({ code: 'illegal-state' })
    const issued = await clerk.post(`/api/directives/${own}/issue`, { version: draft.version, authorityId: null, monitorId: null, deliveries: [{ bodyId: bodies.communeA1, purpose: 'execute' }] })
    expect(issued.statusCode, issued.body).toBe(200)
    const sent = await clerk.get(`/api/edxml/of/${own}`)
    expect(sent.headers['content-disposition']).toContain('25-UBND-YT.edxml')
    const read = readEdxml(sent.body)
    expect(read).toMatchObject({ number: '25/UBND-YT', date: '2021-08-20', typeName: 'Công văn', to: [{ name: 'Ủy ban nhân dân xã Thử Một' }], from: { name: 'Ủy ban nhân dân huyện An Thử' }, business: 0, steering: true })
    expect(read.attachments[0]!.bytes.toString()).toBe(text)
    const farther = await (await server.as(cast.neighbour)).inject({ method: 'PUT', url: `/api/edxml/${id()}`, payload: sent.body, headers: { 'content-type': 'application/xml' } })
    expect(farther.json()).toMatchObject({ number: '25/UBND-YT', issuedOn: '2021-08-20', text })
  })
})
