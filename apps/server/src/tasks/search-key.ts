import { searchKey } from '@phaodai/vocabulary'

/** What a task is found by: its words and the number of its document, without marks. */
export function searchKeyOf(text: string, directiveNumber: string | null): string {
  return searchKey(`${directiveNumber ?? ''} ${text}`)
}
