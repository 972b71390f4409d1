import fc from 'fast-check'
import { item, numberText, typeRule, written, type CapacityLine, type DocSystem, type ItemKind, type WrittenAnnex, type WrittenDocument, type WrittenItem, type WrittenType } from '@phaodai/directives'

/** Types of documents that order something. */
const DIRECTIVE_TYPES: Record<DocSystem, WrittenType[]> = {
  party: ['cong-van', 'chi-thi', 'thong-bao', 'ke-hoach', 'quyet-dinh', 'nghi-quyet', 'huong-dan', 'ket-luan'],
  state: ['cong-van', 'chi-thi', 'thong-bao', 'cong-dien', 'ke-hoach', 'quyet-dinh', 'nghi-quyet', 'huong-dan'],
}

const places = fc.constantFrom('Mẫu Sơn', 'Mẫu Giang', 'Mẫu Lĩnh', 'Mẫu Hà', 'An Mẫu', 'Bắc Mẫu', 'Thử Một', 'Đình Mẫu')

interface Issuer { superior: string | null; issuer: string; code: string; unit?: string }

const ISSUERS: Record<DocSystem, (place: string, above: string) => Issuer[]> = {
  party: (place, above) => [
    { superior: null, issuer: `Tỉnh ủy ${place}`, code: 'TU' },
    { superior: `Đảng bộ tỉnh ${above}`, issuer: `Huyện ủy ${place}`, code: 'HU' },
    { superior: `Đảng bộ tỉnh ${above}`, issuer: `Thành ủy ${place}`, code: 'ThU' },
    { superior: `Đảng bộ huyện ${above}`, issuer: `Đảng ủy xã ${place}`, code: 'ĐU' },
    { superior: `Tỉnh ủy ${above}`, issuer: 'Ban Tuyên giáo', code: 'BTGTU' },
    { superior: `Tỉnh ủy ${above}`, issuer: 'Văn phòng', code: 'VPTU' },
    { superior: `Huyện ủy ${above}`, issuer: 'Ban Chỉ đạo phòng, chống dịch Covid-19', code: 'BCĐ' },
    { superior: `Tỉnh ủy ${above}`, issuer: 'Ủy ban Kiểm tra', code: 'UBKTTU' },
    { superior: `Tỉnh ủy ${above}`, issuer: 'Ban cán sự đảng Ủy ban nhân dân tỉnh', code: 'BCSĐ' },
    { superior: `Đảng bộ xã ${above}`, issuer: `Chi bộ thôn ${place}`, code: 'CB' },
  ],
  state: (place, above) => [
    { superior: null, issuer: `Ủy ban nhân dân tỉnh ${place}`, code: 'UBND', unit: 'KGVX' },
    { superior: null, issuer: `Ủy ban nhân dân huyện ${place}`, code: 'UBND', unit: 'YT' },
    { superior: null, issuer: `Ủy ban nhân dân xã ${place}`, code: 'UBND' },
    { superior: `Ủy ban nhân dân tỉnh ${above}`, issuer: 'Sở Y tế', code: 'SYT', unit: 'NVY' },
    { superior: 'Sở Y tế', issuer: `Trung tâm Y tế huyện ${place}`, code: 'TTYT' },
    { superior: `Ủy ban nhân dân tỉnh ${above}`, issuer: 'Ban Chỉ đạo phòng, chống dịch Covid-19', code: 'BCĐ' },
    { superior: null, issuer: 'Bộ Y tế', code: 'BYT', unit: 'DP' },
    { superior: `Ủy ban nhân dân tỉnh ${above}`, issuer: 'Văn phòng', code: 'VPUBND' },
    { superior: `Ủy ban nhân dân huyện ${above}`, issuer: 'Phòng Giáo dục và Đào tạo', code: 'PGDĐT' },
    { superior: `Ủy ban nhân dân tỉnh ${above}`, issuer: 'Sở Lao động - Thương binh và Xã hội', code: 'SLĐTBXH' },
    { superior: 'Bộ Công an', issuer: `Công an tỉnh ${place}`, code: 'CAT', unit: 'PV01' },
    { superior: `Ủy ban nhân dân xã ${above}`, issuer: `Trạm Y tế xã ${place}`, code: 'TYT' },
  ],
}

const BODIES = ['Sở Y tế', 'Công an tỉnh', 'Ban Tuyên giáo Tỉnh ủy', 'Ủy ban nhân dân huyện', 'Trung tâm Y tế huyện', 'Phòng Giáo dục và Đào tạo', 'Ban Chỉ huy Quân sự huyện', 'Các chi, đảng bộ trực thuộc', 'Ủy ban Mặt trận Tổ quốc huyện', 'Văn phòng Huyện ủy', 'Ngành Y tế', 'Đài Phát thanh và Truyền hình tỉnh']
const WORKS = [
  'rà soát các điều kiện về thuốc, trang thiết bị, vật tư phục vụ công tác phòng, chống dịch', 'chủ trì, phối hợp với Công an tỉnh duy trì các chốt kiểm soát dịch hiện có', 'đẩy mạnh tuyên truyền, vận động Nhân dân thực hiện nghiêm các quy định về phòng, chống dịch',
  'tổ chức tiêm vắc xin cho đối tượng từ 12 đến dưới 18 tuổi bảo đảm an toàn, đúng quy định', 'thành lập Tổ Covid-19 cộng đồng tại các thôn, bản, tổ dân phố', 'xây dựng phương án cách ly tập trung, bố trí nhân lực, kinh phí thực hiện', 'lấy mẫu xét nghiệm người về từ vùng dịch; lập danh sách theo dõi sức khỏe',
  'kiểm tra, giám sát việc thực hiện Công văn số 571-CV/TU, ngày 22/7/2021 của Ban Thường vụ Tỉnh ủy', 'thực hiện Công điện số 1108/CĐ-TTg ngày 31 tháng 8 năm 2021 của Thủ tướng Chính phủ',
]
const LIMITS = ['', ', hoàn thành trước ngày 05/9/2021', ', xong trước ngày 20/10/2021', '; báo cáo kết quả trước 16 giờ hằng ngày', ' trong tháng 9/2021', ', báo cáo Ủy ban nhân dân tỉnh trước ngày 10/9/2021']
const TITLES = ['Công tác tuyên truyền', 'Công tác giám sát, xử lý ổ dịch', 'Công tác tiêm chủng', 'Mục đích, yêu cầu', 'Nhiệm vụ và giải pháp', 'Tổ chức thực hiện', 'Về công tác hậu cần']
const MORE = ['Người đứng đầu cấp ủy, chính quyền chịu trách nhiệm về kết quả phòng, chống dịch tại địa phương mình.', 'Tăng cường công tác kiểm tra, giám sát; kịp thời nhắc nhở, chấn chỉnh những thiếu sót ở cơ sở.', 'Khẩn trương rà soát, bổ sung, hoàn thiện kịch bản phòng, chống dịch ở mức cao hơn.']
const GROUNDS = ['Thực hiện Chỉ thị số 14-CT/TU, ngày 20/5/2021 của Ban Thường vụ Tỉnh ủy về công tác phòng, chống dịch;', 'Trước diễn biến phức tạp của dịch bệnh trong thời gian qua, yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:', 'Để chủ động phòng, chống dịch trong tình hình mới, yêu cầu các cơ quan, đơn vị, địa phương thực hiện:']
const LEGAL = ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;', 'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;', 'Theo đề nghị của Sở Y tế tại Tờ trình số 45/TTr-SYT ngày 05 tháng 10 năm 2021.']
const ABSTRACTS = ['triển khai một số nhiệm vụ phòng, chống dịch Covid-19', 'tăng cường các biện pháp phòng, chống dịch trong tình hình mới', 'thực hiện Chỉ thị số 14-CT/TU, ngày 20/5/2021 của Ban Thường vụ Tỉnh ủy', 'kiểm soát người về từ vùng dịch', 'một số nhiệm vụ cấp bách phòng, chống dịch sởi trên địa bàn',
  'tiếp tục tăng cường công tác lãnh đạo, chỉ đạo phòng, chống dịch Covid-19, khôi phục sản xuất, kinh doanh và bảo đảm an sinh xã hội trên địa bàn trong những tháng cuối năm 2021', 'kết luận của đồng chí Bí thư Tỉnh ủy tại cuộc họp Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh ngày 30/11/2021']
const CLOSINGS = ['Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.', 'Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh về Văn phòng để tổng hợp, xem xét.']
const RECEIVERS = ['Thường trực Tỉnh ủy', 'Ủy ban nhân dân tỉnh', 'Các sở, ban, ngành tỉnh', 'Các huyện ủy, thành ủy, đảng ủy trực thuộc', 'Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh', 'Các đồng chí Tỉnh ủy viên', 'Trung tâm Y tế huyện', 'Công an tỉnh']

const SIGNERS: Record<DocSystem, CapacityLine[][]> = {
  party: [
    [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: 'Phó Bí thư Thường trực' }], [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: 'Bí thư' }],
    [{ mark: 'by-order', text: 'Ban Thường vụ' }, { mark: null, text: 'Chánh Văn phòng' }], [{ mark: 'for-head', text: 'Trưởng Ban' }, { mark: null, text: 'Phó Trưởng Ban' }],
    [{ mark: null, text: 'Bí thư Huyện ủy' }, { mark: 'concurrently', text: 'Trưởng Ban Chỉ đạo' }], [{ mark: null, text: 'Chánh Văn phòng' }, { mark: 'concurrently', text: 'Thành viên Ban Chỉ đạo' }],
  ],
  state: [
    [{ mark: 'on-behalf', text: 'Ủy ban nhân dân' }, { mark: 'for-head', text: 'Chủ tịch' }, { mark: null, text: 'Phó Chủ tịch' }], [{ mark: null, text: 'Chủ tịch' }], [{ mark: null, text: 'Giám đốc' }],
    [{ mark: 'for-head', text: 'Giám đốc' }, { mark: null, text: 'Phó Giám đốc' }], [{ mark: 'by-order', text: 'Chủ tịch' }, { mark: null, text: 'Chánh Văn phòng' }], [{ mark: 'by-authorisation', text: 'Giám đốc' }, { mark: null, text: 'Chánh Văn phòng' }],
  ],
}

const name = fc.tuple(fc.constantFrom('Nguyễn', 'Nông', 'Lèng', 'Hoàng', 'Vi', 'Đặng'), fc.constantFrom('Văn', 'Thị', 'Duy', 'Quốc'), fc.constantFrom('Mẫu', 'Tâm', 'Hòa', 'Chiến', 'Thử')).map(parts => parts.join(' '))
const day = fc.tuple(fc.integer({ min: 2018, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
const order = fc.tuple(fc.constantFrom(...BODIES), fc.constantFrom(...WORKS), fc.constantFrom(...LIMITS)).map(parts => `${parts[0]} ${parts[1]}${parts[2]}.`)
const more = fc.array(fc.constantFrom(...MORE), { maxLength: 1 })

/** A tree of at most so many levels; a unit over others is a title or a body followed by a colon. */
function units(levels: number, least: number): fc.Arbitrary<WrittenItem[]> {
  const leaf = fc.tuple(order, more).map(([text, paragraphs]) => item(text, [], { paragraphs }))
  if (levels <= 1) return fc.array(leaf, { minLength: least, maxLength: 4 })
  const head = fc.tuple(fc.oneof(fc.constantFrom(...TITLES).map(text => ({ text, heading: true })), fc.constantFrom(...BODIES).map(body => ({ text: `${body}:`, heading: false }))), units(levels - 1, 1))
    .map(([{ text, heading }, children]) => item(text, children, { heading }))
  const dashed = fc.tuple(fc.constantFrom(...BODIES), fc.array(fc.tuple(fc.constantFrom(...WORKS), fc.constantFrom(...LIMITS)), { minLength: 1, maxLength: 3 }))
    .map(([body, works]) => item(`${body} chỉ đạo:`, works.map(([work, limit]) => item(`${work.charAt(0).toUpperCase()}${work.slice(1)}${limit}.`, [], { kind: 'dash' as ItemKind }))))
  return fc.array(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: head }, { weight: 1, arbitrary: dashed }), { minLength: least, maxLength: 5 })
}

const annex = fc.constantFrom('Số trẻ dự kiến tiêm theo địa bàn', 'Phân công địa bàn phụ trách').map((title): WrittenAnnex => ({
  heading: null, title, preamble: [], items: [],
  table: { columns: [{ heading: 'STT' }, { heading: 'Đơn vị chủ trì', width: 3 }, { heading: 'Thời gian hoàn thành', width: 2 }], rows: [{ cells: ['1', 'Sở Y tế', '20/9/2021'] }, { cells: ['2', 'Công an tỉnh', ''] }] },
}))

/** Documents of one system in every directive-bearing type, as an office might write them. */
function documentsOf(system: DocSystem): fc.Arbitrary<WrittenDocument> {
  return fc.record({
    docType: fc.constantFrom(...DIRECTIVE_TYPES[system]), body: fc.tuple(places, places, fc.nat()).map(([place, above, pick]) => ({ place, of: ISSUERS[system](place, above), pick })),
    serial: fc.integer({ min: 1, max: 2000 }), date: day, abstract: fc.constantFrom(...ABSTRACTS), urgency: fc.constantFrom(null, null, 'khan' as const, 'thuong-khan' as const, 'hoa-toc' as const), draft: fc.boolean(),
    addressees: fc.uniqueArray(fc.constantFrom(...RECEIVERS), { minLength: 1, maxLength: 6 }), grounds: fc.subarray(GROUNDS, { minLength: 1 }), legal: fc.subarray(LEGAL, { minLength: 1 }), items: units(3, 1),
    numbering: fc.constantFrom(null, null, null, 'arabic' as const, 'roman' as const), annexes: fc.array(annex, { maxLength: 2 }), open: fc.integer({ min: 0, max: 5 }).map(pick => pick === 0),
    closing: fc.subarray(CLOSINGS), capacity: fc.constantFrom(...SIGNERS[system]), name, listed: fc.uniqueArray(fc.tuple(fc.constantFrom(...RECEIVERS), fc.constantFrom('execute' as const, 'report' as const)), { maxLength: 5, selector: entry => entry[0] }), file: fc.boolean(),
  }).map(({ body, docType, serial, addressees, grounds, legal, capacity, name, listed, file, open, date, numbering, ...rest }) => {
    const { code, unit, ...header } = body.of[body.pick % body.of.length]!
    const addressed = ['letter', 'telegram'].includes(typeRule(docType).form)
    const enacts = typeRule(docType).enacts[system] !== undefined
    return written({
      system, docType, ...header, ...rest, place: body.place, number: numberText({ system, type: docType, serial: open ? null : serial, issuerCode: code, unit }), date: open ? null : date, numbering: enacts ? null : numbering, addressees: addressed ? addressees : [],
      authority: docType === 'cong-dien' || enacts && system === 'state' ? `Chủ tịch Ủy ban nhân dân tỉnh ${body.place}` : null, preamble: enacts ? legal : grounds, closing: rest.closing,
      signature: { capacity, name }, recipients: [...(addressed ? [{ text: 'Như trên', purpose: 'execute' as const }] : []), ...listed.map(([text, purpose]) => ({ text, purpose }))],
      file: file ? system === 'party' ? 'Văn phòng Tỉnh ủy' : 'VT, KGVX' : null,
    })
  })
}

/** Documents of the Party and of the State. */
export const generatedDocuments = fc.oneof(documentsOf('party'), documentsOf('state'))
