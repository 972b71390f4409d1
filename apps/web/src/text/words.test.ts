import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const names = (sentence: string): string[] => [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort()

describe('words on screen', () => {
  it('stand in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
  })

  it('carry the same values in both languages', () => {
    const english = en as Record<string, string>
    const different = Object.entries(vi).filter(([key, sentence]) => names(sentence).join() !== names(english[key] ?? '').join()).map(([key]) => key)
    expect(different).toEqual([])
  })

  it('are Vietnamese in normal form C', () => {
    expect(Object.values(vi).filter((sentence) => sentence !== sentence.normalize('NFC'))).toEqual([])
  })
})
