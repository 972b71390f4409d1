import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { NoticeSettings } from '@phaodai/office'
import { messageOf } from '../api/client.ts'

/** Under which the settings are kept in the page. */
export const SETTINGS = ['notices', 'settings']

/** Runs a call that answers with the settings, shows a refusal, and keeps what came back. */
export function useSettingsCall<V>(call: (value: V) => Promise<NoticeSettings>, done?: () => void) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: call,
    onError: (error) => message.error(messageOf(error)),
    onSuccess: (settings) => {
      queries.setQueryData(SETTINGS, settings)
      done?.()
    },
  })
}
