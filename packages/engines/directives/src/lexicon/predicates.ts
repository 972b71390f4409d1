import { commonPhrases, keySet } from '../tokens.ts'

/** Adverbs and modals that stand before the verb of an order. */
export const ADVERBS = commonPhrases(
  'chủ động', 'tích cực', 'khẩn trương', 'kịp thời', 'thường xuyên', 'tiếp tục', 'nghiêm túc', 'kiên quyết', 'quyết liệt',
  'cương quyết', 'nhanh chóng', 'tuyệt đối', 'sớm', 'luôn', 'luôn luôn', 'ngay', 'khẩn cấp', 'ưu tiên', 'quyết tâm', 'đồng thời',
  'trực tiếp', 'sẵn sàng', 'chủ động hơn nữa', 'phải', 'cần', 'cần phải', 'nghiêm cấm', 'không', 'không được', 'tuyệt đối không',
  'có trách nhiệm', 'chịu trách nhiệm', 'tập trung', 'tập trung cao', 'chú trọng', 'cùng', 'cùng nhau', 'thực sự', 'thật sự', 'hết sức',
  'đồng loạt', 'đồng bộ', 'từng bước', 'cơ bản', 'thống nhất', 'phải chủ động', 'nghiêm', 'linh hoạt', 'tự', 'thường trực', 'đặc biệt',
  'bắt buộc', 'nghiêm chỉnh', 'chủ trương', 'cũng', 'đều', 'tạm thời', 'thì', 'nên', 'hãy', 'quan tâm', 'phấn đấu', 'đột xuất', 'định kỳ',
  'phối hợp chặt chẽ', 'đề cao', 'cố gắng', 'nỗ lực', 'bám sát', 'chủ động, tích cực',
)

/** Verbs an order can have as its predicate. */
export const VERBS = commonPhrases(
  // steering and organising
  'tăng cường', 'đẩy mạnh', 'tập trung', 'triển khai', 'thực hiện', 'thi hành', 'tổ chức', 'chỉ đạo', 'lãnh đạo', 'điều hành', 'hướng dẫn', 'quản lý',
  'kiểm tra', 'giám sát', 'thanh tra', 'theo dõi', 'đôn đốc', 'rà soát', 'xây dựng', 'ban hành', 'hoàn thiện', 'hoàn thành', 'bổ sung', 'điều chỉnh', 'sửa đổi',
  'chuẩn bị', 'bố trí', 'sắp xếp', 'bảo đảm', 'đảm bảo', 'duy trì', 'phát huy', 'nâng cao', 'nâng cấp', 'quán triệt', 'phổ biến', 'tuyên truyền', 'truyền thông',
  'vận động', 'khuyến khích', 'động viên', 'huy động', 'phân công', 'phân cấp', 'giao', 'chủ trì', 'chủ động', 'phối hợp', 'phối kết hợp', 'tham mưu', 'tham gia',
  'đề xuất', 'kiến nghị', 'trình', 'báo cáo', 'tổng hợp', 'cung cấp', 'thông tin', 'thông báo', 'thông báo kịp thời', 'cập nhật', 'công bố', 'công khai', 'tiếp nhận', 'phân bổ',
  'cấp', 'cấp phát', 'cấp mã', 'phát', 'phát động', 'phát hành', 'phát sóng', 'phát hiện', 'mua', 'mua sắm', 'dự trữ', 'dự phòng', 'cân đối', 'thẩm định', 'phê duyệt', 'xem xét', 'quyết định',
  'sử dụng', 'kiểm soát', 'ngăn chặn', 'ngăn ngừa', 'phòng ngừa', 'xử lý', 'xử phạt', 'bắt giữ', 'khắc phục', 'chấn chỉnh', 'nhắc nhở', 'phê bình', 'biểu dương', 'khen thưởng', 'kỷ luật',
  'thành lập', 'kiện toàn', 'củng cố', 'kích hoạt', 'thiết lập', 'lập', 'vận hành', 'mở', 'mở rộng', 'mở đợt', 'mở chuyên trang', 'dừng', 'tạm dừng', 'hạn chế', 'cấm', 'tránh', 'giảm', 'giảm thiểu', 'tăng', 'cắt giảm',
  'giãn cách', 'cách ly', 'khoanh vùng', 'khoanh', 'truy vết', 'xét nghiệm', 'lấy mẫu', 'điều trị', 'thu dung', 'tiêm', 'tiêm chủng', 'tiêm phòng', 'tiêm vắc xin', 'tiêu hủy', 'phun', 'khử trùng', 'khử khuẩn',
  'vệ sinh', 'tổng vệ sinh', 'làm sạch', 'diệt', 'loại bỏ', 'lật úp', 'thu gom', 'tiến hành', 'đánh giá', 'xác định', 'xác minh', 'phân tích', 'dự báo', 'cảnh báo', 'nắm', 'nắm chắc', 'nắm bắt', 'nắm tình hình', 'bám sát', 'bám',
  'thống nhất', 'cụ thể hóa', 'đề cao', 'quan tâm', 'chăm lo', 'chăm sóc', 'hỗ trợ', 'giúp đỡ', 'giúp', 'giải quyết', 'tháo gỡ', 'thúc đẩy', 'khôi phục', 'phục hồi', 'chuyển', 'chuyển sang', 'chuyển đổi', 'áp dụng',
  'yêu cầu', 'đề nghị', 'kêu gọi', 'phân luồng', 'phân loại', 'phân tuyến', 'phân vùng', 'đưa', 'đưa tin', 'định hướng', 'phản bác', 'đấu tranh', 'bác bỏ', 'gỡ bỏ', 'bảo vệ', 'giữ', 'giữ vững', 'giữ gìn', 'ổn định', 'tuần tra', 'canh gác',
  'trực', 'trực ban', 'ứng trực', 'thường trực', 'sơ tán', 'di dời', 'tìm kiếm', 'cứu hộ', 'cứu trợ', 'cứu chữa', 'khơi thông', 'gia cố', 'vận chuyển', 'kiểm dịch', 'tái đàn', 'làm', 'làm tốt', 'làm rõ', 'làm nòng cốt', 'làm việc',
  'lồng ghép', 'đẩy nhanh', 'nghiên cứu', 'tập huấn', 'đào tạo', 'bồi dưỡng', 'diễn tập', 'tư vấn', 'khám', 'sàng lọc', 'báo', 'gửi', 'phản ánh', 'kê khai', 'đăng ký', 'ký', 'ký cam kết', 'cam kết', 'chấp hành', 'tuân thủ', 'đeo', 'khai báo',
  'bảo quản', 'tiếp cận', 'chia sẻ', 'kết nối', 'ứng dụng', 'số hóa', 'đầu tư', 'sửa chữa', 'cải tạo', 'lắp đặt', 'kiểm kê', 'thống kê', 'sơ kết', 'tổng kết', 'rút kinh nghiệm', 'tạo', 'tạo điều kiện', 'tranh thủ', 'chi trả', 'chi', 'thanh toán', 'quyết toán',
  'khởi động', 'khơi dậy', 'phát triển', 'xóa', 'xóa bỏ', 'kéo giảm', 'khống chế', 'dập dịch', 'dập tắt', 'bao vây', 'ứng phó', 'phòng, chống', 'phòng chống', 'sẵn sàng', 'đáp ứng', 'cảnh giác', 'chủ quan', 'lơ là', 'coi', 'coi trọng', 'xem', 'lấy', 'gắn', 'gương mẫu', 'nêu gương', 'nêu cao', 'đoàn kết',
  'chịu', 'chịu trách nhiệm', 'trả', 'thu', 'thu hồi', 'thu hút', 'đình chỉ', 'truy cứu', 'khởi tố', 'điều tra', 'giám định', 'đấu nối', 'trang bị', 'tiếp thu', 'lắng nghe', 'trả lời', 'giải đáp', 'đối thoại', 'tiếp công dân',
  'nhân rộng', 'tôn vinh', 'tri ân', 'bình ổn', 'bình xét', 'lưu thông', 'tiêu thụ', 'thu mua', 'kết thúc', 'rút ngắn', 'kéo dài', 'gia hạn', 'điều động', 'điều phối', 'điều tiết', 'luân chuyển', 'tuyển dụng', 'bổ nhiệm', 'chi viện', 'tăng thời lượng', 'tăng tốc', 'chốt', 'chốt chặn',
  'tắt', 'treo', 'dán', 'in', 'in ấn', 'viết', 'đăng', 'đăng tải', 'biên soạn', 'kiểm nghiệm', 'kiểm định', 'niêm yết', 'nhập', 'nhập liệu', 'xuất', 'xuất cấp', 'bàn giao', 'tiếp tục', 'khai thác', 'tích hợp', 'liên thông', 'đối chiếu', 'chuẩn hóa', 'rút', 'khoán', 'ủng hộ', 'đóng góp', 'quyên góp', 'tặng', 'thăm hỏi', 'hợp tác',
  'khảo sát', 'tính toán', 'ước', 'lựa chọn', 'chọn', 'thí điểm', 'thay thế', 'bãi bỏ', 'hủy', 'hủy bỏ', 'thông qua', 'nhất trí', 'ghi nhận', 'soát xét', 'phát quang', 'nạo vét', 'cho', 'cho học sinh', 'không để', 'không tổ chức', 'không cho', 'để', 'có', 'có kế hoạch', 'có phương án', 'có biện pháp', 'có giải pháp', 'có văn bản', 'có hình thức',
  'làm đầu mối', 'nhắn tin', 'khuyến cáo', 'phát tin', 'tiếp sóng', 'truyền tải', 'đăng phát', 'coi việc', 'coi đây', 'coi công tác', 'xem đây', 'xem việc',
  'tự bảo vệ', 'ngừng', 'đóng cửa', 'đóng', 'chống', 'phòng', 'trang trải', 'hợp đồng', 'đặt hàng', 'đấu thầu', 'nhắc', 'quay', 'quét', 'đo', 'ghi chép', 'lưu', 'lưu trữ', 'sao lưu', 'bảo mật', 'đánh mã', 'gặt', 'thu hoạch', 'gieo', 'chăn nuôi', 'nuôi', 'giết mổ', 'tiêm bao vây', 'giải ngân', 'chi tiêu', 'tiết kiệm', 'học', 'dạy', 'dạy học', 'khai giảng', 'nghỉ', 'nghỉ học',
  'ở tại', 'ở nhà', 'ở yên', 'cử', 'cử cán bộ', 'trông giữ', 'vươn lên', 'vượt qua', 'khai trương', 'thắt chặt', 'siết chặt', 'bịt kín', 'đi', 'đi từng ngõ', 'thăm khám', 'chủ trì tổ chức', 'kịp thời', 'tham vấn', 'tập hợp', 'quy định', 'thu thập', 'xác nhận', 'chứng nhận', 'hiệp đồng', 'hậu kiểm', 'tiền kiểm', 'nghiệm thu', 'đề ra', 'bảo tồn', 'lan tỏa', 'giáo dục', 'phê phán', 'lên án', 'tố giác', 'bảo trì', 'bảo dưỡng', 'soạn thảo', 'dự thảo', 'tái thiết', 'tái định cư', 'trồng', 'cứu nạn', 'kêu gọi tàu thuyền', 'neo đậu', 'xả', 'hạ', 'hạ thấp', 'rà', 'gấp rút', 'lên phương án', 'lên kế hoạch', 'quản trị', 'xây', 'tái lập', 'đảm nhận', 'đảm nhiệm', 'tư vấn cho', 'đón', 'đưa đón', 'tiếp đón', 'chào đón', 'phục vụ', 'vệ sinh, khử trùng',
)

/** Verbs that hand a task to the body named after them. */
export const ORDERS = commonPhrases(
  'giao', 'giao cho', 'đề nghị', 'yêu cầu', 'giao trách nhiệm cho', 'giao nhiệm vụ cho', 'ủy quyền cho', 'trân trọng đề nghị', 'kính đề nghị', 'đề nghị đồng chí',
  'cũng đề nghị', 'cũng yêu cầu', 'tiếp tục giao', 'tiếp tục đề nghị', 'tiếp tục yêu cầu',
)

/** Words that end a body's name because a circumstance follows. */
export const CIRCUMSTANCES = commonPhrases(
  'theo', 'căn cứ', 'trên cơ sở', 'ngoài việc', 'khi', 'nếu', 'trong phạm vi', 'trong quá trình', 'tùy', 'tùy theo', 'với tinh thần', 'sau khi', 'trước khi', 'trong trường hợp', 'bằng', 'để', 'nhằm',
  'vào', 'lúc', 'trong quý', 'trong ngày', 'trong năm', 'trong tuần', 'muộn nhất', 'trước ngày', 'chậm nhất', 'hằng ngày', 'hàng ngày', 'hằng tuần', 'hàng tuần', 'hằng tháng', 'hàng tháng', 'định kỳ', 'trong thời gian', 'trong tháng', 'ngay sau', 'ngay khi', 'trong vòng', 'kể từ', 'từ ngày', 'đến ngày', 'trước', 'trước mắt', 'trong công tác', 'trong việc', 'trong dịp',
  'xem xét', 'cho ý kiến', 'được biết', 'qua', 'thông qua', 'về', 'nhưng', 'mà', 'đối với', 'kết quả', 'tình hình', 'những', 'các nội dung', 'làm căn cứ', 'làm cơ sở',
)

/** Openers that only connect a sentence with the one before. */
export const CONNECTIVES = commonPhrases(
  'vì vậy', 'do vậy', 'do đó', 'vì thế', 'trước mắt', 'đặc biệt là', 'đặc biệt', 'trong đó', 'trong đó có', 'đồng thời', 'bên cạnh đó', 'ngoài ra', 'cùng với đó', 'mặt khác', 'trước hết', 'nhất là', 'song song với đó', 'song song đó',
  'trong thời gian tới', 'thời gian tới', 'trong thời gian này', 'trong lúc này', 'cụ thể', 'cụ thể là', 'theo đó', 'trên tinh thần đó', 'từ đó', 'tiếp đó', 'sau đó', 'riêng', 'về lâu dài', 'từ nay', 'ngay lập tức', 'một là', 'hai là', 'ba là', 'bốn là', 'năm là', 'sáu là', 'bảy là', 'tám là', 'thứ nhất', 'thứ hai', 'thứ ba', 'thứ tư', 'thứ năm',
  'và', 'còn', 'hơn nữa', 'quan trọng nhất là', 'trong tình hình hiện nay', 'trong giai đoạn hiện nay', 'hiện nay', 'mỗi', 'đồng thời với đó', 'trong đó tập trung', 'lưu ý', 'chú ý',
)

/** Openers of a circumstance that runs to a comma before subject or predicate. */
export const ADJUNCTS = commonPhrases(
  'là cơ quan', 'là đầu mối', 'là đơn vị', 'là thành viên', 'với vai trò',
  'căn cứ', 'trên cơ sở', 'theo', 'trong quá trình', 'quá trình', 'trường hợp', 'nếu', 'khi', 'sau khi', 'ngay sau khi', 'ngay khi', 'để', 'nhằm', 'với', 'qua', 'thông qua', 'đối với', 'trong trường hợp', 'trong', 'tại', 'từ', 'trước', 'ngoài việc', 'hằng ngày', 'hàng ngày', 'hằng tuần', 'hàng tuần', 'hằng tháng', 'hàng tháng', 'hằng quý', 'hàng quý', 'hằng năm', 'hàng năm',
  'định kỳ', 'thứ', 'vào', 'chậm nhất', 'muộn nhất', 'đến', 'ngày', 'tùy', 'tùy theo', 'tùy tình hình', 'cùng với', 'song song với', 'bằng', 'do', 'vì', 'trước khi', 'mỗi ngày', 'mỗi tuần', 'mỗi tháng', 'kể từ', 'chủ nhật', 'xuất phát từ', 'thực hiện', 'nhận được', 'sau', 'ngoài', 'về', 'riêng đối với', 'riêng', 'đầu giờ', 'cuối giờ', 'hết', 'xong', 'trước ngày', 'từ nay đến', 'phấn đấu', 'dự kiến',
)

/** Words at a sentence's start that tell of how things stand, not of what is to be done. */
export const TELLING = commonPhrases(
  'thời gian qua', 'trong thời gian qua', 'thời gian vừa qua', 'thời gian gần đây', 'hiện nay', 'tuy nhiên', 'nhìn chung', 'đến nay', 'tính đến', 'trong những ngày qua', 'những ngày qua', 'tình hình', 'theo báo cáo', 'theo dự báo', 'theo tổng hợp', 'theo thống kê', 'nhờ đó', 'nhờ', 'kết quả', 'nguyên nhân', 'đây là', 'nguy cơ', 'dịch bệnh', 'số ca',
  'biểu dương sự', 'biểu dương tinh thần', 'ghi nhận', 'đánh giá cao', 'hoan nghênh', 'cơ bản thống nhất', 'đồng ý', 'nhất trí', 'cơ bản đồng ý', 'cảm ơn', 'cho phép', 'thống nhất với', 'thống nhất chủ trương', 'thống nhất đánh giá', 'thống nhất nội dung', 'vừa qua', 'từ đầu năm', 'trên địa bàn', 'một số', 'phương châm', 'mục tiêu', 'mục đích', 'nguyên tắc', 'quan điểm', 'kinh phí', 'nguồn kinh phí', 'thời gian', 'địa điểm', 'thành phần', 'đối tượng', 'phạm vi', 'mọi vướng mắc', 'quyết định này', 'chỉ thị này', 'kế hoạch này', 'nghị quyết này', 'kết luận này', 'thông báo này', 'văn bản này', 'công điện này', 'hướng dẫn này', 'công văn này', 'trên đây', 'trân trọng', 'như vậy', 'việc', 'công tác', 'hoạt động', 'dự báo trong', 'phấn đấu đạt', 'là', 'những', 'trong năm', 'qua kiểm tra', 'qua theo dõi',
)

/** Marks of a telling sentence between subject and verb. */
export const PAST = commonPhrases('đã', 'đang', 'còn', 'chưa', 'vẫn', 'bị', 'được', 'vừa', 'sẽ', 'là', 'có nguy cơ', 'có thể', 'cơ bản', 'diễn biến', 'bao gồm', 'gồm', 'tiếp tục diễn biến', 'tiếp tục xảy ra', 'tiếp tục ghi nhận')

/** Modals that make an order even of a sentence whose subject is no body. */
export const MODALS = commonPhrases('phải', 'cần', 'cần phải', 'không được', 'bắt buộc', 'nghiêm cấm', 'có trách nhiệm', 'thì tạm dừng', 'thì phải', 'chịu trách nhiệm', 'yêu cầu')

/** Verbs and adverbs too common inside names to end one by themselves. */
export const WEAK: ReadonlySet<string> = keySet('có', 'để', 'cho', 'phòng', 'chống', 'cấp', 'học', 'dạy', 'xuất', 'nhập', 'thu', 'in', 'đi', 'tự', 'ngay', 'luôn', 'nên', 'nghiêm', 'thì', 'mở', 'đo', 'giữ', 'lưu', 'trả', 'hạ', 'xây', 'chọn', 'nuôi', 'trồng', 'báo', 'trực', 'chi', 'khám', 'làm', 'đóng', 'lấy', 'xem', 'coi', 'tạo', 'phát', 'quay', 'ước', 'rà', 'chốt', 'khoanh', 'gắn')
