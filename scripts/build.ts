import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { InlineConfig } from 'vite';
import { builtStamp, sourceStamp } from './build-stamp.ts';
import { buildVerifiers } from './verifiers.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const LOCK = join(ROOT, 'node_modules', '.sendward-build');
const STALE_LOCK_MS = 120_000;

export interface NodeEntry {
  readonly source: string;
  /** Below `dist`. */
  readonly folder: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
  readonly external: readonly string[];
}

const NATIVE = ['better-sqlite3'];
const ELECTRON = ['electron', 'electron/main', 'electron/common', 'electron/utility', 'electron/renderer'];

/** Everything that runs on Node or in Electron. Only what cannot be bundled stays outside. */
const ENTRIES: readonly NodeEntry[] = [
  { source: 'src/headless/cli/main.ts', folder: 'headless', file: 'cli.js', format: 'es', external: NATIVE },
  { source: 'src/adapters/pdf-worker.ts', folder: 'headless', file: 'pdf-worker.js', format: 'es', external: NATIVE },
  { source: 'src/adapters/mail-worker.ts', folder: 'headless', file: 'mail-worker.js', format: 'es', external: NATIVE },
  { source: 'src/adapters/log-worker.ts', folder: 'headless', file: 'log-worker.js', format: 'es', external: NATIVE },
  { source: 'src/boot/judge-worker.ts', folder: 'headless', file: 'judge-worker.js', format: 'es', external: NATIVE },
  { source: 'src/boot/list-worker.ts', folder: 'headless', file: 'list-worker.js', format: 'es', external: NATIVE },
  { source: 'electron/main.ts', folder: 'electron', file: 'main.js', format: 'es', external: ELECTRON },
  { source: 'electron/core-process/index.ts', folder: 'electron', file: 'core-process.js', format: 'es', external: [...NATIVE, ...ELECTRON] },
  { source: 'src/adapters/pdf-worker.ts', folder: 'electron', file: 'pdf-worker.js', format: 'es', external: NATIVE },
  { source: 'src/adapters/mail-worker.ts', folder: 'electron', file: 'mail-worker.js', format: 'es', external: NATIVE },
  { source: 'src/adapters/log-worker.ts', folder: 'electron', file: 'log-worker.js', format: 'es', external: NATIVE },
  { source: 'src/boot/judge-worker.ts', folder: 'electron', file: 'judge-worker.js', format: 'es', external: NATIVE },
  { source: 'src/boot/list-worker.ts', folder: 'electron', file: 'list-worker.js', format: 'es', external: NATIVE },
  { source: 'electron/preload.ts', folder: 'electron', file: 'preload.cjs', format: 'cjs', external: ELECTRON },
];

/** How a program is bundled below `out`. */
export function nodeBundle(entry: NodeEntry, out: string): InlineConfig {
  return {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    // Bundled CommonJS packages ask where they are; a module answers differently.
    define: entry.format === 'es' ? { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } : {},
    ssr: { noExternal: true, external: [...entry.external], target: 'node' },
    build: {
      ssr: join(ROOT, entry.source),
      outDir: join(out, entry.folder),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external: [...entry.external],
        // Sources name the process they are for; at run time every process knows its modules as "electron".
        output: {
          format: entry.format,
          entryFileNames: entry.file,
          codeSplitting: false,
          paths: Object.fromEntries(ELECTRON.map((name) => [name, 'electron'])),
        },
      },
    },
  };
}

async function buildInto(out: string): Promise<void> {
  const { build } = await import('vite');
  if (existsSync(join(ROOT, 'renderer', 'index.html'))) {
    await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(out, 'renderer') } });
  }
  for (const entry of ENTRIES) if (existsSync(join(ROOT, entry.source))) await build(nodeBundle(entry, out));
  await buildVerifiers(join(out, 'verifier'));
  const fonts = join(ROOT, 'assets', 'fonts');
  if (existsSync(fonts)) cpSync(fonts, join(out, 'assets', 'fonts'), { recursive: true });
}

/** Two builds at once would mix their files: the second waits for the first. */
async function locked(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > STALE_LOCK_MS) rmSync(LOCK, { recursive: true, force: true });
      else await pause(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** Builds beside and swaps at the end: whoever runs from `dist` never meets half a build. */
async function swapIn(stamp: string): Promise<void> {
  const next = `${DIST}.next`;
  const old = `${DIST}.old`;
  rmSync(next, { recursive: true, force: true });
  await buildInto(next);
  writeFileSync(join(next, '.stamp'), stamp);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(next, DIST);
  rmSync(old, { recursive: true, force: true });
}

/** Builds when a source changed since the last build. Returns whether it did. */
export async function buildIfNeeded(say: (line: string) => void): Promise<boolean> {
  if (sourceStamp(ROOT) === builtStamp(ROOT)) return false;
  let built = false;
  await locked(async () => {
    const stamp = sourceStamp(ROOT);
    if (stamp === builtStamp(ROOT)) return;
    const start = performance.now();
    await swapIn(stamp);
    built = true;
    say(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  });
  return built;
}

if (import.meta.main) {
  const built = await buildIfNeeded((line) => process.stderr.write(`${line}\n`));
  if (!built) process.stderr.write('Nothing changed since the last build\n');
}
