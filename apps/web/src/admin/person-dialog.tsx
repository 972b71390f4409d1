import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import { addPost, createPerson, listRoles, type NewPost, type PersonView } from '../api/bodies.ts'
import { messageOf, newId } from '../api/client.ts'
import { t, word } from '../text/t.ts'
import { BodySelect } from '../ui/body-select.tsx'
import { todayInVietnam } from '../ui/marks.tsx'

type Entered = { fullName: string; phone?: string; email?: string; body: BodyRef; actsFor?: BodyRef; role: string; title: string }

function postOf({ body, actsFor, role, title }: Entered): NewPost {
  return { bodyId: body.id, actsForId: actsFor?.id ?? body.id, role, title, validFrom: todayInVietnam() }
}

/** Enters a person with a first post, or gives somebody known another one. */
export function PersonDialog({ person, close }: { person: PersonView | null; close: () => void }) {
  const [form] = Form.useForm<Entered>()
  const [ids] = useState(() => ({ person: newId(), post: newId() }))
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles, staleTime: Infinity })
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: (entered: Entered): Promise<unknown> => person === null
      ? createPerson(ids.person, { fullName: entered.fullName, phone: entered.phone?.trim() || null, email: entered.email?.trim() || null, post: { id: ids.post, ...postOf(entered) } })
      : addPost(person.id, postOf(entered)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] })
      void message.success(t('people.saved'))
      close()
    },
  })
  const title = person === null ? t('people.create') : `${t('people.addPost')} · ${person.fullName}`
  return (
    <Modal open title={title} okText={t('dialog.save')} confirmLoading={save.isPending} onOk={form.submit} onCancel={close}>
      {save.isError && <Alert role="alert" type="error" showIcon title={messageOf(save.error)} className="gap-below" />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(entered) => save.mutate(entered)}>
        {person === null && (
          <>
            <Form.Item name="fullName" label={t('people.fullName')} rules={[{ required: true }]}><Input /></Form.Item>
            <Form.Item name="phone" label={t('people.phone')}><Input inputMode="tel" /></Form.Item>
            <Form.Item name="email" label={t('people.email')} rules={[{ type: 'email' }]}><Input inputMode="email" /></Form.Item>
          </>
        )}
        <Form.Item name="body" label={t('people.seat')} rules={[{ required: true }]}><BodyField label={t('people.seat')} /></Form.Item>
        <Form.Item name="actsFor" label={t('people.actsFor')} extra={t('people.actsForHelp')}><BodyField label={t('people.actsFor')} /></Form.Item>
        <Form.Item name="title" label={t('people.title')} rules={[{ required: true }]}><Input /></Form.Item>
        <Form.Item name="role" label={t('people.role')} rules={[{ required: true }]}><Select options={(roles.data ?? []).map(({ name }) => ({ value: name, label: word(`postRole.${name}`) }))} /></Form.Item>
      </Form>
    </Modal>
  )
}

function BodyField({ value, onChange, label, id }: { value?: BodyRef; onChange?: (body: BodyRef | null) => void; label: string; id?: string }) {
  return <BodySelect {...(id === undefined ? {} : { id })} label={label} value={value ?? null} onChange={(body) => onChange?.(body)} />
}
