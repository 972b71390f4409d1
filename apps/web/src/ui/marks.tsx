import {
  BorderOutlined, CheckCircleFilled, CheckCircleOutlined, ClockCircleFilled, CloseCircleOutlined, HourglassOutlined, MinusOutlined, PauseCircleOutlined,
  PlayCircleOutlined, RollbackOutlined, StopOutlined, WarningFilled,
} from '@ant-design/icons'
import { formatDay, dayInVietnam, type Day } from '@phaodai/vocabulary'
import { timingSaid, type Task, type TaskState } from '@phaodai/office'
import type { ReactNode } from 'react'
import { locale, t } from '../text/t.ts'

const stateIcons: Record<TaskState, ReactNode> = {
  not_started: <BorderOutlined />, in_progress: <PlayCircleOutlined />, awaiting_confirmation: <HourglassOutlined />, done: <CheckCircleFilled />,
  refused: <StopOutlined />, sent_back: <RollbackOutlined />, suspended: <PauseCircleOutlined />, cancelled: <CloseCircleOutlined />,
}

/** State of a task: sign and word, in the neutral colours (timing has the others). */
export function StateMark({ state }: { state: TaskState }) {
  return <span className={`mark state-${state}`}><span aria-hidden="true">{stateIcons[state]}</span> {t(`taskState.${state}`)}</span>
}

const timingIcons: Record<Task['timing'], ReactNode> = {
  in_time: <CheckCircleOutlined />, nearly_due: <ClockCircleFilled />, overdue: <WarningFilled />, no_deadline: <MinusOutlined />,
}

/** Timing of a task: sign, word and days; never mixed with its state. */
export function TimingMark({ task }: { task: Pick<Task, 'timing' | 'daysLate' | 'state'> }) {
  return <span className={`mark timing-${task.timing}${task.state === 'done' ? ' settled' : ''}`}><span aria-hidden="true">{timingIcons[task.timing]}</span> {timingWords(task)}</span>
}

function timingWords(task: Pick<Task, 'timing' | 'daysLate' | 'state'>): string {
  const said = timingSaid(task)
  const late = said === 'doneLate' || (said === 'overdue' && task.daysLate > 0)
  return late ? t(`timing.${said}By`, { days: task.daysLate }) : t(`timing.${said}`)
}

/** A day as lists write it. */
export function DayText({ day }: { day: Day | null }) {
  return day === null ? <span className="quiet">{t('day.none')}</span> : <time dateTime={day} className="figures">{formatDay(day)}</time>
}

/** The deadline in force, with a word when the office set it. */
export function DeadlineText({ task }: { task: Pick<Task, 'deadline' | 'deadlineSource' | 'deadlineKind' | 'recurring'> }) {
  if (task.deadline === null) return <span className="quiet">{task.recurring === null ? t(`deadlineKind.${task.deadlineKind}`) : t(`recurring.${task.recurring}`)}</span>
  return <><DayText day={task.deadline} />{task.deadlineSource === 'office' && <span className="office-date" title={t('deadline.officeSetLong')}> {t('deadline.officeSet')}</span>}</>
}

/** An instant in Vietnam's time: "14:05 2/9/2021". */
export function InstantText({ at }: { at: string }) {
  return <time dateTime={at} className="figures">{clockTime(at)} {formatDay(dayInVietnam(at))}</time>
}

function clockTime(at: string): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(at))
}

/** Today in Vietnam. */
export function todayInVietnam(): Day {
  return dayInVietnam(new Date().toISOString())
}
