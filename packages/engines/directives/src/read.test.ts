import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DirectiveReading, Found, Reading, Span } from './index.ts'
import { readDirective, toGuideSchema } from './index.ts'
import { wordsAt } from './normalise.ts'

const PIECES = [
  'Kính gửi:', '- Sở Y tế;', 'Số: 12/CT-UBND', 'Số -CV/HU', 'CÔNG ĐIỆN', '|', '**', '1. ', '2.1. ', 'a) ', '- ', '+ ', 'II. ', 'Điều 3. ', '(2) ', '\n', '\n\n', '   ', 'Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh',
  'trước ngày 02/9/2021', 'trong tháng 12 năm 2025', 'hằng tuần', 'báo cáo Ủy ban nhân dân tỉnh', 'Nơi nhận:', 'T/M BAN THƯỜNG VỤ', 'KT. CHỦ TỊCH', 'Nguyễn Văn Mẫu', 'uỷ', 'e\u0302\u0301', ':', ';', '.', './.', '"', '(', ')', 'Hà Nội, ngày 1 tháng 2 năm 2021',
  '| 1 | Tập huấn | Sở Y tế | | Tháng 5/2022 |', '| STT | Nhiệm vụ | Chủ trì | Phối hợp | Hoàn thành |', 'ỦY BAN NHÂN DÂN', '\ufeff', '\ud800', '\t', '_____', '-------', 'ngày 30/7/2020 Ban Thường vụ đã ban hành Công văn số 1879-', 'CV/TU',
]
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(parts => parts.join(' ')), fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(parts => parts.join('')))

describe('any text', () => {
  it('gives a reading, the same one every time, with spans inside the text', () => {
    fc.assert(fc.property(anyText, text => {
      const reading = readDirective(text)
      expect(readDirective(text)).toEqual(reading)
      for (const { span } of foundIn(reading)) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeLessThanOrEqual(text.length)
        expect(span.start).toBeLessThanOrEqual(span.end)
      }
      expect(() => JSON.stringify(toGuideSchema(reading, 'x'))).not.toThrow()
    }), { numRuns: 400 })
  }, 60_000)

  it('points at the words it quotes', () => {
    fc.assert(fc.property(anyText, text => {
      const reading = readDirective(text)
      for (const quote of quotesIn(reading)) expect(squeeze(wordsOf(text, quote))).toBe(squeeze(quote.value))
    }), { numRuns: 2_000 })
  }, 60_000)

  it.each([
    ['bullets', '- Báo cáo hằng ngày\n'],
    ['numbered orders', '1. Sở Y tế rà soát các phương án.\n'],
    ['dated orders', '- UBND xã báo cáo trước ngày 15/8.\n'],
    ['heads', '1. Sở Y tế:\n'],
    ['prose', 'Sở Y tế rà soát các phương án, báo cáo Ủy ban nhân dân tỉnh. Công an tỉnh duy trì các chốt kiểm soát. '],
    ['one long line', 'Sở Y tế phối hợp với các đơn vị, '],
    ['items', '1. Giao Sở Y tế báo cáo trước ngày 5/9.\n'],
    ['letters', 'a) '], ['dotted', '1.1.1.1.'], ['semicolons', ';'], ['spaces', ' '], ['tabs', 'a\t'], ['new lines', '\n'], ['letters on lines', 'a\n'],
    ['digits', '1'], ['digits and dots', '1.'], ['one letter', 'ệ'], ['diacritics', '\u0301'], ['clusters', 'e\u0302\u0301'], ['Chinese', '漢'], ['emoji', '😀'], ['halves of pairs', '\ud800'], ['dashes', '–'],
    ['dates', 'trước ngày 02/9/2021 '], ['dates alone', '15/8/2021 '], ['months', 'tháng 9 '],
    ['dots', '.'], ['brackets', '('], ['stops', 'ab. '], ['capitals', 'ỦY BAN NHÂN DÂN '], ['commas', 'các cơ quan, '], ['bodies', 'Sở Y tế, '], ['bodies on lines', 'Sở Y tế\n'],
    ['bars', '| a '], ['bars and capitals', '| UBND '], ['numbers', 'số 12/CT-UBND ngày 5/8/2021 '], ['types', 'Chỉ thị của của của của 1/CT '], ['colons', 'Về việc này: '], ['hyphens', '- '],
    ['circumstances', 'Trong quá trình thực hiện, nếu có, '], ['posts', 'CHỦ TỊCH   '],
    ['cells', '|\nSTT\n'], ['cells in rows', '|\nTT\n|\nA\n|\nB\n|\n|\n1\n'],
    ['long sentences of orders', `${'Sở Y tế báo cáo; '.repeat(340)}.\n`],
    ['long sentences of times', `1. ${'báo cáo ngày 1/9; báo cáo ngày 2/9; '.repeat(160)}.\n`],
    ['long sentences of circumstances', `- ${'theo, '.repeat(990)}.\n`],
    ['long sentences of partners', `- Sở Y tế${' phối hợp với Sở, Sở'.repeat(290)}.\n`],
    ['quotes in orders', `- Sở Y tế hằng tuần "${'“'.repeat(5800)}.\n`],
  ])('keeps its pace a megabyte, again and again: %s', (_, piece) => {
    expect(pace(piece.repeat(Math.ceil(MEASURED / piece.length)).slice(0, MEASURED))).toBeLessThan(SLOWEST)
  }, 60_000)

  it.each<[string, (number: number) => string]>([
    ['bullets', number => `- Báo cáo ${number} hằng ngày\n`],
    ['numbered orders', number => `${number % 100}. Sở Y tế rà soát ${number} phương án.\n`],
    ['dated orders', number => `- UBND xã ${number} báo cáo trước ngày ${number % 28 + 1}/${number % 12 + 1}.\n`],
    ['lettered orders', number => `a) Giao Công an ${number} kiểm tra.\n`],
    ['headed orders', number => `${number % 99 + 1}. Sở Y tế ${number}:\n- Báo cáo ${number} lần/ngày.\n`],
    ['prose', number => `Sở Y tế rà soát ${number} phương án. UBND xã số ${number} trực.\n`],
    ['numbers', number => `Công văn số ${number}/UBND-VX ngày ${number % 28 + 1}/5/2021 của Sở Y tế, `],
    ['words', number => `${number.toString(36)}ệ${(number * 7919).toString(36)} `],
    ['noise', number => String.fromCharCode(32 + Math.imul(number, 2_654_435_761) % 800)],
    ['any units', number => String.fromCharCode(Math.imul(number, 2_654_435_761) & 0xffff)],
  ])('keeps its pace a megabyte, never the same twice: %s', (_, line) => {
    let text = ''
    for (let number = 1; text.length < MEASURED; number++) text += line(number)
    expect(pace(text)).toBeLessThan(SLOWEST)
  }, 60_000)

  it.each([
    ['stops before a letter', `a${'.'.repeat(MEASURED)}x`],
    ['a place and date left open', `ngày tháng năm${'.'.repeat(MEASURED)}x`],
    ['titles of a name', `Nơi nhận:\nTM. BAN\n${'BSCKI'.repeat(60)}1\n`.padEnd(MEASURED, ' ')],
    ['orders under one head', `I. Sở Y tế:\n${'- In.\n'.repeat(MEASURED / 6)}`],
    ['paragraphs after the last item', `${'1. In.\n'.repeat(MEASURED / 20)}${'Nhận được Chỉ thị này.\n'.repeat(MEASURED / 40)}`],
    ['a table that has no end', `1. In.\n|\nSTT\n${'Sở Y tế\n'.repeat(MEASURED / 8)}`],
    ['a row of dates', `1. In.\n| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n| 1 | a | b | c | ${'từ 2/9/2021 '.repeat(MEASURED / 12)}|`],
    ['a distribution list on a line', `Nơi nhận:\n${'- Sở; '.repeat(MEASURED / 6)}`],
  ])('keeps its pace a megabyte: %s', (_, text) => {
    expect(pace(text)).toBeLessThan(SLOWEST)
  }, 60_000)

  it('parts no sentence of which a part orders nothing alone', () => {
    const reading = readDirective('Các cấp ủy căn cứ Kế hoạch này tổ chức thực hiện; định kỳ báo cáo Ban Thường vụ Huyện ủy.\n')
    expect(reading.tasks.map(task => task.text.value)).toEqual(['Các cấp ủy căn cứ Kế hoạch này tổ chức thực hiện; định kỳ báo cáo Ban Thường vụ Huyện ủy'])
  })
})

const MEASURED = 400_000
/** Milliseconds of processor time a megabyte. The bar is 1000, told by `npm run bench -- directives`; a machine may be twice slower than the one it was set on. */
const SLOWEST = 2000
const TRIES = 8

/** Processor time of one reading in milliseconds a megabyte: the best of a few, since the suite shares its cores. */
function pace(text: string): number {
  let best = Infinity
  for (let tries = 0; tries < TRIES && best >= SLOWEST; tries++) {
    const start = process.cpuUsage()
    readDirective(text)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000 / (text.length / 1_000_000))
  }
  return best
}

describe('what the text does not print', () => {
  it('stays null with a reason', () => {
    const reading = readDirective('Chiều nay trời đẹp, chúng tôi đi dạo quanh hồ rồi về nhà.')
    expect(reading.looksLikeDirective).toBe(false)
    for (const field of [reading.number, reading.date, reading.issuer, reading.abstract, reading.docType]) {
      expect(field).toMatchObject({ value: null, reason: expect.any(String) })
    }
    expect(reading.tasks).toEqual([])
  })

  it('never guesses a date', () => {
    const reading = readDirective('1. Sở Y tế tổng hợp số liệu, báo cáo trước ngày 15/9.\n2. Công an tỉnh rà soát các chốt từ ngày 01/9/2021 đến hết ngày 20/9/2021.')
    expect(reading.tasks.map(task => task.deadline.date)).toEqual([null, null])
    expect(reading.tasks[0]!.deadline).toMatchObject({ kind: 'date', reason: 'deadline-without-year' })
  })
})

describe('who speaks', () => {
  it('is named in full, up to the bracket with its short form', () => {
    const reading = readDirective('THÔNG BÁO\nvề cuộc họp\n\nNgày 30 tháng 11 năm 2021, Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh (Ban Chỉ đạo) đã họp. Tham dự có Trưởng Ban Chỉ đạo phòng, chống dịch các huyện.\n\nBan Chỉ đạo thống nhất kết luận:\n\n1. Sở Y tế rà soát các phương án.\n')
    expect(reading.issuer.value).toBe('Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh')
  })
})

describe('who does what', () => {
  it('tells the body that directs from the one that does the work', () => {
    const reading = readDirective('6. Ủy ban nhân dân huyện chỉ đạo:\n- Ngành Y tế rà soát thuốc, vật tư.\n- Thành lập các tiểu ban.')
    expect(reading.tasks.map(task => [names(task.lead), names(task.doer)])).toEqual([
      [['Ủy ban nhân dân huyện'], ['Ngành Y tế']], [['Ủy ban nhân dân huyện'], []],
    ])
    expect(toGuideSchema(reading, 'x').tasks.map(task => task.lead)).toEqual([['Ngành Y tế'], ['Ủy ban nhân dân huyện']])
  })

  it('offers dates for deliverables only', () => {
    const reading = readDirective('1. Sở Y tế xây dựng phương án thu dung bệnh nhân.\n2. Tuyệt đối không chủ quan, lơ là.\n3. Công an tỉnh duy trì các chốt kiểm soát.')
    expect(reading.tasks.map(task => task.nature)).toEqual(['deliverable', 'attitude', 'standing'])
  })

  it('marks a secret document', () => {
    expect(readDirective('TỐI MẬT\nSố: 3/CT-UBND\nHà Nội, ngày 1 tháng 2 năm 2021\nCHỈ THỊ\n').secrecy.value).toBe('toi-mat')
  })
})

function names(bodies: readonly Found<string>[]): string[] {
  return bodies.map(body => body.value)
}

function isFound<T>(reading: Reading<T>): reading is Found<T> {
  return reading.value !== null
}

function foundIn(reading: DirectiveReading): Found<unknown>[] {
  const fields = [reading.docType, reading.system, reading.date, reading.urgency, reading.secrecy, reading.issuer, reading.superior]
  return [...fields.filter(field => field.value !== null) as Found<unknown>[], ...quotesIn(reading)]
}

/** Values that are the text's own words. */
function quotesIn(reading: DirectiveReading): Found<string>[] {
  const fields = [reading.number, reading.place, reading.abstract, reading.disease, reading.signature.capacity, reading.signature.name]
  const tasks = reading.tasks.flatMap(task => [task.text, ...task.lead, ...task.doer, ...task.coordinate, ...[task.reportTo, task.deadline.phrase].filter(field => field !== null)])
  return [...fields, ...reading.recipients, ...reading.distribution.map(line => line.text), ...reading.items.map(item => item.text), ...tasks,
    ...reading.references.flatMap(reference => [reference.number, reference.issuer])].filter(isFound)
}

function wordsOf(text: string, { span, parts }: Found<string>): string {
  return (parts ?? [span]).map(({ start, end }: Span) => wordsAt(text, start, end)).join(' ')
}

/** Spaces, page numbers and ruled lines inside a value are no part of its words. */
function squeeze(words: string): string {
  return words.replace(/[\s\-–—_=.|#]+/g, '').replace(/\d/g, '')
}
