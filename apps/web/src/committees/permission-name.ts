import { hasWord, word } from '../text/t.ts'

/** What a permission lets one do, in words; a code that has no words yet is shown as it is. */
export function permissionName(permission: string): string {
  const [subject = '', action = ''] = permission.split('.')
  const of = hasWord(`permissionOf.${subject}`) ? word(`permissionOf.${subject}`) : subject
  return `${of}: ${hasWord(`permissionTo.${action}`) ? word(`permissionTo.${action}`) : action}`
}

/** Several permissions, those of one kind of thing together: "Nhiệm vụ: xem, báo cáo · Văn bản: xem". */
export function permissionNames(permissions: readonly string[]): string {
  const kinds = new Map<string, string[]>()
  for (const name of permissions.map(permissionName)) {
    const [of = '', ...to] = name.split(': ')
    kinds.set(of, [...(kinds.get(of) ?? []), to.join(': ')])
  }
  return [...kinds].map(([of, to]) => `${of}: ${to.join(', ')}`).join(' · ')
}
