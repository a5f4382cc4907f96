import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { built, DIST, ROOT } from './support/built.ts';
import { makeFakeDistribution } from './support/fake-distribution.ts';

const work = mkdtempSync(join(tmpdir(), 'sendward-package-'));
const out = join(work, 'linux-unpacked');
const asar = join(out, 'resources', 'app.asar');
const unpacked = `${asar}.unpacked`;
const MEGABYTE = 1024 * 1024;

/** A packaging run as for a release, on a distribution that only looks like Electron: everything but the engine is real. */
beforeAll(async () => {
  await built();
  makeFakeDistribution(join(work, 'electron'));
  const tool = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const overrides = [`--config.electronDist=${join(work, 'electron')}`, `--config.directories.output=${work}`];
  await promisify(execFile)(process.execPath, [tool, '--linux', 'dir', '--x64', '--publish', 'never', ...overrides], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent', CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    maxBuffer: 16 * MEGABYTE,
  });
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const files = (folder: string): string[] =>
  globSync('**', { cwd: folder, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
const sizeOf = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + statSync(path).size, 0);

describe('the packaged app', () => {
  it('holds the built files, its manifest and the database engine, and nothing else', () => {
    const packed = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
    const allowed = [
      /^\/(package\.json|dist|dist\/(electron|renderer|verifier|assets|assets\/fonts)|node_modules)$/,
      /^\/dist\/verifier\/verify\.(html|mjs)$/,
      /^\/dist\/electron\/(main\.js|preload\.cjs|core-process\.js|judge-worker\.js|list-worker\.js|log-worker\.js|mail-worker\.js|pdf-worker\.js)$/,
      /^\/dist\/renderer\/(index\.html|[\w.-]+\.(svg|png|ico)|assets|assets\/[\w.-]+\.(js|mjs|css|woff2|svg|png|wasm))$/,
      /^\/dist\/assets\/fonts\/[\w.-]+\.(ttf|txt|json)$/,
      /^\/node_modules\/better-sqlite3(\/(package\.json|LICENSE|README\.md|lib|lib\/methods|lib\/.*\.js|prebuilds|prebuilds\/linux-x64\.node))?$/,
    ];
    expect(packed.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
    for (const needed of [
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/electron/core-process.js',
      '/dist/electron/judge-worker.js',
      '/dist/electron/list-worker.js',
      '/dist/electron/log-worker.js',
      '/dist/electron/mail-worker.js',
      '/dist/electron/pdf-worker.js',
      '/dist/renderer/index.html',
    ]) {
      expect(packed).toContain(needed);
    }
    expect(packed.filter((path) => /\.map$|\.test\.|\.ts$|\.env|locales/.test(path))).toEqual([]);
  });

  it('starts what was tested: the very files of the build', () => {
    const manifest = z.object({ main: z.string(), type: z.string(), version: z.string() }).parse(JSON.parse(extractFile(asar, 'package.json').toString()));
    expect(manifest).toMatchObject({ main: 'dist/electron/main.js', type: 'module' });
    expect(extractFile(asar, 'dist/electron/main.js').toString()).toContain('requestSingleInstanceLock');
    expect(extractFile(asar, 'dist/electron/preload.cjs').length).toBe(statSync(join(DIST, 'electron', 'preload.cjs')).size);
  });

  it('keeps outside the archive only what other loaders open', () => {
    const outside = files(unpacked).map((path) => path.slice(unpacked.length + 1));
    expect(outside.filter((path) => path.endsWith('.node'))).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node']);
    expect(outside.filter((path) => !path.startsWith('dist/assets/fonts/') && !path.startsWith('node_modules/better-sqlite3/prebuilds/'))).toEqual([
      'dist/electron/judge-worker.js',
      'dist/electron/list-worker.js',
      'dist/electron/log-worker.js',
      'dist/electron/mail-worker.js',
      'dist/electron/pdf-worker.js',
    ]);
  });

  it('has the fuses set for a release', async () => {
    const wire = await getCurrentFuseWire(join(out, 'sendward'));
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileRights: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, integrity: true, onlyAsar: true, snapshot: false, fileRights: false });
  });

  it('brings the engine words of its three languages only, and stays small', () => {
    expect(readdirSync(join(out, 'locales')).sort()).toEqual(['en-US.pak', 'fr.pak', 'ru.pak']);
    const megabytes = { archive: statSync(asar).size / MEGABYTE, outside: sizeOf(files(unpacked)) / MEGABYTE };
    expect(megabytes.archive).toBeLessThan(17);
    expect(megabytes.outside).toBeLessThan(8);
  });
});
