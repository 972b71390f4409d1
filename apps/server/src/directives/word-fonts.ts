import { fromTcvn3, fromVni } from '@phaodai/vocabulary'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

type Convert = (text: string) => string

/** ".VnTime" and its sisters are TCVN3, those ending in H print capitals; "VNI-Times" and its sisters are VNI. */
function converterOf(font: string | undefined): Convert | null {
  if (font === undefined) return null
  if (/^VNI[- ]/i.test(font)) return fromVni
  if (!/^\.Vn/i.test(font)) return null
  return /[a-z]H$/.test(font) ? text => fromTcvn3(text).toUpperCase() : fromTcvn3
}

const FONT = /<w:rFonts\b[^>]*?\bw:(?:ascii|hAnsi)="([^"]+)"/
const fontIn = (xml: string): string | undefined => FONT.exec(xml)?.[1]

/** Fonts by style; '' is the document's own. */
function stylesOf(xml: string): Map<string, string | undefined> {
  const fonts = new Map<string, string | undefined>([['', fontIn(/<w:docDefaults>[\s\S]*?<\/w:docDefaults>/.exec(xml)?.[0] ?? '')]])
  const based = new Map<string, string>()
  for (const [style] of xml.matchAll(/<w:style\b[\s\S]*?<\/w:style>/g)) {
    const id = /w:styleId="([^"]+)"/.exec(style)?.[1] ?? ''
    fonts.set(id, fontIn(style))
    based.set(id, /<w:basedOn w:val="([^"]+)"/.exec(style)?.[1] ?? '')
    if (/w:type="paragraph"[^>]*w:default="1"|w:default="1"[^>]*w:type="paragraph"/.test(style) && fontIn(style)) fonts.set('', fontIn(style))
  }
  for (const [id] of fonts) fonts.set(id, inherited(id, fonts, based))
  return fonts
}

function inherited(id: string, fonts: ReadonlyMap<string, string | undefined>, based: ReadonlyMap<string, string>): string | undefined {
  let at = id
  for (let steps = 0; steps < 12 && fonts.get(at) === undefined && at !== ''; steps++) at = based.get(at) ?? ''
  return fonts.get(at)
}

const RUN = /<w:r[ >][\s\S]*?<\/w:r>/g
const WORDS = /(<w:t(?: [^>]*)?>)([^<]*)(<\/w:t>)/g

function convertRun(run: string, font: string | undefined): string {
  const convert = converterOf(fontIn(run) ?? font)
  if (convert === null) return run
  return run.replaceAll('<w:softHyphen/>', '<w:t>\u00ad</w:t>').replace(WORDS, (_, open: string, words: string, close: string) => open + converted(words, convert) + close)
}

/** Entities such as &amp; stay as they are. */
function converted(words: string, convert: Convert): string {
  return words.split(/(&[a-z]+;)/).map((part, at) => (at % 2 === 1 ? part : convert(part))).join('')
}

/** A Word file (.docx) with the runs in fonts of TCVN3 and VNI put into Unicode; the same bytes when it has none. */
export function withUnicodeRuns(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes, { filter: ({ name }) => /^(?:\[Content_Types\]\.xml|_rels\/|word\/(?:_rels\/|document\.xml|styles\.xml|numbering\.xml|footnotes\.xml))/.test(name) })
  const [document, styles] = ['word/document.xml', 'word/styles.xml'].map(name => (files[name] ? strFromU8(files[name]) : ''))
  if (!/"(?:\.Vn|VNI[- ])/i.test(document + styles!)) return bytes
  const fonts = stylesOf(styles!)
  const paragraphs = document!.replace(/<w:p[ >][\s\S]*?<\/w:p>/g, (paragraph) => {
    const font = fonts.get(/<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1] ?? '') ?? fonts.get('')
    return paragraph.replace(RUN, run => convertRun(run, font))
  })
  return zipSync({ ...files, 'word/document.xml': strToU8(paragraphs) })
}
