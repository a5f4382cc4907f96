import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

// electron-store imports "electron", which fetches a whole browser when it is not told where one is.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nonexistent';
const { openShellStore } = await import('../../electron/adapters/shell-store.ts');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-facts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'shell.json');
const open = () => openShellStore(folder, () => 42);
const place = { x: 1, y: 2, width: 800, height: 600, maximized: false };

it('keeps facts over a restart, readable by their owner only', () => {
  open().write({ window: place, language: 'ru' });
  expect(open().read()).toEqual({ window: place, zoom: 0, language: 'ru', theme: 'system', relaunchedAt: null });
  expect(statSync(file()).mode & 0o077).toBe(0);
});

it('keeps what it does not know, and reads a wrong value as the default', () => {
  writeFileSync(file(), JSON.stringify({ future: { a: 1 }, zoom: 'big', language: 'xx' }));
  const store = open();
  expect([store.read().zoom, store.read().language]).toEqual([0, null]);
  store.write({ zoom: 1 });
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ future: { a: 1 }, zoom: 1 });
});

it.each(['', '{"window":', '[]', 'null', '\0\0\0\0'])('starts from the last good facts when the file holds %j, and keeps the damaged one', (damaged) => {
  open().write({ language: 'fr' });
  writeFileSync(file(), damaged);
  expect(open().read().language).toBe('fr');
  expect(readdirSync(folder)).toContain('shell.damaged-42.json');
});

it('starts from nothing when both files are damaged', () => {
  open().write({ language: 'fr' });
  for (const name of ['shell.json', 'shell.last-good.json']) writeFileSync(join(folder, name), '{');
  expect(open().read().language).toBeNull();
});

it('refuses a write the disk takes only in part, and keeps the facts that were there', async () => {
  writeFileSync(file(), JSON.stringify({ language: 'fr', ballast: 'x'.repeat(30_000) }));
  const before = readFileSync(file(), 'utf8');
  const script = join(import.meta.dirname, 'support/write-facts.ts');
  // A limit on file sizes cuts writes short exactly as a full disk does.
  const { stdout } = await promisify(execFile)('bash', ['-c', `ulimit -f 16; exec "$0" "$1" "$2" ru`, process.execPath, script, folder]);
  expect(stdout).toBe('refused, still fr');
  expect(readFileSync(file(), 'utf8')).toBe(before);
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});
