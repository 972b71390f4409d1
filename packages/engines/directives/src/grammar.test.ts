import { describe, expect, it } from 'vitest'
import { readDirective, toGuideSchema } from './index.ts'

/** Unit, lead, day and recurrence of every task of a text. */
function tasksOf(text: string) {
  return toGuideSchema(readDirective(text), 'x').tasks
}

function leads(text: string): string[][] {
  return tasksOf(text).map(task => [task.item, ...task.lead])
}

const HEADER = 'TỈNH ỦY SƠN BÌNH\n*\nSố 05-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n'

describe('headings', () => {
  it.each(['Nhiệm vụ của Sở Y tế', 'Trách nhiệm của Sở Y tế', 'Đối với Sở Y tế'])('charge the body they name: %s', heading => {
    expect(leads(`1. ${heading}\na) Rà soát thuốc, hóa chất.\nb) Công an tỉnh quản lý các chốt.`)).toEqual([['1.a', 'Sở Y tế'], ['1.b', 'Công an tỉnh']])
  })

  it('that order something are tasks, and their units go to the same bodies', () => {
    const text = '6. Để chủ động phòng, chống dịch, yêu cầu các địa phương thực hiện nghiêm Chỉ thị số 05/CT-TTg, trong đó tập trung:\na) Kiểm soát người nhập cảnh.\nb) Sở Y tế tổ chức tiêm chủng.'
    expect(leads(text)).toEqual([['6', 'các địa phương'], ['6.a', 'các địa phương'], ['6.b', 'Sở Y tế']])
    expect(leads('6. Ủy ban nhân dân huyện chỉ đạo:\n- Ngành Y tế rà soát thuốc.')).toEqual([['6.-1', 'Ngành Y tế']])
  })

  it('without a stop are not glued to the paragraph below', () => {
    const reading = toGuideSchema(readDirective('1- Tăng cường sự lãnh đạo của cấp ủy đảng\nCác cấp ủy đảng tổ chức quán triệt Chỉ thị này đến toàn thể cán bộ, đảng viên trong tỉnh.'), 'x')
    expect(reading.tasks.map(task => [task.item, task.text.slice(0, 24)])).toEqual([['1', 'Các cấp ủy đảng tổ chức ']])
    expect(reading.items[0]!.startsWith).toBe('Tăng cường sự lãnh đạo của cấp ủy')
  })

  it.each(['Điều kiện thành lập điểm tiêm', 'Tiêu chí thực hiện', 'Mục tiêu', 'Quan điểm chỉ đạo', 'Đối tượng', 'Mục đích, yêu cầu'])('of what must be so or is aimed at order nothing: %s', heading => {
    expect(tasksOf(`1. ${heading}\n- Có biển cảnh báo trước cửa nhà.\n- Bố trí lối đi một chiều.`)).toEqual([])
  })

  it.each(['I- ', 'I. ', 'I/ ', 'Phần I. ', 'Phần thứ nhất. ', 'Mục I. '])('are found right after the abstract: %s', mark => {
    const { items, abstract } = toGuideSchema(readDirective(`${HEADER}Sơn Bình, ngày 5 tháng 8 năm 2021\nCHỈ THỊ\nvề phòng, chống dịch\n${mark}TÌNH HÌNH\nDịch diễn biến phức tạp.\n`), 'x')
    expect(items.map(item => item.startsWith)).toEqual(['TÌNH HÌNH Dịch diễn biến phức tạp.'])
    expect(abstract).toBe('về phòng, chống dịch')
  })
})

describe('sentences', () => {
  it.each(['là đầu mối tổng hợp, báo cáo kết quả', 'làm đầu mối tổng hợp, báo cáo kết quả', 'thường trực, tổng hợp, báo cáo kết quả'])('that make a body the hub are tasks: %s', role => {
    expect(tasksOf(`1. Sở Nội vụ ${role} với Ủy ban nhân dân tỉnh.`)).toMatchObject([{ lead: ['Sở Nội vụ'], topics: expect.arrayContaining(['reporting']) }])
  })

  it('fall apart where a day and a recurring duty meet', () => {
    const day = 'CHỈ THỊ\nSố: 1/CT-UBND\nHà Nội, ngày 1 tháng 2 năm 2021\n'
    const text = `${day}1. Các huyện rà soát đối tượng, xong trước ngày 07/6/2021; hằng ngày báo cáo Sở Y tế trước 16 giờ 00.\n2. Các huyện lập dự toán gửi Sở Tài chính trước ngày 25/3/2021; tổng hợp, báo cáo Sở Y tế vào thứ Năm hằng tuần.`
    expect(tasksOf(text).map(task => [task.item, task.deadline, task.recurring, task.reportTo])).toEqual([
      ['1', '2021-06-07', null, null], ['1', null, 'daily', 'Sở Y tế'], ['2', '2021-03-25', null, 'Sở Tài chính'], ['2', null, 'weekly', 'Sở Y tế'],
    ])
  })

  it('of praise by the issuer are no tasks', () => {
    expect(tasksOf('1. Ban Thường vụ Tỉnh ủy ghi nhận, đánh giá cao nỗ lực của các lực lượng.\n2. Ban Thường vụ Tỉnh ủy biểu dương các đơn vị.')).toEqual([])
    expect(tasksOf('1. Sở Nội vụ tham mưu biểu dương các đơn vị.')).toHaveLength(1)
  })

  it('that put a decision into the hands of a list of bodies are tasks', () => {
    const text = 'QUYẾT ĐỊNH\nĐiều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các Sở: Y tế, Xây dựng; Chủ tịch Ủy ban nhân dân các huyện và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.'
    expect(leads(text)).toEqual([['Điều 3', 'Chánh Văn phòng Ủy ban nhân dân tỉnh', 'Giám đốc các Sở: Y tế, Xây dựng', 'Chủ tịch Ủy ban nhân dân các huyện', 'các cơ quan, đơn vị liên quan']])
    expect(tasksOf('1. Bí thư cấp ủy chịu trách nhiệm trước Ban Thường vụ Tỉnh ủy.')).toEqual([])
  })

  it('keep what is ordered out of the names of bodies', () => {
    expect(tasksOf('1. Báo Sơn Bình, Đài Phát thanh, các doanh nghiệp viễn thông nhắn tin khuyến cáo người dân.')).toMatchObject([{ lead: ['Báo Sơn Bình', 'Đài Phát thanh', 'các doanh nghiệp viễn thông'] }])
  })

  it('recur only when the order does, not a noun in it', () => {
    expect(tasksOf('1. Người dân coi việc diệt lăng quăng là việc làm hằng ngày.\n2. Sở Y tế báo cáo hằng ngày.').map(task => task.recurring)).toEqual([null, 'daily'])
  })
})

describe('the place', () => {
  it.each(['Độc lập - Tự do - Hạnh phúc\n________\n', 'Độc lập - Tự do - Hạnh phúc ____ ', 'Độc lập - Tự do - Hạnh phúc\n* * *\n', 'Độc lập - Tự do - Hạnh phúc\n-------\n★ '])('is without motto and drawing: %j', motto => {
    const reading = readDirective(`ỦY BAN NHÂN DÂN\nSố: 1/CT-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n${motto}Sơn Bình, ngày 5 tháng 8 năm 2021\nCHỈ THỊ\n`)
    expect([reading.place.value, reading.date.value]).toEqual(['Sơn Bình', '2021-08-05'])
  })
})
