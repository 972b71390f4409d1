type WayOn = { needs: string; word: string; to: (id: string) => string }

const WAYS: Readonly<Record<string, WayOn>> = { place: { needs: 'contact.collect', word: 'book.title', to: (id) => `/dia-diem/${id}/so-luot-ghe` } }

/** The page that records of a register lead to, where there is one beyond the kit's own. */
export const wayOn = (register: string): WayOn | undefined => WAYS[register]
