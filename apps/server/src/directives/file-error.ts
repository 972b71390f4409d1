/** Largest file that is read, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

export type FileFault =
  | 'empty-file' | 'file-too-large' | 'wrong-file-type' | 'encrypted-file' | 'damaged-file' | 'needs-recognition'
  | 'archive-too-large' | 'archive-path' | 'archive-entry' | 'archive-empty'

const SENTENCES: Record<FileFault, string> = {
  'empty-file': 'Tệp không có nội dung.',
  'file-too-large': 'Tệp lớn hơn 20 MB. Hãy chọn tệp nhỏ hơn hoặc tách riêng phần văn bản chỉ đạo.',
  'wrong-file-type': 'Chỉ đọc được tệp .txt, .doc, .docx, .pdf, ảnh .png, .jpg và tệp nén .zip.',
  'encrypted-file': 'Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.',
  'damaged-file': 'Tệp bị hỏng hoặc không đúng định dạng nên không đọc được.',
  'needs-recognition': 'Tệp là ảnh hoặc bản quét, không có lớp chữ; phải nhận dạng chữ trước.',
  'archive-too-large': 'Tệp nén có quá nhiều tệp hoặc giải nén ra quá lớn. Giới hạn: 50 tệp, mỗi tệp 20 MB, tất cả 60 MB.',
  'archive-path': 'Tệp nén có tên tệp trỏ ra ngoài thư mục nén nên không được nhận.',
  'archive-entry': 'Tệp nén có tệp không được nhận. Chỉ nén kèm .doc, .docx, .xlsx, .pdf, .txt, .png, .jpg, .webp.',
  'archive-empty': 'Trong tệp nén không có văn bản nào đọc được.',
}

/** A file that could not be read, with a stable code and a sentence for the screen. */
export class FileError extends Error {
  readonly code: FileFault

  constructor(code: FileFault, entry?: string) {
    super(entry === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${entry})`)
    this.name = 'FileError'
    this.code = code
  }
}
