import * as z from 'zod'

// The page's content policy allows no code made from text; zod would try it once and leave a fault in the console.
z.config({ jitless: true })
