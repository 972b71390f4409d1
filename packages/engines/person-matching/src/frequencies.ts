/**
 * How common a part of a name is: the share of people that bear it, marks left out. Family names: the counts published in
 * "Họ và tên người Việt Nam" (Lê Trung Hoa, 2005) and "100 họ phổ biến ở Việt Nam" (2022), with shares raised for names of
 * the northern mountains (Tày, Nùng, Dao); given and middle names: rounded shares of such lists. They are defaults:
 * `countNames` takes them from the people at hand instead.
 */
export interface NameFrequencies {
  family: ReadonlyMap<string, number>
  middle: ReadonlyMap<string, number>
  given: ReadonlyMap<string, number>
  /** Share of a name that the tables do not hold. */
  rare: number
}

const FAMILY = 'nguyen 31 tran 10 le 8 pham 6 hoang 6 huynh 2 vu 3 vo 2 phan 3 truong 2 bui 2 dang 2 do 2 ngo 1.5 ho 1.5 duong 1.5 dinh 1 li 1.5 dao .7 doan .8 trinh .8 mai .6 lam .6 luong 1 ha .6 nong 1.5 vi 1.2 trieu .8 hua .6 be .4 chu .6 to .4 ta .4 cao .6 chau .3 luu .5 ma .4 linh .3 la .3 lo .3 giap .2 thach .2'
const MIDDLE = 'van 17 thi 28 duc 2 minh 2 thu 2 ngoc 2.5 thanh 2.5 quang 1.5 huu 1.2 xuan 1.5 dinh 1.2 hong 1.5 kim 1 thuy 1.2 ba .5 cong 1 trong .8 the .8 manh .8 phuong .8 quoc .8 tuan .8 anh .8 gia .6 bao .6 hoang .8 hai .6 mai .6 bich .5'
const GIVEN = 'anh 3 linh 1.6 huong 1.6 hung 1.6 dung 1.8 hoa 1.6 lan 1.4 thanh 1.4 minh 1.4 tuan 1.2 ha 1.5 hai 1.3 nam 1 hien 1.3 phuong 1.4 thao 1.1 trang 1.2 thuy 1.6 hang 1.1 hanh 1.1 nga 1 mai 1 long .8 duc .9 son .9 hieu .9 tien .8 quang .8 cuong .9 thang .9 binh .9 tam .8 hong 1 yen .8 ngoc .9 quan .7 huy .8 duong .8 tu .8 lien .7 loan .7 dao .5 xuan .6 cuc .5 dat .7 khanh .6 kien .6 phong .6 vinh .5 khoa .4 toan .6 thu 1 van .7 vi .6 li .8 chi .5'

function table(text: string): Map<string, number> {
  const words = text.split(' ')
  return new Map(words.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(words[index + 1]) / 100] as const] : [])))
}

export const defaultFrequencies: NameFrequencies = { family: table(FAMILY), middle: table(MIDDLE), given: table(GIVEN), rare: 0.002 }

/** Shares counted from names already read; a name seen once in a small set is taken as no rarer than 1 in 2,000. */
export function countNames(names: Iterable<readonly { base: string }[]>): NameFrequencies {
  const counts = { family: new Map<string, number>(), middle: new Map<string, number>(), given: new Map<string, number>() }
  let total = 0
  for (const name of names) {
    total += 1
    name.forEach(({ base }, index) => {
      const place = counts[index === name.length - 1 ? 'given' : index === 0 ? 'family' : 'middle']
      place.set(base, (place.get(base) ?? 0) + 1)
    })
  }
  const shares = (of: Map<string, number>): Map<string, number> => new Map([...of].map(([base, count]) => [base, Math.max(count / total, 0.0005)]))
  return { family: shares(counts.family), middle: shares(counts.middle), given: shares(counts.given), rare: 0.0005 }
}
