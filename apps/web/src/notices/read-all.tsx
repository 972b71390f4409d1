import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { readNotices } from './api.ts'

/** Marks all, or all of one kind, that had been told when the list was drawn. */
export function ReadAll({ asOf, kind, words }: { asOf: string; kind?: string; words?: string }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const mark = useMutation({
    mutationFn: () => readNotices(asOf, kind),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
  return <Button size={kind === undefined ? 'middle' : 'small'} loading={mark.isPending} onClick={() => mark.mutate()}>{words ?? t('notices.readAll')}</Button>
}
