/** What is being typed into a report: figures as texts, words, and what they come to before they are saved. */
import { useState } from 'react'
import { checksOf, columnsOf, expectedOf, together, withRates, type Before, type Figures, type NarrativePart, type QuickChange, type QuickColumn, type QuickReport } from '@phaodai/office/quick-report.ts'

/** A figure as people type it: "1.250", "1250", "12,5"; null for an empty one, undefined for what is no figure. */
export function readFigure(text: string): number | null | undefined {
  const bare = text.trim().replaceAll(/\s/gu, '')
  if (bare === '') return null
  const plain = /^\d{1,3}(\.\d{3})+(,\d+)?$/u.test(bare) ? bare.replaceAll('.', '') : bare
  return /^\d{1,15}([.,]\d{1,3})?$/u.test(plain) ? Number(plain.replace(',', '.')) : undefined
}

const written = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))
export const beforeOf = ({ figures, hasPrevious }: Pick<QuickReport, 'figures' | 'hasPrevious'>): Before =>
  ({ previous: hasPrevious ? Object.fromEntries(figures.map(({ column, previous }) => [column, previous])) : null, adjusted: Object.fromEntries(figures.map(({ column, adjusted }) => [column, adjusted])) })

export type Entry = ReturnType<typeof useEntry>

/** Holds what was typed over a report until it is saved; a save that is refused keeps it. */
export function useEntry(report: QuickReport) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [words, setWords] = useState<Partial<Record<NarrativePart, string>>>({})
  const columns = columnsOf(report.form)
  const of = new Map(report.figures.map((figure) => [figure.column, figure]))
  const before = beforeOf(report)
  const valuesWith = (texts: Readonly<Record<string, string>>): Figures => Object.fromEntries(columns.map(({ code }) => {
    const text = texts[code]
    return [code, text === undefined ? of.get(code)?.value ?? null : readFigure(text) ?? null]
  }))
  const totalsWith = (texts: Readonly<Record<string, string>>): Figures => {
    const values = valuesWith(texts)
    return withRates(columns, Object.fromEntries(columns.map(({ code }) => [code, together(values[code], of.get(code)?.summed)])))
  }

  /** The cumulative figure of new ones follows while nobody has typed another: it is carried from yesterday in sight. */
  const carried = (code: string, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
    const total = report.parts.length > 0 ? undefined : columns.find(({ accumulates }) => accumulates === code)
    const told = total && of.get(total.code)
    if (!total || !(told?.value === null || told?.origin === 'carried') || (texts[total.code] !== undefined && texts[total.code] !== carriedText(total, typed))) return texts
    return { ...texts, [total.code]: carriedText(total, texts) }
  }
  const carriedText = (total: QuickColumn, texts: Readonly<Record<string, string>>): string => {
    const expected = expectedOf(total, totalsWith(texts), before)
    return expected === null || expected < 0 ? '' : written(expected)
  }

  const totals = totalsWith(typed)
  const bad = Object.keys(typed).filter((code) => readFigure(typed[code]!) === undefined)
  const figures = Object.entries(typed).map(([column, text]) => ({ column, value: readFigure(text) ?? null })).filter(({ column, value }) => value !== (of.get(column)?.value ?? null))
  const narrative = Object.fromEntries(Object.entries(words).filter(([part, text]) => text.trim() !== (report.narrative[part as NarrativePart] ?? '')).map(([part, text]) => [part, text.trim() || null]))
  return {
    columns, of, totals, bad, checks: checksOf(columns, totals, before), changes: figures.length + Object.keys(narrative).length,
    isTyped: (code: string): boolean => typed[code] !== undefined,
    textOf: (code: string): string => typed[code] ?? written(of.get(code)?.value ?? null),
    type: (code: string, text: string): void => setTyped((now) => carried(code, { ...now, [code]: text })),
    wordsOf: (part: NarrativePart): string => words[part] ?? report.narrative[part] ?? '',
    say: (part: NarrativePart, text: string): void => setWords((now) => ({ ...now, [part]: text })),
    expectedOf: (column: QuickColumn): number | null => expectedOf(column, totals, before),
    change: (): QuickChange => ({ version: report.version, figures, narrative }),
    forget: (): void => { setTyped({}); setWords({}) },
  }
}
