import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import enGB from 'antd/es/locale/en_GB.js'
import viVN from 'antd/es/locale/vi_VN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/vi.js'
import 'dayjs/locale/en-gb.js'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import { useMemo, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { Refusal } from './api/client.ts'
import { LanguageContext } from './frame/language.ts'
import { theme } from './frame/theme.ts'
import { makeRouter } from './routes.tsx'
import { chooseWords, currentLanguage, type Language } from './text/t.ts'

dayjs.extend(customParseFormat)

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !(error instanceof Refusal && error.status >= 400 && error.status < 500) },
  },
})

/** The packages are ES modules that their types call CommonJS, so the default import is typed one level too deep. */
const locales = { vi: viVN, en: enGB } as unknown as Record<Language, Locale>

/** The whole office app: words, theme, server state and routes. A change of language draws everything again. */
export function App() {
  const [language, setLanguage] = useState<Language>(currentLanguage)
  const router = useMemo(() => makeRouter(), [])
  const choose = (next: Language) => void chooseWords(next).then(() => setLanguage(next))
  dayjs.locale(language === 'vi' ? 'vi' : 'en-gb')
  return (
    <LanguageContext value={{ language, choose }}>
      <ConfigProvider key={language} theme={theme} locale={locales[language]} button={{ autoInsertSpace: false }}>
        <AntdApp message={{ maxCount: 3 }} className="app">
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </LanguageContext>
  )
}
