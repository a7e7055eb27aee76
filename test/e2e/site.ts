import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const command = fileURLToPath(new URL('../../apps/cli/bin/freehold.mjs', import.meta.url))
export const password = 'granite teapot umbrella seven'

/** A real server with a home of its own, and a real browser that reports whatever the page does wrong. */
export class Site implements AsyncDisposable {
  readonly address: string
  readonly #server: ChildProcess
  readonly #browser: Browser
  readonly #home: string
  readonly #faults: string[] = []

  private constructor(address: string, server: ChildProcess, browser: Browser, home: string) {
    this.address = address
    this.#server = server
    this.#browser = browser
    this.#home = home
  }

  static async open(): Promise<Site> {
    const home = mkdtempSync(join(tmpdir(), 'fh-page-'))
    // What mkdtemp makes is closed to the database's system user.
    chmodSync(home, 0o711)
    const { server, address } = await startServer(home)
    const parameters = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]
    const browser = await chromium.launch({ executablePath: chromePath(), headless: true, args: parameters })
    return new Site(address, server, browser, home)
  }

  /** A browser of one person: own cookies, own storage. */
  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.address,
      viewport: { width: 1280, height: 720 },
      locale: 'en-US',
      ...options,
    })
    context.setDefaultTimeout(20_000)
    await context.addInitScript({
      content:
        "document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))",
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.#faults.push(error.message))
    page.on('console', (message) => {
      // The browser itself reports every refusal of the API as an error; those are the tests' own business.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.#faults.push(message.text())
    })
    return page
  }

  /** Somebody new with an organization of their own, on its home page. */
  async founder(organization: string, options: BrowserContextOptions = {}): Promise<{ page: Page; email: string }> {
    const page = await this.visitor(options)
    const email = `${crypto.randomUUID()}@example.com`
    await page.goto('/register')
    await page.getByLabel('Organization', { exact: true }).fill(organization)
    await page.getByLabel('Your name').fill('Ana Weber')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Create organization' }).click()
    await page.getByRole('heading', { name: organization, level: 1 }).waitFor()
    return { page, email }
  }

  /** Uncaught errors and violations of the content security policy since the last time this was asked. */
  faults(): string[] {
    return this.#faults.splice(0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
    const exited = once(this.#server, 'exit')
    this.#server.kill('SIGTERM')
    await exited
    rmSync(this.#home, { recursive: true, force: true })
  }
}

async function startServer(home: string): Promise<{ server: ChildProcess; address: string }> {
  const env = { PATH: process.env['PATH'] ?? '', FREEHOLD_HOME: home, PORT: '0', LOG_FORMAT: 'json' }
  const server = spawn(process.execPath, [command, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /"address":"([^"]+)".*"msg":"ready"/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.once('exit', () => reject(new Error(`The server did not start:\n${output}`)))
  })
  return { server, address }
}

/** Where scripts/prepare.mjs looks as well. */
function chromePath(): string {
  const named = process.env['CHROME_PATH']
  if (named !== undefined) return named
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const applications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const found = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...applications].find(isExecutable)
  if (found === undefined) throw new Error('No Chrome or Chromium was found. Run: node scripts/prepare.mjs --test')
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
