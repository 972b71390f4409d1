import { createContext, useContext } from 'react'
import type { Language } from '../text/t.ts'

/** The language on screen and how to change it. */
export const LanguageContext = createContext<{ language: Language; choose: (next: Language) => void }>({ language: 'vi', choose: () => {} })
export const useLanguage = () => useContext(LanguageContext)
