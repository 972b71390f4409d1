import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { messageOf } from '../api/client.ts'

/** A change of a meeting: its answer is shown at once, lists are asked anew; what is refused is said. */
export function useStep(done?: string) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (step: () => Promise<MeetingDetail>) => step(),
    onError: async (error) => {
      void message.error(messageOf(error))
      await queries.invalidateQueries({ queryKey: ['meetings', 'one'] })
    },
    onSuccess: async (meeting) => {
      queries.setQueryData(['meetings', 'one', meeting.id], meeting)
      await queries.invalidateQueries({ queryKey: ['meetings', 'list'] })
      if (done !== undefined) void message.success(done)
    },
  })
}
