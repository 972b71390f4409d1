import { searchKey } from '@phaodai/vocabulary'
import { lineListFields } from '@phaodai/registers'
import type { Mapping } from '#server/imports/index.ts'
import { fieldWord } from '#server/words/index.ts'

/** What the columns of line lists are called beside the words of our own screens, without marks. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  fullName: ['ho ten', 'ten', 'ho va ten benh nhan', 'ten benh nhan', 'benh nhan', 'ho ten benh nhan'],
  sex: ['gioi', 'phai', 'nam nu'],
  birthOn: ['ngay thang nam sinh', 'sinh ngay', 'ngay sinh nam sinh', 'ngay nam sinh'],
  birthYear: ['ns', 'sinh nam'],
  identityNumber: ['cccd', 'so cccd', 'so dinh danh', 'cccd cmnd', 'cmnd cccd', 'so cmnd cccd', 'so cccd cmnd', 'so dinh danh ca nhan', 'can cuoc cong dan'],
  oldIdentityNumber: ['cmnd'],
  phone: ['sdt', 'so dien thoai', 'dt', 'dien thoai lien he', 'so dt'],
  areaId: ['dia ban', 'xa', 'xa phuong', 'xa phuong thi tran', 'phuong xa', 'noi o', 'noi o hien nay', 'don vi hanh chinh', 'thon xa'],
  address: ['dia chi', 'so nha', 'dia chi cu the', 'dia chi noi o'],
  occupation: ['nghe'],
  workplace: ['noi lam viec', 'noi lam viec hoc tap', 'co quan', 'truong hoc'],
  code: ['ma benh nhan', 'ma bn', 'so ca', 'ma so'],
  diagnosedAt: ['ngay chan doan', 'ngay xac dinh', 'thoi gian chan doan', 'ngay cong bo', 'ngay duong tinh', 'ngay gio chan doan'],
  onsetOn: ['khoi phat', 'ngay khoi benh', 'ngay phat benh'],
  classification: ['phan loai ca', 'phan loai ca benh', 'phan loai chan doan'],
  detectedAs: ['noi phat hien ca', 'nguon phat hien', 'hinh thuc phat hien'],
  sampledOn: ['ngay lay mau xet nghiem'],
  resultOn: ['ngay tra ket qua'],
  testResult: ['ket qua xet nghiem', 'ket qua xn'],
  testKind: ['phuong phap xet nghiem', 'loai xn'],
  admittedOn: ['ngay nhap vien'],
  facility: ['noi dieu tri', 'benh vien', 'co so cach ly dieu tri'],
  doses: ['so mui tiem', 'so mui vac xin', 'tiem chung'],
  systemId: ['ma he thong', 'ma ca he thong'],
  note: ['ghi chu khac'],
}

/** Which column fills which field, by what it is called; a column fills one field, a field takes the first such column. */
export function guessLineList(headers: readonly string[]): Mapping {
  const keys = headers.map(searchKey)
  const taken = new Set<number>()
  const pairs = lineListFields.flatMap(({ part, name }) => {
    const called = [searchKey(fieldWord(part.name, name)), searchKey(name), ...(CALLED[name] ?? [])]
    const at = called.map((each) => keys.findIndex((key, index) => key === each && !taken.has(index))).find((index) => index >= 0)
    if (at === undefined) return []
    taken.add(at)
    return [[name, headers[at]!]]
  })
  return Object.fromEntries(pairs)
}

/** Keeps of a mapping what names a field of a line list and a column of the file. */
export function usableLineList(headers: readonly string[], mapping: Mapping): Mapping {
  const names = new Set(lineListFields.map(({ name }) => name))
  return Object.fromEntries(Object.entries(mapping).filter(([name, header]) => names.has(name) && headers.includes(header)))
}
