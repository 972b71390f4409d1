import type { DraftItem } from '@phaodai/office'

/** A unit without words. */
export function emptyItem(id: string): DraftItem {
  return { id, kind: null, text: '', paragraphs: [], heading: false, task: null, noTask: false, source: null, children: [] }
}

type Edit = (siblings: readonly DraftItem[], n: number) => readonly DraftItem[]

/** Applies an edit to the list in which an item stands; the tree as it was when it stands nowhere. */
function editAround(items: readonly DraftItem[], id: string, edit: Edit): DraftItem[] {
  const n = items.findIndex(item => item.id === id)
  if (n >= 0) return [...edit(items, n)]
  return items.map(item => (item.children.length === 0 ? item : { ...item, children: editAround(item.children, id, edit) }))
}

const splice = (items: readonly DraftItem[], n: number, gone: number, ...put: DraftItem[]): DraftItem[] => [...items.slice(0, n), ...put, ...items.slice(n + gone)]

/** Changes one item. */
export function changeItem(items: readonly DraftItem[], id: string, patch: Partial<DraftItem>): DraftItem[] {
  return editAround(items, id, (list, n) => splice(list, n, 1, { ...list[n]!, ...patch }))
}

/** Puts a new item behind another, at its level. */
export function addAfter(items: readonly DraftItem[], id: string, fresh: DraftItem): DraftItem[] {
  return editAround(items, id, (list, n) => splice(list, n + 1, 0, fresh))
}

/** Takes an item out with everything below it. */
export function removeItem(items: readonly DraftItem[], id: string): DraftItem[] {
  return editAround(items, id, (list, n) => splice(list, n, 1))
}

/** Moves an item among its siblings; at the end it stays. */
export function moveItem(items: readonly DraftItem[], id: string, by: 1 | -1): DraftItem[] {
  return editAround(items, id, (list, n) => (list[n + by] ? splice(splice(list, n, 1), n + by, 0, list[n]!) : list))
}

/** Puts an item under the sibling before it. */
export function indentItem(items: readonly DraftItem[], id: string): DraftItem[] {
  return editAround(items, id, (list, n) => (n === 0 ? list : splice(list, n - 1, 2, { ...list[n - 1]!, children: [...list[n - 1]!.children, list[n]!] })))
}

/** Puts an item behind its parent, at the parent's level. */
export function outdentItem(items: readonly DraftItem[], id: string): DraftItem[] {
  return items.flatMap(item => {
    const child = item.children.find(each => each.id === id)
    if (child) return [{ ...item, children: item.children.filter(each => each !== child) }, child]
    return [{ ...item, children: outdentItem(item.children, id) }]
  })
}
