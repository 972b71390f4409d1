import type { Paper } from './paper.ts'

/** A Party letter, invented here; every name is MẪU. */
export const partyLetter: Paper = {
  header: [
    { left: { text: 'TỈNH ỦY LẠNG SƠN' }, right: { text: 'ĐẢNG CỘNG SẢN VIỆT NAM', bold: true, underlined: true } },
    { left: { text: '*' } },
    { left: { text: 'Số 527-CV/TU' }, right: { text: 'Lạng Sơn, ngày 13 tháng 9 năm 2021', italic: true } },
    { left: { text: 'V/v tăng cường phòng, chống dịch', italic: true, size: 12 } },
    { left: { text: 'Covid-19 dịp khai giảng năm học mới', italic: true, size: 12 } },
  ],
  body: [
    { text: 'Kính gửi: - Ban cán sự đảng Ủy ban nhân dân tỉnh,' },
    { text: '- Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy,' },
    { text: '- Sở Y tế, Sở Giáo dục và Đào tạo.' },
    { text: 'Thời gian qua, công tác phòng, chống dịch trên địa bàn tỉnh đã được các cấp, các ngành triển khai quyết liệt. Để giữ vững kết quả đã đạt được, không để dịch bệnh lây lan trong trường học, Ban Thường vụ Tỉnh ủy yêu cầu:' },
    { text: '1. Ban cán sự đảng Ủy ban nhân dân tỉnh chỉ đạo rà soát, bổ sung kịch bản ứng phó theo từng cấp độ dịch; hoàn thành trước ngày 25/9/2021.' },
    { text: '2. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Y tế xây dựng phương án dạy và học phù hợp; tổ chức xét nghiệm cho 100% giáo viên, nhân viên trước khi trở lại trường; báo cáo Ủy ban nhân dân tỉnh trước ngày 20/9/2021.' },
    { text: '3. Các huyện ủy, thành ủy lãnh đạo kiện toàn Tổ Covid cộng đồng tại thôn, khối phố; mỗi tổ phụ trách không quá 50 hộ gia đình. Quản lý chặt chẽ người về từ vùng dịch, nhất là các xã biên giới.' },
    { text: '4. Ban Tuyên giáo Tỉnh ủy định hướng Báo Lạng Sơn, Đài Phát thanh và Truyền hình tỉnh tăng thời lượng tuyên truyền; kịp thời phản bác thông tin sai sự thật.' },
    { text: 'Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Công văn này, hằng tuần báo cáo Thường trực Tỉnh ủy.' },
  ],
  foot: [
    { left: { text: 'Nơi nhận:', bold: true, italic: true, size: 12 }, right: { text: 'T/M BAN THƯỜNG VỤ', bold: true } },
    { left: { text: '- Như trên,', size: 12 }, right: { text: 'PHÓ BÍ THƯ', bold: true } },
    { left: { text: '- Thường trực Tỉnh ủy (để báo cáo),', size: 12 } },
    { left: { text: '- Lưu Văn phòng Tỉnh ủy.', size: 12 } },
    {},
    { right: { text: 'Hoàng Văn MẪU', bold: true } },
  ],
}

/** A letter of a people's committee, invented here. */
export const stateLetter: Paper = {
  header: [
    { left: { text: 'ỦY BAN NHÂN DÂN', size: 13 }, right: { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, size: 13 } },
    { left: { text: 'HUYỆN ĐÌNH LẬP', bold: true, size: 13, underlined: true }, right: { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, underlined: true } },
    { left: { text: 'Số: 1043/UBND-YT', size: 13 }, right: { text: 'Đình Lập, ngày 14 tháng 9 năm 2021', italic: true, size: 13 } },
    { left: { text: 'V/v quản lý người về từ vùng dịch', size: 12 } },
  ],
  body: [
    { text: 'Kính gửi:' },
    { text: '- Các phòng, ban, đơn vị thuộc huyện;' },
    { text: '- Ủy ban nhân dân các xã, thị trấn.' },
    { text: 'Thực hiện Công văn số 977/UBND-KGVX ngày 10/9/2021 của Ủy ban nhân dân tỉnh về việc tăng cường quản lý người về từ vùng dịch, Ủy ban nhân dân huyện yêu cầu:' },
    { text: '1. Ủy ban nhân dân các xã, thị trấn', bold: true },
    { text: 'a) Rà soát, lập danh sách người về từ vùng dịch kể từ ngày 01/9/2021; gửi về Trung tâm Y tế huyện trước 16 giờ 00 ngày 18/9/2021.' },
    { text: 'b) Giao Tổ Covid cộng đồng nắm tình hình từng hộ gia đình, hướng dẫn khai báo y tế tại thôn, khu phố.' },
    { text: '2. Trung tâm Y tế huyện tổ chức lấy mẫu, xét nghiệm kịp thời; bố trí đủ nhân lực, vật tư, sinh phẩm cho 03 đội lấy mẫu lưu động; báo cáo kết quả hằng ngày về Ban Chỉ đạo huyện.' },
    { text: '3. Công an huyện chủ trì, phối hợp với Đồn Biên phòng Bắc Xa tuần tra, kiểm soát đường mòn, lối mở; xử lý nghiêm trường hợp nhập cảnh trái phép.' },
    { text: '4. Phòng Văn hóa và Thông tin phối hợp với Trung tâm Văn hóa, Thể thao và Truyền thông tăng cường tuyên truyền trên hệ thống loa truyền thanh cơ sở.' },
    { text: 'Yêu cầu các đơn vị nghiêm túc triển khai thực hiện; khó khăn, vướng mắc báo cáo về Ủy ban nhân dân huyện (qua Phòng Y tế) để kịp thời giải quyết./.' },
  ],
  foot: [
    { left: { text: 'Nơi nhận:', bold: true, italic: true, size: 12 }, right: { text: 'TM. ỦY BAN NHÂN DÂN', bold: true, size: 13 } },
    { left: { text: '- Như trên;', size: 11 }, right: { text: 'KT. CHỦ TỊCH', bold: true, size: 13 } },
    { left: { text: '- Thường trực Huyện ủy (b/c);', size: 11 }, right: { text: 'PHÓ CHỦ TỊCH', bold: true, size: 13 } },
    { left: { text: '- Lưu: VT, YT.', size: 11 } },
    {},
    { right: { text: 'Lương Thị MẪU', bold: true } },
  ],
}

/** A letter of the province to one district and the departments, invented here; days as given, so that its deadline lies ahead. */
export function provinceLetter({ dated, deadline }: { dated: string; deadline: string }): Paper {
  return {
    header: [
      { left: { text: 'ỦY BAN NHÂN DÂN', size: 13 }, right: { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, size: 13 } },
      { left: { text: 'TỈNH LẠNG SƠN', bold: true, size: 13, underlined: true }, right: { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, underlined: true } },
      { left: { text: 'Số: 2071/UBND-KGVX', size: 13 }, right: { text: `Lạng Sơn, ${dated}`, italic: true, size: 13 } },
      { left: { text: 'V/v quản lý người về từ vùng dịch', size: 12 } },
    ],
    body: [
      { text: 'Kính gửi:' },
      { text: '- Sở Y tế;' },
      { text: '- Ủy ban nhân dân huyện Chi Lăng.' },
      { text: 'Để chủ động phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:' },
      { text: `1. Ủy ban nhân dân huyện Chi Lăng rà soát, lập danh sách người về từ vùng dịch trên địa bàn, hoàn thành trước ngày ${deadline}.` },
      { text: '2. Sở Y tế hướng dẫn chuyên môn cho các địa phương, bảo đảm đủ sinh phẩm xét nghiệm.' },
      { text: 'Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.' },
    ],
    foot: [
      { left: { text: 'Nơi nhận:', bold: true, italic: true, size: 12 }, right: { text: 'TM. ỦY BAN NHÂN DÂN', bold: true, size: 13 } },
      { left: { text: '- Như trên;', size: 11 }, right: { text: 'CHỦ TỊCH', bold: true, size: 13 } },
      { left: { text: '- Lưu: VT.', size: 11 } },
      {},
      { right: { text: 'Lương Quốc MẪU', bold: true } },
    ],
  }
}
