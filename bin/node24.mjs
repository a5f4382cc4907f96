import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;

/** The repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that the installation brings, or undefined. */
function ownNode() {
  const candidates = [
    'node_modules/.bin/node',
    'node_modules/.bin/node.exe',
    `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node`,
    `node_modules/node-win-${process.arch}/bin/node.exe`,
  ];
  return candidates.map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url))).find(existsSync);
}

/**
 * Makes sure that what follows runs on a Node new enough: native modules end an older one without a word. On an older one runs the same
 * command again on the installation's own Node, hands signals on, ends with its exit code, and never returns.
 */
export async function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
    // Compiled code is kept beside the installation, never in a folder others can write to.
    module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/sendward', import.meta.url)));
    return;
  }
  const node = ownNode();
  if (node === undefined || process.env.SENDWARD_REEXECUTED === '1') {
    process.stderr.write(`Sendward needs Node ${NEEDED_MAJOR} or newer; this is ${process.versions.node}.\n`);
    process.exit(1);
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, SENDWARD_REEXECUTED: '1' } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  await new Promise((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}

/** Builds what changed since the last build. An installed package has no build script and is built already. */
export async function ensureBuilt() {
  const script = new URL('../scripts/build.ts', import.meta.url);
  if (!existsSync(fileURLToPath(script))) return;
  const { buildIfNeeded } = await import(script.href);
  await buildIfNeeded((line) => process.stderr.write(`${line}\n`));
}
