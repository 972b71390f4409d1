import { useMutation } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import type { DirectiveDetail } from '@phaodai/office'
import { download, messageOf } from '../api/client.ts'
import { draftResults, resultsPath } from '../api/statistics.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

/** "Báo cáo kết quả thực hiện": drafted from the document's tasks, as a draft for whoever writes them, else as a file. */
export function ResultReport({ directive }: { directive: DirectiveDetail }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const failed = (error: unknown) => void message.error(messageOf(error))
  const draft = useMutation({ mutationFn: () => draftResults(directive.id), onError: failed, onSuccess: ({ id }) => navigate(`/soan-thao/${id}`) })
  if (directive.state === 'draft' || directive.tasks.total === 0) return null
  const items = (['docx', 'pdf'] as const).map((format) => ({ key: format, label: format.toUpperCase(), onClick: () => void download(resultsPath(directive.id, format), `${t('results.file')}.${format}`).catch(failed) }))
  return (
    <>
      {may('draft.write') && <Button loading={draft.isPending} onClick={() => draft.mutate()}>{t('results.write')}</Button>}
      <Dropdown trigger={['click']} menu={{ items }}><Button>{t('results.download')}</Button></Dropdown>
    </>
  )
}
