import { draftItems, type DraftItem } from '@phaodai/office'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addAfter, changeItem, emptyItem, indentItem, moveItem, outdentItem, removeItem } from './tree.ts'

const item = (id: string, ...children: DraftItem[]): DraftItem => ({ ...emptyItem(id), children })
const shape = (items: readonly DraftItem[]): string => items.map(({ id, children }) => (children.length > 0 ? `${id}(${shape(children)})` : id)).join(' ')
const tree = [item('a', item('b'), item('c')), item('d')]

describe('a tree of items', () => {
  test('is added to, moved, indented and taken from', () => {
    expect(shape(addAfter(tree, 'b', emptyItem('x')))).toBe('a(b x c) d')
    expect(shape(moveItem(tree, 'c', -1))).toBe('a(c b) d')
    expect(shape(moveItem(tree, 'd', 1))).toBe('a(b c) d')
    expect(shape(indentItem(tree, 'd'))).toBe('a(b c d)')
    expect(shape(indentItem(tree, 'a'))).toBe('a(b c) d')
    expect(shape(outdentItem(tree, 'b'))).toBe('a(c) b d')
    expect(shape(removeItem(tree, 'a'))).toBe('d')
    expect(changeItem(tree, 'c', { text: 'chữ' })[0]!.children[1]!.text).toBe('chữ')
  })

  test('loses and doubles nothing, whatever is moved where', () => {
    const trees = fc.letrec<{ forest: string[][] }>(() => ({ forest: fc.array(fc.array(fc.constant('x'), { maxLength: 3 }), { minLength: 1, maxLength: 4 }) })).forest
      .map(parts => parts.map((children, n) => item(`p${n}`, ...children.map((_, k) => item(`p${n}k${k}`)))))
    const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom(indentItem, outdentItem, (items: readonly DraftItem[], id: string) => moveItem(items, id, 1))), { maxLength: 12 })
    fc.assert(fc.property(trees, moves, (before, steps) => {
      const ids = (items: readonly DraftItem[]): string[] => draftItems(items).map(each => each.item.id).sort()
      const after = steps.reduce<DraftItem[]>((items, [pick, move]) => move(items, ids(items)[pick % ids(items).length]!), before)
      expect(ids(after)).toEqual(ids(before))
    }))
  })
})
