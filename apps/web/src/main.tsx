import './kit/no-eval.ts'
import 'virtual:antd.css' // before our own, which answers it
import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/600.css'
import './styles.css'
import './pages.css'
import './print.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { chooseWords, storedLanguage } from './text/t.ts'

const root = createRoot(document.getElementById('root')!)
void chooseWords(storedLanguage()).then(() => root.render(<App />))
