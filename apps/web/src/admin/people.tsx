import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { changePost, listPeople, type PersonView, type PostView } from '../api/bodies.ts'
import { messageOf } from '../api/client.ts'
import { t, word } from '../text/t.ts'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { PersonDialog } from './person-dialog.tsx'

/** People below this body with their posts: entered, given another post, a post ended. */
export function People() {
  const [words, setWords] = useState('')
  const [entering, setEntering] = useState<PersonView | 'new' | null>(null)
  const asked = useSettled(words.trim(), 250)
  const people = useQuery({ queryKey: ['people', 'list', asked], queryFn: () => listPeople(asked), placeholderData: (before) => before })
  return (
    <>
      <div className="filter-line">
        <Input className="words-search" allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('people.search')} aria-label={t('people.search')} />
        <Button type="primary" onClick={() => setEntering('new')}>{t('people.create')}</Button>
      </div>
      <Answer of={people}>
        {(rows) => (rows.length === 0 ? <Nothing title="people.none" /> : (
          <Table caption={t('admin.people')} heads={['people.name', 'people.posts']} acts="task.actions">
            {rows.map((person) => (
              <tr key={person.id}>
                <td>{person.fullName}</td>
                <td data-label={t('people.posts')}><ul className="plain-list">{person.posts.map((post) => <PostLine key={post.id} post={post} />)}</ul></td>
                <td><Button size="small" onClick={() => setEntering(person)}>{t('people.addPost')}</Button></td>
              </tr>
            ))}
          </Table>
        ))}
      </Answer>
      {entering !== null && <PersonDialog person={entering === 'new' ? null : entering} close={() => setEntering(null)} />}
    </>
  )
}

function PostLine({ post }: { post: PostView }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const end = useMutation({
    mutationFn: () => changePost(post.id, { version: post.version, title: post.title, validTo: todayInVietnam() }),
    onError: (error) => message.error(messageOf(error)), onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  return (
    <li>
      {post.title} · {post.bodyName} · <span className="quiet">{word(`postRole.${post.role}`)}</span> · <DayText day={post.validFrom} />{post.validTo === null ? ' →' : <> – <DayText day={post.validTo} /></>}
      {post.validTo === null && <Popconfirm title={t('people.endPostAsk')} onConfirm={() => end.mutate()}><Button size="small" type="link" loading={end.isPending}>{t('people.endPost')}</Button></Popconfirm>}
    </li>
  )
}
