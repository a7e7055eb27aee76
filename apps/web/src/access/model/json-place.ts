/** Where a value stands in a JSON text, found by reading it the way JSON.parse does. Lines count from 1. */

/** Line of the value at these segments, or of the nearest one around it that there is. */
export function lineOf(text: string, segments: readonly string[]): number {
  let offset = 0
  const reader = new Reader(text, (path, at) => {
    if (path.length <= segments.length && path.every((segment, index) => segment === segments[index])) offset = at
  })
  try {
    reader.value([])
  } catch {
    // Broken text: what was found before the break is still right.
  }
  return lineAt(text, offset)
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Where JSON.parse gave up, as far as its message says; messages differ between browsers. */
export function syntaxProblem(text: string, error: unknown): { line: number; message: string } {
  const message = error instanceof Error ? error.message : 'This is not JSON'
  const line = /line (\d+)/.exec(message)?.[1]
  const position = /position (\d+)/.exec(message)?.[1]
  const at = line !== undefined ? Number(line) : position !== undefined ? lineAt(text, Number(position)) : lineAt(text, text.length)
  return { line: at, message: `This is not JSON yet: ${message.replace(/^JSON\.parse: /, '').replace(/ in JSON at position.*$/, '')}` }
}

type Visit = (path: readonly string[], offset: number) => void

class Reader {
  readonly #text: string
  readonly #visit: Visit
  #at = 0

  constructor(text: string, visit: Visit) {
    this.#text = text
    this.#visit = visit
  }

  value(path: readonly string[]): void {
    this.#space()
    this.#visit(path, this.#at)
    const char = this.#text[this.#at]
    if (char === '{') this.#members(path)
    else if (char === '[') this.#entries(path)
    else if (char === '"') this.#string()
    else this.#word()
  }

  #members(path: readonly string[]): void {
    this.#at += 1
    while (!this.#ends('}')) {
      const name = this.#string()
      this.#space()
      this.#at += 1
      this.value([...path, name])
    }
  }

  #entries(path: readonly string[]): void {
    this.#at += 1
    for (let index = 0; !this.#ends(']'); index += 1) this.value([...path, String(index)])
  }

  /** Steps over a comma, or over the end. */
  #ends(end: string): boolean {
    this.#space()
    if (this.#text[this.#at] === ',') {
      this.#at += 1
      this.#space()
    }
    if (this.#at >= this.#text.length) throw new Error('The text ends too early')
    if (this.#text[this.#at] !== end) return false
    this.#at += 1
    return true
  }

  #string(): string {
    const found = /"(?:[^"\\]|\\.)*"/y
    found.lastIndex = this.#at
    const [match] = found.exec(this.#text) ?? []
    if (match === undefined) throw new Error('No text here')
    this.#at += match.length
    return String(JSON.parse(match))
  }

  #word(): void {
    const found = /[^\s,\]}]+/y
    found.lastIndex = this.#at
    const [match] = found.exec(this.#text) ?? []
    if (match === undefined) throw new Error('No value here')
    this.#at += match.length
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }
}
