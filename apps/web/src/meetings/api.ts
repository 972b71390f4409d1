/** Calls of the meetings' screens. */
import type { AnswerInvitation, MarkAttendance, Meeting, MeetingChoices, MeetingDetail, MeetingInput, MeetingOrigin, MeetingTextKind, SignMinutes } from '@phaodai/office/meeting.ts'
import type * as z from 'zod'
import { download, get, newId, send } from '../api/client.ts'

const at = (id: string, rest = ''): string => `/api/meetings/${id}${rest}`

export const listMeetings = (box: string, q: string, after?: string) => get<{ rows: Meeting[]; next: string | null }>('/api/meetings', { box, q, after })
export const getMeeting = (id: string) => get<MeetingDetail>(at(id))
export const getMeetingChoices = () => get<MeetingChoices>('/api/meetings/choices')
export const getMeetingOf = (directiveId: string) => get<z.infer<typeof MeetingOrigin>>(`/api/directives/${directiveId}/meeting`)
export const putMeeting = (id: string, input: MeetingInput) => send<MeetingDetail>('PUT', at(id), input)
/** Steps that need the version alone. */
export const moveMeeting = (id: string, step: 'invite' | 'open', version: number) => send<MeetingDetail>('POST', at(id, `/${step}`), { version })
export const stopMeeting = (id: string, step: 'postpone' | 'cancel', version: number, reason: string) => send<MeetingDetail>('POST', at(id, `/${step}`), { version, reason })
export const answerFor = (id: string, inviteeId: string, input: z.input<typeof AnswerInvitation>) => send<MeetingDetail>('POST', at(id, `/invitees/${inviteeId}/answer`), input)
export const markFor = (id: string, inviteeId: string, input: z.input<typeof MarkAttendance>) => send<MeetingDetail>('POST', at(id, `/invitees/${inviteeId}/attendance`), input)
export const addPapers = (id: string, fileIds: string[]) => send<MeetingDetail>('POST', at(id, '/papers'), { fileIds })
export const beginMinutes = (id: string) => send<MeetingDetail>('POST', at(id, '/minutes/begin'), {})
export const saveMeetingText = (id: string, kind: MeetingTextKind, version: number, text: string) => send<MeetingDetail>('PUT', at(id, `/texts/${kind}`), { version, text })
export const signMinutes = (id: string, input: z.infer<typeof SignMinutes>) => send<MeetingDetail>('POST', at(id, '/minutes/sign'), input)
export const draftFor = (id: string, what: 'invitation' | 'conclusion') => send<MeetingDetail>('PUT', at(id, `/${what}-draft/${newId()}`), {})
export const downloadMeetingPaper = (meeting: Pick<MeetingDetail, 'id' | 'day'>, what: 'giay-moi' | 'bien-ban', format: 'docx' | 'pdf') => download(at(meeting.id, `/paper/${what}.${format}`), `${what}-${meeting.day}.${format}`)
