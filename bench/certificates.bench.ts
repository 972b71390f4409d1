import { compose, item, written, type Composition } from '@phaodai/directives'
import { drawPapers } from '#server/isolation/index.ts'
import type { Bench, Row } from './bench.ts'

/** A run is up to 500; what it takes grows with their number alone. */
const PEOPLE = 200
/** What a commune of 2021 waited for on a night with a whole factory on the list: half a minute for 500. */
const GOAL = { atLeast: 500 / 30 }

function paper(n: number): { name: string; composition: Composition } {
  const document = written({
    system: 'state', docType: 'quyet-dinh', superior: null, issuer: 'Ủy ban nhân dân xã Mẫu', number: `${n}/QĐ-UBND`, place: 'Mẫu', date: '2021-08-10', abstract: 'áp dụng biện pháp cách ly y tế phòng, chống dịch COVID-19', authority: 'Chủ tịch Ủy ban nhân dân xã Mẫu', numbering: 'article',
    preamble: ['Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;', 'Căn cứ Công văn 5599/BYT-MT ngày 14/7/2021;', 'Theo đề nghị của Trạm Y tế xã Mẫu ngày 10/8/2021.'],
    items: [item(`Áp dụng biện pháp cách ly y tế tại nhà đối với ông (bà) Người Mẫu ${n}, sinh năm 1990.`, [], { paragraphs: ['Thời gian cách ly: từ ngày 10/8/2021 đến hết ngày 23/8/2021.'] }), item('Người được cách ly thực hiện đúng quy định về cách ly y tế, đo thân nhiệt và khai báo sức khỏe hai lần mỗi ngày.'), item('Quyết định này có hiệu lực từ ngày ký.')],
    signature: { capacity: [{ mark: null, text: 'Chủ tịch' }], name: 'Người Ký Mẫu' }, recipients: [{ text: 'Như Điều 3', purpose: 'execute' }], file: 'VT',
  })
  return { name: `${n}`, composition: compose(document) }
}

const seconds = (start: NodeJS.CpuUsage): number => (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(start))

async function perSecond(format: 'pdf' | 'zip'): Promise<Row> {
  const papers = Array.from({ length: PEOPLE }, (_, n) => paper(n + 1))
  await drawPapers({ format, papers: papers.slice(0, 10) }, () => Promise.resolve(true)) // the writers load with the first
  const start = process.cpuUsage()
  await drawPapers({ format, papers }, () => Promise.resolve(true))
  return { what: format === 'pdf' ? 'decisions into one PDF' : 'decisions as Word files in a .zip', value: PEOPLE / seconds(start), unit: 'certificates/s', goal: GOAL }
}

/** Papers for many, in processor time of one core, the joining or packing included. */
export const bench: Bench = { name: 'certificates', run: async () => [await perSecond('pdf'), await perSecond('zip')] }
