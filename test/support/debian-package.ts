// Programs that are not ours and that deep tests run: the machine's own, else the ones of Debian's packages, unpacked
// beside the caches and not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** The folder of the command; undefined if it is not installed and Debian's package cannot be downloaded. */
export function gnuParallel(): string | undefined {
  const own = (process.env['PATH'] ?? '').split(path.delimiter).find(folder => isGnu(path.join(folder, 'parallel')));
  if (own) return own;
  const home = unpacked('parallel', ['parallel']);
  return home && path.join(home, 'usr/bin');
}

/** moreutils has another command of that name. */
function isGnu(command: string): boolean {
  return (
    existsSync(command) && spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.startsWith('GNU parallel')
  );
}

/** What of Debian 12 Neovim needs beside the C library. */
const NEOVIM = [
  'neovim',
  'neovim-runtime',
  'libluajit-5.1-2',
  'libmsgpackc2',
  'libtermkey1',
  'libtree-sitter0',
  'libunibilium4',
  'libuv1',
  'libvterm0',
  'lua-luv',
];

export interface Program {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Neovim; undefined if it is not installed and Debian's packages cannot be downloaded. */
export function neovim(): Program | undefined {
  const isInstalled = spawnSync('nvim', ['--version'], { encoding: 'utf8' }).status === 0;
  if (isInstalled) return { command: 'nvim', env: process.env };
  const home = unpacked('neovim', NEOVIM);
  if (home === undefined) return undefined;
  return {
    command: path.join(home, 'usr/bin/nvim'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(home, 'usr/lib/x86_64-linux-gnu'),
      VIMRUNTIME: path.join(home, 'usr/share/nvim/runtime'),
    },
  };
}

/** What of Debian 12 Dask's scheduler and workers need beside Python 3.11. */
const DASK = [
  'libblas3',
  'libgfortran5',
  'liblapack3',
  'python3-click',
  'python3-cloudpickle',
  'python3-colorama',
  'python3-dask',
  'python3-dateutil',
  'python3-distributed',
  'python3-fsspec',
  'python3-heapdict',
  'python3-jinja2',
  'python3-locket',
  'python3-markupsafe',
  'python3-msgpack',
  'python3-numpy',
  'python3-packaging',
  'python3-pandas',
  'python3-pandas-lib',
  'python3-partd',
  'python3-pkg-resources',
  'python3-psutil',
  'python3-six',
  'python3-sortedcontainers',
  'python3-tblib',
  'python3-toolz',
  'python3-tornado',
  'python3-tz',
  'python3-urllib3',
  'python3-yaml',
  'python3-zict',
];

/** Python with Dask; undefined if it is not installed and Debian's packages cannot be downloaded. */
export function pythonWithDask(): Program | undefined {
  const imports = ['-c', 'import sys, distributed, dask.dataframe; assert sys.version_info[:2] >= (3, 9)'];
  const works = (command: string, env: NodeJS.ProcessEnv): boolean =>
    spawnSync(command, imports, { env, stdio: 'ignore' }).status === 0;
  if (works('python3', process.env)) return { command: 'python3', env: process.env };
  const command = '/usr/bin/python3.11';
  const home = existsSync(command) ? unpacked('dask', DASK) : undefined;
  if (home === undefined) return undefined;
  const libraries = path.join(home, 'usr/lib/x86_64-linux-gnu');
  const env = {
    ...process.env,
    PYTHONPATH: path.join(home, 'usr/lib/python3/dist-packages'),
    LD_LIBRARY_PATH: [libraries, path.join(libraries, 'blas'), path.join(libraries, 'lapack')].join(path.delimiter),
  };
  return works(command, env) ? { command, env } : undefined;
}

/** The folder with the files of some packages; undefined if they cannot be downloaded. */
function unpacked(name: string, packages: readonly string[]): string | undefined {
  const home = path.join(CACHE, name);
  if (existsSync(home)) return home;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'unpacking-'));
  try {
    console.log(`unpacking ${name} (from Debian’s packages, once)…`);
    execFileSync('apt-get', ['download', '-q', ...packages], { cwd: work, stdio: 'ignore' });
    for (const file of readdirSync(work).filter(entry => entry.endsWith('.deb')))
      execFileSync('dpkg-deb', ['-x', path.join(work, file), path.join(work, 'unpacked')]);
    renameSync(path.join(work, 'unpacked'), home);
  } catch {
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return home;
}
