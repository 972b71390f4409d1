import type { Dice } from '../random.ts'

/** What bodies write when they report; {n} … are drawn. By topic of the task, the first that has a line wins. */
interface Lines { doing: string[]; done: string[] }

const BY_TOPIC: Record<string, Lines> = {
  'vaccination': {
    doing: ['Đã tiêm {n}/{m} người thuộc diện; số còn lại hoãn tiêm vì đang ốm hoặc đi làm ăn xa.', 'Mở {k} điểm tiêm lưu động tại các thôn xa; còn {n} người chưa tiêm.'],
    done: ['Đã tiêm đủ {m} người thuộc diện, không có tai biến; dữ liệu đã nhập lên nền tảng.'],
  },
  'organisation': {
    doing: ['Đã rà soát {k} tổ, thay {k2} thành viên; còn một số thôn chưa họp được vì vào vụ.', 'Đã có dự thảo quyết định, đang chờ các thôn gửi danh sách.'],
    done: ['Đã ban hành quyết định kiện toàn, {k} tổ với {n} thành viên; danh sách niêm yết tại nhà văn hóa thôn.'],
  },
  'scenario-planning': {
    doing: ['Đã có dự thảo phương án, đang lấy ý kiến của công an, quân sự, y tế.'],
    done: ['Phương án đã được phê duyệt và diễn tập {k} tình huống; biên bản kèm theo.'],
  },
  'isolation-quarantine': {
    doing: ['Đã khảo sát {k} địa điểm, bố trí được {n} chỗ; còn thiếu nhà vệ sinh và giường.'],
    done: ['Khu cách ly {n} chỗ đã sẵn sàng, có điện, nước, mạng; ảnh hiện trạng đã gửi.'],
  },
  'treatment': {
    doing: ['Đã bố trí {k} kíp trực, còn thiếu {k2} máy tạo ô xy.'],
    done: ['Trạm y tế lưu động hoạt động từ hôm nay với {k} cán bộ; thuốc đủ dùng trong 14 ngày.'],
  },
  'schools': {
    doing: ['Đã hướng dẫn {k} trường; {n} học sinh còn thiếu thiết bị học trực tuyến.'],
    done: ['Tất cả các trường đã có phương án; đã kiểm tra thực tế {k} trường.'],
  },
  'checkpoints': {
    doing: ['Các chốt duy trì {k} người mỗi ca; trong tuần kiểm tra {n} lượt phương tiện, yêu cầu quay lại {k2} lượt.'],
    done: ['Đã bố trí đủ lực lượng, lịch trực và lán chốt; bàn giao sổ theo dõi.'],
  },
  'borders-movement': {
    doing: ['Tuần tra {k} lượt, nhắc nhở {n} trường hợp; chưa phát hiện người nhập cảnh trái phép.', 'Đã lập danh sách {n} người từ vùng dịch về, còn {k} người chưa liên lạc được.'],
    done: ['Đã rà soát xong {n} người, lấy mẫu xét nghiệm {k} người, kết quả âm tính.'],
  },
  'budget': { doing: ['Đang tổng hợp nhu cầu của {k} đơn vị.'], done: ['Đã trình bổ sung {n} triệu đồng từ nguồn dự phòng, có tờ trình kèm theo.'] },
  'supplies-equipment': {
    doing: ['Đã kiểm kê: còn {n} bộ xét nghiệm nhanh, {k} bộ trang phục bảo hộ; đang làm thủ tục mua bổ sung.'],
    done: ['Đã nhập kho {m} bộ xét nghiệm nhanh, phân bổ cho {k} đơn vị theo danh sách.'],
  },
  'support-policy': { doing: ['Đã chi trả cho {n}/{m} người; {k} hồ sơ phải bổ sung giấy tờ.'], done: ['Đã chi trả đủ cho {m} người, danh sách công khai tại trụ sở.'] },
  'communication': { doing: ['Phát thanh {k} lượt mỗi tuần bằng ba thứ tiếng; treo {k2} băng rôn.'], done: ['Đã thực hiện {k} tin, bài; {n} lượt phát trên loa xã.'] },
  'rumour-control': { doing: ['Đã xác minh {k} tin đồn, gỡ {k2} bài đăng.'], done: ['Đã xử lý xong {k} trường hợp, có thông báo đính chính.'] },
  'inspection': { doing: ['Đã kiểm tra {k} đơn vị, nhắc nhở {k2} đơn vị.'], done: ['Đã kiểm tra {k} đơn vị; kết luận kèm theo, {k2} đơn vị phải khắc phục.'] },
  'reporting': { doing: ['Đã gửi báo cáo kỳ này; số liệu thống nhất với Trạm Y tế.'], done: ['Đã gửi báo cáo đúng mẫu, đúng giờ.'] },
  'donation-mobilisation': { doing: ['Đã vận động được {n} triệu đồng và {k} tạ gạo.'], done: ['Đã trao {n} suất quà, công khai danh sách tại nhà văn hóa.'] },
}
const OTHERWISE: Lines = {
  doing: ['Đã phân công cán bộ phụ trách và triển khai đến các thôn; đạt khoảng {n}% khối lượng.', 'Đang thực hiện theo kế hoạch, chưa có vướng mắc.'],
  done: ['Đã hoàn thành theo yêu cầu, hồ sơ lưu tại đơn vị.'],
}

const REASONS = {
  extend: ['Mưa lớn, đường vào {k} thôn bị sạt lở nên chưa đến được các hộ; đề nghị lùi hạn.', 'Chờ phân bổ sinh phẩm đợt tới mới đủ để thực hiện.', 'Cán bộ phụ trách đang phải cách ly, đơn vị bố trí người thay từ tuần sau.'],
  reassign: ['Nội dung này thuộc chuyên môn của ngành y tế; đề nghị giao lại cho đơn vị y tế cùng cấp.'],
  sendBack: ['Số liệu chưa khớp với báo cáo của ngành y tế, đề nghị rà lại.', 'Chưa có biên bản và ảnh kèm theo, đề nghị bổ sung.'],
  chase: ['Đã quá hạn, đề nghị báo cáo ngay tiến độ và nguyên nhân chậm.', 'Đề nghị đơn vị khẩn trương thực hiện, báo cáo trong ngày.'],
  suspend: ['Tạm dừng trong thời gian xã đang phong tỏa.'],
  cancel: ['Nội dung đã được gộp vào văn bản mới.'],
  confirm: ['Đồng ý kết quả.', 'Đạt yêu cầu.'],
  grant: ['Đồng ý gia hạn một lần, không lùi thêm.'],
} as const

/** A line of a report, fitting the task's topics, with figures drawn; "organisation" says little unless teams are meant. */
export function reportLine(dice: Dice, { topics, text }: { topics: readonly string[]; text: string }, kind: keyof Lines): string {
  const fitting = topics.filter(topic => topic !== 'organisation' || /Tổ COVID/i.test(text))
  const lines = fitting.map(topic => BY_TOPIC[topic]).find(each => each !== undefined) ?? OTHERWISE
  return filled(dice, dice.pick(lines[kind]))
}

/** A sentence that gives the reason for an act. */
export function reasonLine(dice: Dice, kind: keyof typeof REASONS): string {
  return filled(dice, dice.pick(REASONS[kind]))
}

function filled(dice: Dice, line: string): string {
  const n = dice.between(21, 96)
  const figures: Record<string, number> = { n, m: n + dice.between(4, 60), k: dice.between(3, 12), k2: dice.between(1, 3) }
  return line.replace(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? ''))
}
