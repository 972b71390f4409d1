import type { Page } from '../page.ts'
import { allowed } from './allowed.ts'
import { declarePage } from './declare.ts'
import { home } from './home.ts'
import { place } from './place.ts'
import { record } from './record.ts'
import { registerPlace } from './register-place.ts'

/** Every public page; a new one is a file beside this and a name here. */
export const pages: readonly Page[] = [home, place, declarePage, registerPlace, record, allowed]
