// Runs before `npm start` and `npm test`, on whatever Node 18 or newer the machine has. Plain JavaScript: nothing is installed yet.
// Installs when the lock file changed, builds the page when its sources changed, and with --test sees to a browser.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')

class PrepareError extends Error {}

function prepare() {
  install()
  buildPage()
  if (process.argv.includes('--test')) findBrowser()
}

function install() {
  const stamp = join(modules, '.freehold-install')
  const wanted = hashOf([join(root, 'package-lock.json')])
  if (readStamp(stamp) === wanted) return
  if (isInstalled()) return writeFileSync(stamp, wanted)
  say('Installing packages (once, and after updates) …')
  // Without node_modules/.bin: `npm ci` empties that folder, so it must not run on the Node inside it.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, env: { ...process.env, PATH: path.join(delimiter) } }, [
    'The packages could not be installed. Is the npm registry reachable from here?',
    'Once it is, run the same command again.',
  ])
  writeFileSync(stamp, wanted)
}

/** Somebody ran npm by hand: what it says it put there is what the lock file wants. Packages of other platforms are absent. */
function isInstalled() {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || (optional && installed[path] === undefined)) return true
    return installed[path] !== undefined && (link || installed[path].version === version)
  })
}

function buildPage() {
  const page = join(root, 'apps', 'web')
  const stamp = join(modules, '.freehold-page')
  const wanted = hashOf([join(root, 'package-lock.json'), ...filesBelow(page), ...filesBelow(join(root, 'apps', 'client'))])
  if (readStamp(stamp) === wanted && existsSync(join(page, 'dist', 'index.html'))) return
  say('Building the page …')
  rmSync(stamp, { force: true })
  const vite = join(createRequire(join(page, 'package.json')).resolve('vite/package.json'), '..', 'bin', 'vite.js')
  run(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: page }, ['The page could not be built; what is wrong stands above.'])
  writeFileSync(stamp, wanted)
}

function pinnedNode() {
  const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(node)) return node
  throw new PrepareError('The pinned Node 24 is missing: its install script did not run. Run: npm rebuild node')
}

function findBrowser() {
  if (browsers().some(isExecutable)) return
  const debian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!debian) {
    throw new PrepareError(
      'The browser tests need Chrome or Chromium, and none was found. Install one, or say where it is: CHROME_PATH=/path/to/chrome npm test',
    )
  }
  say('Installing Chromium for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  if (spawnSync('apt-get', apt, { env, stdio: 'ignore' }).status === 0) return
  const help = [
    'Chromium could not be installed. Install it yourself (apt-get install chromium) or name one: CHROME_PATH=/path/to/chrome npm test',
  ]
  run('apt-get', ['update', '-qq'], { env }, help)
  run('apt-get', apt, { env }, help)
}

function browsers() {
  if (process.env.CHROME_PATH) return [process.env.CHROME_PATH]
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const applications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...applications]
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Quiet when it goes well; shows the program's own words when it does not. */
function run(command, parameters, options, help) {
  try {
    execFileSync(command, parameters, {
      ...options,
      env: { ...process.env, ...options.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    const output = [error.stdout, error.stderr].map((text) => String(text ?? '').trim()).filter((text) => text !== '')
    throw new PrepareError([...(output.length > 0 ? output : [error.message]), ...help].join('\n'))
  }
}

function filesBelow(folder) {
  const skipped = new Set(['dist', 'node_modules'])
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

try {
  mkdirSync(modules, { recursive: true })
  prepare()
} catch (error) {
  if (!(error instanceof PrepareError)) throw error
  say(error.message)
  process.exit(1)
}
