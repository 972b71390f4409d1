import { hasWord, word } from '../text/t.ts'

/** What a permission lets one do, in words; a code that has no words yet is shown as it is. */
export function permissionName(permission: string): string {
  const [subject = '', action = ''] = permission.split('.')
  const of = hasWord(`permissionOf.${subject}`) ? word(`permissionOf.${subject}`) : subject
  return `${of}: ${hasWord(`permissionTo.${action}`) ? word(`permissionTo.${action}`) : action}`
}
