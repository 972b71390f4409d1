import { readFile } from 'node:fs/promises'
import { addDays, type Day } from '@phaodai/vocabulary'
import type { Profile } from '#server/bodies/by-rule/index.ts'
import { shiftDates, shiftFor } from './shift-dates.ts'

/** One document of the demo: who registers and issues it, and what the clerk answered where the text leaves it open. */
export interface DemoDocument {
  file: string
  written: Day
  owner: string
  monitor: string
  /** Bodies (`rule@area code`) for names that begin so and that only the office knows. */
  answers?: Record<string, string[]>
}

const BORDER_DISTRICTS = ['180', '182', '183', '188', '189'].map(code => `cap-uy@${code}`)

const MEMBERS = ['so-y-te', 'so-gddt', 'so-tai-chinh', 'so-cong-thuong', 'cong-an', 'quan-su'].map(rule => `${rule}@20`)

const DOCUMENTS: Record<Profile, readonly DemoDocument[]> = {
  2021: [
    { file: '01-tinh-uy-cong-van', written: '2021-11-17', owner: 'cap-uy@20', monitor: 'van-phong-cap-uy@20', answers: { 'Các huyện có đường biên': BORDER_DISTRICTS } },
    { file: '02-ubnd-tinh-chi-thi', written: '2021-11-24', owner: 'ubnd@20', monitor: 'van-phong-ubnd@20' },
    { file: '03-huyen-uy-dinh-lap-cong-van', written: '2021-11-26', owner: 'cap-uy@189', monitor: 'van-phong-cap-uy@189' },
    { file: '04-ubnd-huyen-van-lang-ke-hoach', written: '2021-12-06', owner: 'ubnd@182', monitor: 'van-phong-ubnd@182' },
    { file: '05-bcd-tinh-thong-bao', written: '2021-12-16', owner: 'bcd@20', monitor: 'so-y-te@20', answers: { 'Các thành viên Ban Chỉ đạo': MEMBERS } },
    { file: '06-ubnd-tinh-cong-dien', written: '2021-12-29', owner: 'ubnd@20', monitor: 'van-phong-ubnd@20', answers: { 'Sở Thông tin và Truyền thông': ['so-tttt@20'], 'lái xe': ['so-tttt@20'] } },
  ],
  2025: [
    { file: '01-tinh-uy-cong-van', written: '2021-11-17', owner: 'cap-uy@20', monitor: 'van-phong-cap-uy@20', answers: { 'Các xã có đường biên': ['cap-uy@06625', 'cap-uy@06124'] } },
    { file: '02-ubnd-tinh-chi-thi', written: '2021-11-24', owner: 'ubnd@20', monitor: 'van-phong-ubnd@20' },
    { file: '03-dang-uy-kien-moc-cong-van', written: '2021-11-26', owner: 'cap-uy@06625', monitor: 'van-phong-cap-uy@06625' },
    { file: '04-ubnd-xa-dinh-lap-ke-hoach', written: '2021-12-06', owner: 'ubnd@06613', monitor: 'van-phong-ubnd@06613' },
    { file: '05-bcd-tinh-thong-bao', written: '2021-12-16', owner: 'bcd@20', monitor: 'so-y-te@20', answers: { 'Các thành viên Ban Chỉ đạo': MEMBERS } },
    { file: '06-ubnd-tinh-cong-dien', written: '2021-12-29', owner: 'ubnd@20', monitor: 'van-phong-ubnd@20', answers: { 'Sở Khoa học và Công nghệ': ['so-khcn@20'], 'lái xe': ['so-khcn@20'] } },
  ],
}

/** The document that a clerk below has registered and not yet reviewed, and his office. */
export const DRAFT: Record<Profile, { file: string; owner: string }> = {
  2021: { file: '06-ubnd-tinh-cong-dien', owner: 'ubnd@189' },
  2025: { file: '06-ubnd-tinh-cong-dien', owner: 'ubnd@06613' },
}

export interface ReadDocument extends DemoDocument { text: string; day: Day }

/** The texts of a profile with their dates moved into the eight weeks before `today`. */
export function readDocuments(profile: Profile, today: Day): Promise<ReadDocument[]> {
  const days = shiftFor(today)
  return Promise.all(DOCUMENTS[profile].map(async (document) => {
    const text = await readFile(new URL(`../../../../db/seed/demo/directives/${profile}/${document.file}.txt`, import.meta.url), 'utf8')
    return { ...document, text: shiftDates(text, days, document.written), day: addDays(document.written, days) }
  }))
}
