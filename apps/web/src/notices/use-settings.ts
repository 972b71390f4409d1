import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { NoticeSettings, NoticeSettingsInput } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { changeSettings } from './api.ts'

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

function changed(settings: NoticeSettings, { preferences = [], ...own }: NoticeSettingsInput): NoticeSettings {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const kinds = settings.kinds.map((each) => preferences.filter(({ kind }) => kind === each.kind).reduce((kept, { channel, enabled }) => ({ ...kept, [channel]: enabled }), each))
  return { ...settings, ...given, kinds }
}

/** Changes settings: shown at once, taken back when it is refused. */
export function useSettingsChange(done?: () => void) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: changeSettings,
    onMutate: (input) => void queries.setQueryData<NoticeSettings>(SETTINGS, (kept) => kept && changed(kept, input)),
    onError: async (error) => {
      void message.error(messageOf(error))
      await queries.invalidateQueries({ queryKey: SETTINGS })
    },
    onSuccess: done,
  })
}
