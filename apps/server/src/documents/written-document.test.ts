import { expectTypeOf, it } from 'vitest'
import type { WrittenDocument } from '@phaodai/directives'
import type { WrittenDocument as OnTheWire } from '@phaodai/office'

it('the document on the wire is the document the writer takes', () => {
  expectTypeOf<OnTheWire>().toEqualTypeOf<WrittenDocument>()
})
