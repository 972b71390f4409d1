declare module 'word-extractor' {
  /** Reads Word files of before 2007; the package has no types of its own. */
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<{ getBody(): string }>
  }
}
