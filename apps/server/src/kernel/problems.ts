/** One kind of refusal: HTTP status, the sentence shown on screen, and the same in English for the API's text. */
export type ProblemKind = { status: number; title: string; english: string }

/** Every stable code the API can answer with. A code is never renamed; add new ones at the end of their group. */
export const problems = {
  // Who you are
  'not-signed-in': { status: 401, title: 'Bạn chưa đăng nhập hoặc phiên làm việc đã kết thúc.', english: 'Not signed in, or the session has ended.' },
  'sign-in-failed': { status: 401, title: 'Sai tên đăng nhập hoặc mật khẩu.', english: 'Wrong user name or password.' },
  'sign-in-locked': { status: 429, title: 'Nhập sai quá nhiều lần. Tài khoản tạm khóa, hãy thử lại sau.', english: 'Too many wrong attempts; sign-in is locked for a while.' },
  'second-factor-needed': { status: 401, title: 'Cần nhập mã xác thực hai lớp.', english: 'A second factor is needed.' },
  'second-factor-missing': { status: 403, title: 'Vai trò này phải dùng xác thực hai lớp. Hãy cài đặt trước khi làm việc.', english: 'This role has to have a second factor first.' },
  'second-factor-wrong': { status: 401, title: 'Mã xác thực không đúng hoặc đã hết hạn.', english: 'The second factor is wrong or expired.' },
  'password-must-change': { status: 403, title: 'Bạn phải đổi mật khẩu trước khi làm việc tiếp.', english: 'The password must be changed first.' },
  'password-weak': { status: 422, title: 'Mật khẩu phải có ít nhất 10 ký tự và không chứa tên đăng nhập.', english: 'The password needs at least 10 characters and must not contain the user name.' },
  'no-post': { status: 403, title: 'Bạn hiện không giữ vị trí công tác nào.', english: 'You hold no post in force today.' },

  // What you may do
  'not-allowed': { status: 403, title: 'Bạn không được làm việc này ở đây.', english: 'Not allowed here.' },
  'cross-site': { status: 403, title: 'Yêu cầu không đến từ chính ứng dụng này nên bị từ chối.', english: 'Refused: the request comes from another site.' },
  'not-found': { status: 404, title: 'Không tìm thấy nội dung này.', english: 'Nothing is found here.' },

  // What you sent
  'invalid-input': { status: 400, title: 'Dữ liệu gửi lên chưa đúng.', english: 'The input is not valid.' },
  'invalid-value': { status: 422, title: 'Giá trị không hợp lệ.', english: 'A value is not valid.' },
  'reference-missing': { status: 422, title: 'Nội dung được dẫn chiếu không tồn tại.', english: 'Something referred to does not exist.' },
  'duplicate': { status: 409, title: 'Nội dung này đã có rồi.', english: 'This exists already.' },
  'stale': { status: 409, title: 'Nội dung đã được người khác sửa. Hãy xem bản mới trước khi lưu.', english: 'Someone else has changed this; both versions are given.' },
  'illegal-state': { status: 409, title: 'Không thể làm việc này ở trạng thái hiện tại.', english: 'Not possible in the present state.' },
  'open-children': { status: 409, title: 'Còn nhiệm vụ con chưa kết thúc.', english: 'Child tasks are still open.' },
  'stock-short': { status: 409, title: 'Trong kho không còn đủ số lượng này. Hãy kiểm tra tồn kho rồi ghi lại.', english: 'Not enough in store.' },
  'stock-used': { status: 409, title: 'Hàng của phiếu này đã được xuất hoặc chuyển tiếp nên không hủy được phiếu. Hãy hủy các phiếu ghi sau trước.', english: 'The goods of this movement have gone on, so it cannot be voided.' },
  'beyond-sanction': { status: 422, title: 'Mức xử phạt nằm ngoài khung có hiệu lực vào ngày vi phạm.', english: 'The penalty lies outside the range in force on the day of the violation.' },
  'same-person': { status: 409, title: 'Người đề nghị không được tự xác nhận. Hãy để người thứ hai xác nhận.', english: 'Whoever proposed it may not confirm it; a second person must.' },
  'plan-unready': { status: 409, title: 'Phương án chưa diễn tập xong hoặc còn việc chưa quyết.', english: 'The plan was not rehearsed as it stands, or questions are open.' },
  'role-elsewhere': { status: 422, title: 'Vai trò này chỉ giao ở cơ quan thuộc đúng lĩnh vực (cán bộ y tế: cơ quan ngành y tế). Hãy chọn vai trò khác, hoặc giao vị trí ở cơ quan y tế.', english: 'This role is given at bodies of its own sector only.' },
  'collection-off': { status: 409, title: 'Không có quyết định thu thập nào còn hiệu lực cho nơi và ngày này.', english: 'No decision in force collects visits at this place on this day.' },
  'no-such-place-then': { status: 422, title: 'Đơn vị hành chính này không tồn tại vào ngày đó (đã sáp nhập hoặc chưa lập). Hãy chọn theo tên đơn vị lúc đó.', english: 'This unit did not exist on that day.' },
  'facility-not-empty': { status: 409, title: 'Cơ sở còn người đang ở; hãy chuyển hoặc cho ra hết trước khi đóng.', english: 'People are still in the facility; transfer or discharge them before it closes.' },
  'figures-unexplained': { status: 422, title: 'Có số liệu chưa khớp. Hãy sửa số, hoặc nêu lý do cho từng số rồi gửi.', english: 'Figures do not fit each other; each needs a reason.' },
  'no-superior': { status: 409, title: 'Cơ quan giao việc không có cấp trên trong hệ thống để báo cáo.', english: 'The assigner has no superior here.' },

  // Files and documents
  'too-large': { status: 413, title: 'Tệp quá lớn.', english: 'The file is too large.' },
  'file-empty': { status: 422, title: 'Tệp rỗng.', english: 'The file is empty.' },
  'file-type': { status: 415, title: 'Loại tệp này không được nhận. Hãy gửi PDF, DOCX, XLSX, ảnh PNG, JPEG, WebP hoặc văn bản thuần.', english: 'This type of file is not accepted.' },
  'file-differs': { status: 409, title: 'Mã tệp này đã được dùng cho một tệp khác.', english: 'This id already belongs to another file.' },
  'secret-document': { status: 422, title: 'Văn bản có độ mật (MẬT, TỐI MẬT, TUYỆT MẬT) không được đưa vào hệ thống.', english: 'Documents of a secrecy grade are refused.' },
  'not-a-directive': { status: 422, title: 'Nội dung này không giống văn bản chỉ đạo. Kiểm tra lại, hoặc xác nhận vẫn nhập.', english: 'This does not look like a directive; it may be taken in by force.' },
  'duplicate-directive': { status: 409, title: 'Văn bản cùng số và cùng cơ quan ban hành đã được nhập.', english: 'A directive of the same number and issuer is registered already.' },
  'encrypted-document': { status: 422, title: 'Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại.', english: 'The file is encrypted.' },
  'unresolved-bodies': { status: 422, title: 'Còn nhiệm vụ chưa rõ giao cho cơ quan nào.', english: 'Some tasks name no known body.' },
  'secrecy-undeclared': { status: 422, title: 'Ảnh và bản quét chỉ được nhận khi bạn xác nhận văn bản không thuộc bí mật nhà nước.', english: 'Scans are taken only with the declaration that they hold no state secret.' },
  'draft-unready': { status: 422, title: 'Dự thảo còn chỗ phải sửa trước khi trình ký.', english: 'The draft has faults that must be mended before it goes to the signature.' },
  'draft-differs': { status: 422, title: 'Văn bản đọc lại không đúng như đã soạn nên chưa phát hành. Hãy trả về sửa những mục được nêu.', english: 'What is read out of the document is not what was written; it is not issued.' },
  'not-a-pdf': { status: 422, title: 'Bản ký số phải là tệp PDF.', english: 'A digitally signed copy must be a PDF.' },
  'unreadable-document': { status: 422, title: 'Không đọc được nội dung văn bản.', english: 'The document cannot be read.' },

  // Us
  'too-many-requests': { status: 429, title: 'Quá nhiều yêu cầu. Hãy thử lại sau ít phút.', english: 'Too many requests.' },
  'busy': { status: 503, title: 'Hệ thống đang bận. Hãy thử lại.', english: 'The system is busy; try again.' },
  'server-error': { status: 500, title: 'Có lỗi trong hệ thống. Việc này đã được ghi lại.', english: 'Something failed here; it has been logged.' },
} as const satisfies Record<string, ProblemKind>

/** A stable code of `problems`. */
export type ProblemCode = keyof typeof problems
