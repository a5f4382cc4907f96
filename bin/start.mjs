#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureNode, root } from './node24.mjs';

/** The Electron runtime, when it is really there. Importing `electron` would try to download it, so only its files are looked at. */
function electronRuntime() {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist');
  const usual = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
  const path = join(dist, existsSync(note) ? readFileSync(note, 'utf8').trim() : usual);
  return existsSync(path) ? path : undefined;
}

function hasDisplay() {
  return process.platform === 'win32' || process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

await ensureNode();
await ensureBuilt();
const args = process.argv.slice(2);
const electron = electronRuntime();
const main = join(root, 'dist', 'electron', 'main.js');
const reason = electron === undefined ? 'The Electron runtime is not installed' : hasDisplay() ? undefined : 'There is no display';
// The made-up data and a fixed port belong to the server; the desktop window has neither.
const wantsServer = args.some((arg) => /^--(demo|port)\b/.test(arg));
if (reason === undefined && !wantsServer && existsSync(main)) {
  const child = spawn(electron, [root, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
} else {
  if (reason !== undefined) process.stderr.write(`${reason}: Sendward starts in the browser instead.\n`);
  process.argv.splice(2, process.argv.length, 'serve', '--open', ...args);
  await import('../dist/headless/cli.js');
}
