import { html } from './html.ts'
import type { Answer, Ask } from './page.ts'
import { addressOf } from './static-files.ts'

/** A whole page: head, name of the site, the other language, what is asked, what is kept. */
export function layOut({ say, language, link }: Ask, { title, body, scripts = [] }: Answer, elsewhere: string): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${say('site')}</title>
<link rel="stylesheet" href="${addressOf('pages.css')}">
<link rel="icon" href="${addressOf('icon.svg')}">
${scripts.map((name) => html`<script type="module" src="${addressOf(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header><a class="site" href="${link('/')}">${say('site')}</a><a class="language" href="${elsewhere}" hreflang="${language === 'vi' ? 'en' : 'vi'}" lang="${language === 'vi' ? 'en' : 'vi'}">${say('otherLanguage')}</a></header>
<main id="main">
<h1>${title}</h1>
${body}
</main>
<footer>${say('footer')}</footer>
</body>
</html>`.text
}
