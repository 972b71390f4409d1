import { item, written, type WrittenDocument } from '@phaodai/directives'

const dash = { kind: 'dash' } as const
const heading = { heading: true } as const

/** Documents of each form, as offices of an invented province would write them. */
export const samples = {
  partyLetter: written({
    system: 'party', docType: 'cong-van', superior: 'Đảng bộ tỉnh Mẫu Giang', issuer: 'Huyện ủy Mẫu Lĩnh', number: '711-CV/HU', place: 'Mẫu Lĩnh', date: '2021-08-27', urgency: 'thuong-khan',
    abstract: 'triển khai thực hiện các biện pháp cấp bách phòng, chống dịch Covid-19 trên địa bàn huyện',
    addressees: ['Ủy ban nhân dân huyện', 'Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội huyện', 'Các ban xây dựng Đảng, Văn phòng Huyện ủy', 'Các chi, đảng bộ trực thuộc'],
    preamble: ['Thực hiện Công văn số 571-CV/TU, ngày 22/7/2021 của Ban Thường vụ Tỉnh ủy về việc tiếp tục tăng cường công tác phòng, chống dịch Covid-19 trên địa bàn tỉnh, Ban Thường vụ Huyện ủy yêu cầu các cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tập trung thực hiện một số nội dung sau:'],
    items: [
      item('Các chi, đảng bộ trực thuộc quán triệt đầy đủ, sâu sắc các văn bản chỉ đạo của Trung ương, của tỉnh đến toàn thể cán bộ, đảng viên và Nhân dân; người đứng đầu cấp ủy chịu trách nhiệm trước Ban Thường vụ Huyện ủy về kết quả phòng, chống dịch tại địa phương, đơn vị mình.'),
      item('Ủy ban nhân dân huyện chỉ đạo:', [
        item('Ngành Y tế rà soát các điều kiện về thuốc, trang thiết bị, vật tư; xây dựng phương án cho các tình huống dịch, hoàn thành trước ngày 05/9/2021.', [], dash),
        item('Công an huyện chủ trì, phối hợp với Ban Chỉ huy Quân sự huyện duy trì các chốt kiểm soát dịch hiện có.', [], dash),
      ]),
      item('Ban Tuyên giáo Huyện ủy định hướng công tác thông tin, tuyên truyền; kịp thời phản bác các thông tin sai sự thật.'),
      item('Giao Văn phòng Huyện ủy theo dõi, đôn đốc việc thực hiện Công văn này, báo cáo Thường trực Huyện ủy trước 16 giờ thứ Sáu hằng tuần.'),
    ],
    closing: ['Nhận được Công văn này, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.'],
    signature: { capacity: [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: 'Phó Bí thư Thường trực' }], name: 'Nông Văn Mẫu' },
    recipients: [{ text: 'Thường trực Tỉnh ủy', purpose: 'report' }, { text: 'Như trên', purpose: 'execute' }, { text: 'Các đồng chí Huyện ủy viên', purpose: 'execute' }], file: 'Văn phòng Huyện ủy',
  }),
  partyConclusion: written({
    system: 'party', docType: 'thong-bao', superior: 'Tỉnh ủy Mẫu Giang', issuer: 'Ban Chỉ đạo phòng, chống dịch Covid-19', number: '07-TB/BCĐ', place: 'Mẫu Giang', date: '2021-12-02',
    abstract: 'kết luận của đồng chí Bí thư Tỉnh ủy, Trưởng Ban Chỉ đạo tại cuộc họp Ban Chỉ đạo công tác phòng, chống dịch Covid-19 tỉnh',
    preamble: ['Ngày 30/11/2021, đồng chí Bí thư Tỉnh ủy, Trưởng Ban Chỉ đạo chủ trì cuộc họp Ban Chỉ đạo. Sau khi nghe báo cáo và ý kiến thảo luận, Ban Chỉ đạo thống nhất kết luận:'],
    items: [
      item('Biểu dương sự nỗ lực, cố gắng của các lực lượng tuyến đầu trong thời gian qua.'),
      item('Trong thời gian tới, yêu cầu các cơ quan, đơn vị, địa phương tập trung thực hiện các nhiệm vụ sau:', [
        item('Các thành viên Ban Chỉ đạo chủ động nắm tình hình địa bàn được phân công phụ trách.'),
        item('Sở Y tế:', [item('Đẩy nhanh tiến độ tiêm vắc xin, hoàn thành mũi 2 trước ngày 31/12/2021.', [], dash), item('Thường xuyên rà soát, bổ sung các phương án phòng, chống dịch.', [], dash)]),
      ]),
    ],
    closing: ['Ban Chỉ đạo thông báo để các cơ quan, đơn vị, địa phương biết, tổ chức thực hiện.'],
    signature: { capacity: [{ mark: null, text: 'Chánh Văn phòng' }, { mark: 'concurrently', text: 'Thành viên Ban Chỉ đạo' }], name: 'Lèng Văn Mẫu' },
    recipients: [{ text: 'Ban cán sự đảng Ủy ban nhân dân tỉnh', purpose: 'execute' }, { text: 'Các huyện ủy, thành ủy, đảng ủy trực thuộc', purpose: 'execute' }, { text: 'Các đồng chí thành viên Ban Chỉ đạo', purpose: 'execute' }], file: 'Ban Chỉ đạo',
  }),
  partyPlan: written({
    system: 'party', docType: 'ke-hoach', superior: 'Đảng bộ tỉnh Mẫu Giang', issuer: 'Đảng ủy xã Mẫu Bình', number: '33-KH/ĐU', place: 'Mẫu Bình', date: '2026-06-04', draft: true,
    abstract: 'thực hiện Chỉ thị số 14-CT/TU, ngày 20/5/2026 của Ban Thường vụ Tỉnh ủy về tăng cường công tác phòng, chống dịch bệnh mùa hè',
    preamble: ['Thực hiện Chỉ thị số 14-CT/TU, ngày 20/5/2026 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Đảng ủy xã xây dựng kế hoạch thực hiện như sau:'],
    items: [
      item('Mục đích, yêu cầu', [
        item('Mục đích', [item('Tạo chuyển biến mạnh mẽ về nhận thức của cán bộ, đảng viên và Nhân dân trong công tác phòng, chống dịch bệnh.', [], dash)], heading),
        item('Yêu cầu', [
          item('Các chi bộ phải cụ thể hóa bằng chương trình hành động phù hợp với đặc điểm của từng thôn; phân công rõ người, rõ việc, rõ thời gian hoàn thành.', [], dash),
          item('Phát huy vai trò nêu gương của cán bộ, đảng viên, nhất là người đứng đầu.', [], dash),
        ], heading),
      ], heading),
      item('Nhiệm vụ và giải pháp', [
        item('Công tác tuyên truyền', [], { ...heading, paragraphs: ['Đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở; vận động Nhân dân tổng vệ sinh môi trường, diệt lăng quăng, bọ gậy vào thứ Bảy hằng tuần. Các thôn ký cam kết xong trước ngày 20/6/2026.'] }),
        item('Công tác giám sát, xử lý ổ dịch', [
          item('Trạm Y tế xã chủ trì, phối hợp với các thôn giám sát chặt chẽ ca bệnh; lấy mẫu xét nghiệm các trường hợp nghi ngờ và cập nhật danh sách hằng ngày.'),
          item('Công an xã nắm chắc số người đi làm ăn xa trở về; phối hợp với Trạm Y tế xã lập danh sách theo dõi sức khỏe.'),
          item('Ủy ban nhân dân xã bố trí kinh phí, vật tư, hóa chất; chỉ đạo xử lý triệt để ổ dịch trong vòng 48 giờ kể từ khi phát hiện.'),
        ], heading),
        item('Công tác tiêm chủng', [
          item('Trạm Y tế xã rà soát, lập danh sách trẻ chưa tiêm đủ mũi; tổ chức tiêm bù, tiêm vét, hoàn thành trong tháng 7/2026.'),
          item('Các trường học trên địa bàn phối hợp với Trạm Y tế xã kiểm tra tiền sử tiêm chủng của học sinh trước năm học mới.'),
        ], heading),
      ], heading),
      item('Tổ chức thực hiện', [
        item('Ủy ban nhân dân xã xây dựng kế hoạch cụ thể, báo cáo Ban Thường vụ Đảng ủy trước ngày 15/6/2026.'),
        item('Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội vận động đoàn viên, hội viên tham gia các chiến dịch vệ sinh môi trường; giám sát việc thực hiện tại cơ sở.'),
        item('Các chi bộ trực thuộc tổ chức quán triệt Kế hoạch này đến toàn thể đảng viên; đưa nội dung phòng, chống dịch vào sinh hoạt chi bộ hằng tháng.'),
        item('Giao Văn phòng Đảng ủy theo dõi, đôn đốc, tổng hợp kết quả, định kỳ báo cáo Ban Thường vụ Đảng ủy.'),
      ], heading),
    ],
    signature: { capacity: [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: 'Bí thư' }], name: 'Triệu Thị Mẫu' },
    recipients: [{ text: 'Ban Thường vụ Tỉnh ủy', purpose: 'report' }, { text: 'Ủy ban nhân dân xã', purpose: 'execute' }, { text: 'Các chi bộ trực thuộc', purpose: 'execute' }], file: 'Văn phòng Đảng ủy',
  }),
  stateLetter: written({
    system: 'state', docType: 'cong-van', issuer: 'Ủy ban nhân dân tỉnh Mẫu Sơn', number: '1123/UBND-KGVX', place: 'Mẫu Sơn', date: '2021-09-05', urgency: 'hoa-toc',
    abstract: 'tăng cường các biện pháp phòng, chống dịch Covid-19 trong tình hình mới', addressees: ['Sở Y tế'],
    preamble: ['Thực hiện Công điện số 1108/CĐ-TTg ngày 31 tháng 8 năm 2021 của Thủ tướng Chính phủ, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:'],
    items: [
      item('Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát các phương án đáp ứng y tế; báo cáo Ủy ban nhân dân tỉnh trước ngày 10/9/2021.'),
      item('Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc:', [item('Tổng hợp kết quả hằng tuần;'), item('Đề xuất xử lý các vướng mắc phát sinh.')]),
    ],
    closing: ['Yêu cầu các cơ quan, đơn vị triển khai thực hiện./.'],
    signature: { capacity: [{ mark: 'on-behalf', text: 'Ủy ban nhân dân' }, { mark: 'for-head', text: 'Chủ tịch' }, { mark: null, text: 'Phó Chủ tịch' }], name: 'Lâm Thị Mẫu' },
    recipients: [{ text: 'Như trên', purpose: 'execute' }, { text: 'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh', purpose: 'report' }], file: 'VT, KGVX',
  }),
  stateDecision: written({
    system: 'state', docType: 'quyet-dinh', issuer: 'Ủy ban nhân dân huyện An Mẫu', number: '09/QĐ-UBND', place: 'An Mẫu', date: '2021-10-07', authority: 'Chủ tịch Ủy ban nhân dân huyện An Mẫu',
    abstract: 'thành lập Tổ phản ứng nhanh phòng, chống dịch Covid-19 huyện An Mẫu',
    preamble: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;', 'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;', 'Theo đề nghị của Trưởng phòng Y tế tại Tờ trình số 45/TTr-PYT ngày 05 tháng 10 năm 2021.'],
    items: [
      item('Thành lập Tổ phản ứng nhanh phòng, chống dịch Covid-19 huyện An Mẫu.'),
      item('Nhiệm vụ của Tổ phản ứng nhanh:', [
        item('Trung tâm Y tế huyện chủ trì điều tra, truy vết:', [item('Có mặt tại nơi phát hiện ca bệnh trong vòng 02 giờ;'), item('Lấy mẫu xét nghiệm người tiếp xúc gần.')]),
        item('Công an huyện bảo đảm an ninh, trật tự tại khu vực phong tỏa.'),
      ]),
      item('Quyết định này có hiệu lực kể từ ngày ký.'),
      item('Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện; Trưởng phòng Y tế; Giám đốc Trung tâm Y tế huyện chịu trách nhiệm thi hành Quyết định này./.'),
    ],
    signature: { capacity: [{ mark: null, text: 'Chủ tịch' }], name: 'Vi Văn Mẫu' },
    recipients: [{ text: 'Như Điều 4', purpose: 'execute' }, { text: 'Thường trực Huyện ủy', purpose: 'report' }], file: 'VT',
  }),
  statePlan: written({
    system: 'state', docType: 'ke-hoach', superior: 'Ủy ban nhân dân tỉnh Mẫu Sơn', issuer: 'Sở Y tế', number: '215/KH-SYT', place: 'Mẫu Sơn', date: '2026-03-09',
    abstract: 'Tiêm bù vắc xin sởi cho trẻ em trên địa bàn tỉnh năm 2026',
    preamble: ['Thực hiện Kế hoạch số 88/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh, Sở Y tế ban hành Kế hoạch như sau:'],
    items: [
      item('Mục tiêu', [item('Trên 95% trẻ từ 1 đến 10 tuổi được tiêm đủ mũi vắc xin sởi.')], heading),
      item('Nhiệm vụ', [item('Trung tâm Kiểm soát bệnh tật tỉnh phân bổ vắc xin trước ngày 20/3/2026.'), item('Các trạm y tế lập danh sách trẻ chưa tiêm, hoàn thành trước ngày 25/3/2026 (chi tiết tại Phụ lục).')], heading),
      item('Tổ chức thực hiện', [item('Trung tâm Kiểm soát bệnh tật tỉnh tổng hợp, báo cáo Sở Y tế vào thứ Năm hằng tuần.')], heading),
    ],
    closing: ['Trên đây là Kế hoạch tiêm bù vắc xin sởi năm 2026, đề nghị các đơn vị nghiêm túc thực hiện./.'],
    signature: { capacity: [{ mark: 'for-head', text: 'Giám đốc' }, { mark: null, text: 'Phó Giám đốc' }], name: 'Hoàng Thị Mẫu' },
    recipients: [{ text: 'Ủy ban nhân dân tỉnh', purpose: 'report' }, { text: 'Trung tâm Kiểm soát bệnh tật tỉnh', purpose: 'execute' }, { text: 'Các trạm y tế', purpose: 'execute' }], file: 'VT, NVY',
    annexes: [{
      heading: null, title: 'Số trẻ dự kiến tiêm theo địa bàn', preamble: [], items: [],
      table: {
        columns: [{ heading: 'STT', width: 1, align: 'center' }, { heading: 'Xã', width: 4 }, { heading: 'Mũi 1', group: 'Số trẻ', width: 2, align: 'right' }, { heading: 'Mũi 2', group: 'Số trẻ', width: 2, align: 'right' }, { heading: 'Ghi chú', width: 3 }],
        rows: [{ cells: ['1', 'Mẫu Bình', '120', '98', ''] }, { cells: ['2', 'Thử Một', '64', '71', 'vùng khó khăn'] }, { cells: ['', 'Tổng số', '184', '169', ''], bold: true }],
      },
    }],
  }),
  telegram: written({
    system: 'state', docType: 'cong-dien', issuer: 'Ủy ban nhân dân tỉnh Mẫu Sơn', number: '05/CĐ-UBND', place: 'Mẫu Sơn', date: '2021-08-01', urgency: 'hoa-toc', authority: 'Chủ tịch Ủy ban nhân dân tỉnh Mẫu Sơn',
    abstract: 'về việc kiểm soát người về từ vùng dịch', addressees: ['Chủ tịch Ủy ban nhân dân các huyện, thành phố', 'Giám đốc các sở: Y tế, Giao thông vận tải', 'Giám đốc Công an tỉnh'],
    preamble: ['Để chủ động ngăn chặn nguồn lây, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:'],
    items: [item('Công an tỉnh duy trì 24/24 giờ các chốt kiểm soát trên quốc lộ.'), item('Sở Y tế lấy mẫu xét nghiệm toàn bộ người về từ vùng dịch trong vòng 24 giờ.')],
    closing: ['Nhận được Công điện này, yêu cầu các cơ quan, đơn vị khẩn trương thực hiện./.'],
    signature: { capacity: [{ mark: null, text: 'Chủ tịch' }], name: 'Lâm Văn Mẫu' },
    recipients: [{ text: 'Như trên', purpose: 'execute' }, { text: 'Thủ tướng Chính phủ', purpose: 'report' }], file: 'VT, KGVX',
  }),
} satisfies Record<string, WrittenDocument>
