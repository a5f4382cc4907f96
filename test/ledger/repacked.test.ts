import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserTools } from '../../renderer/verifier/browser-tools.ts';
import { nodeBundleTools } from '../../src/adapters/bundle-tools.ts';
import { zipContainer } from '../../src/shared/bundle/container.ts';
import { verifyBundle } from '../../src/shared/bundle/verify.ts';
import { verifierFolder } from '../support/verifiers.ts';
import { type Desk, openDesk } from './desk.ts';

type Files = Record<string, Uint8Array>;

let desk: Desk;
let folder: string;
let unpacked: string;
let files: Files;

const memory = (bytes: Uint8Array) => ({ sizeBytes: bytes.length, read: async (offset: number, length: number) => bytes.subarray(offset, offset + length) });
const judge = async (bytes: Uint8Array, tools = nodeBundleTools) => verifyBundle(await zipContainer(memory(bytes), tools), tools);
const WRAPPING = { entry: '(zip)', problem: 'structure' };

beforeAll(async () => {
  desk = await openDesk();
  await desk.handlers.setSigning({ on: true }, { signal: undefined });
  await desk.tell(desk.client('Anna'));
  await desk.tell(desk.client('Boris'));
  files = unzipSync((await desk.exported('everything')).bytes);
  folder = mkdtempSync(join(tmpdir(), 'sendward-repacked-'));
  unpacked = join(folder, 'bundle');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(unpacked, name)), { recursive: true });
    writeFileSync(join(unpacked, name), content);
  }
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const packed = (level: 0 | 6, change: (files: Files) => Zippable = (same) => same): Uint8Array => zipSync(change({ ...files }), { level });

describe('a bundle that was packed anew', () => {
  it.each([0, 6] as const)('with nothing changed has one remark, on the wrapping (level %i)', async (level) => {
    for (const tools of [nodeBundleTools, browserTools]) {
      const verdict = await judge(packed(level), tools);
      expect(verdict).toMatchObject({ valid: false, problems: [WRAPPING], evidence: 2, signature: { outcome: 'valid' } });
    }
  });

  it.for([
    ['zip', ['-qr', '../zip.zip', '.'], 'bundle'],
    ['zip', ['-qr', 'zip.zip', 'bundle'], '.'],
    ['python3', ['-m', 'zipfile', '-c', 'python3.zip', 'bundle'], '.'],
  ] as const)('by %s %j has one remark', async ([tool, parts, where], { skip }) => {
    // Not on every desk; `.ci/run` installs both.
    if (spawnSync(tool, ['--help']).error !== undefined) skip();
    rmSync(join(folder, `${tool}.zip`), { force: true });
    execFileSync(tool, parts, { cwd: join(folder, where) });
    expect((await judge(readFileSync(join(folder, `${tool}.zip`)))).problems).toEqual([WRAPPING]);
  });

  it('with files changed, gone or put in names each once', async () => {
    const bytes = packed(6, ({ 'messages/3.eml': message = new Uint8Array(), ...rest }) => {
      const { 'policies/hote-cie-v1-fr.txt': _gone, ...kept } = rest;
      return { ...kept, 'messages/3.eml': Buffer.concat([message, Buffer.from('x')]), 'evil.txt': Buffer.from('x') };
    });
    const { problems } = await judge(bytes);
    expect(problems).toHaveLength(4);
    expect(problems).toEqual(
      expect.arrayContaining([
        WRAPPING,
        { entry: 'messages/3.eml', problem: 'bytes_changed' },
        { entry: 'policies/hote-cie-v1-fr.txt', problem: 'missing' },
        { entry: 'evil.txt', problem: 'unlisted' },
      ]),
    );
  });

  it('without its list has that one fault beside', async () => {
    const { problems } = await judge(packed(6, ({ SHA256SUMS: _gone, ...rest }) => rest));
    expect(problems).toEqual([WRAPPING, { entry: 'SHA256SUMS', problem: 'missing' }]);
  });

  it.each(['evidence/3.json', 'messages/3.eml', 'ledger.txt', 'public-key.pem', 'policies/hote-cie-v1.json', 'evidence/2.json'])(
    'with %s changed or gone names it and no other file',
    async (name) => {
      const other = Buffer.concat([files[name] ?? Buffer.alloc(0), Buffer.from('\n')]);
      const changed = (await judge(packed(0, (all) => ({ ...all, [name]: other })))).problems;
      expect(changed.filter(({ entry }) => !entry.startsWith('ledger:'))).toEqual([WRAPPING, { entry: name, problem: 'bytes_changed' }]);
      const gone = (await judge(packed(0, ({ [name]: _gone, ...rest }) => rest))).problems;
      expect(gone).toEqual([WRAPPING, { entry: name, problem: 'missing' }]);
    },
  );

  it('and damaged is never valid, and never an error', async () => {
    const bytes = packed(6);
    const damage = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(damage, async ([at, mask]) => {
        const copy = bytes.slice();
        copy[at] = (copy[at] ?? 0) ^ mask;
        expect((await judge(copy)).valid).toBe(false);
        expect((await judge(bytes.subarray(0, at))).valid).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('by a tool of something else is no bundle', async () => {
    expect(await judge(zipSync({ 'a.txt': Buffer.from('a') }))).toMatchObject({ problems: [{ problem: 'not_a_bundle' }], limits: [] });
  });

  it('to claim more than it holds is not unpacked beyond that', async () => {
    const bytes = zipSync({ 'evidence/1.json': new Uint8Array(1_000_000) });
    const claim = Buffer.from(bytes);
    claim.writeUInt32LE(10, claim.indexOf(Buffer.from('504b0102', 'hex')) + 24);
    for (const tools of [nodeBundleTools, browserTools]) {
      expect((await judge(claim, tools)).problems).toContainEqual({ entry: 'evidence/1.json', problem: 'bytes_changed' });
    }
  });
});

describe('the script in the bundle', () => {
  it('checks the folder it lies in when nothing is named', async () => {
    const own = join(folder, 'own');
    cpSync(unpacked, own, { recursive: true });
    const run = () => spawnSync(process.execPath, [join(own, 'verify.mjs'), '--json'], { encoding: 'utf8', cwd: tmpdir() });
    expect(JSON.parse(run().stdout)).toMatchObject({ valid: true });
    rmSync(join(own, 'index.html'));
    const { status, stdout } = run();
    expect([status, JSON.parse(stdout).problems]).toEqual([1, [{ entry: 'index.html', problem: 'missing' }]]);
  });

  it('says in one line that something is no bundle', async () => {
    writeFileSync(join(folder, 'note.txt'), 'hello');
    const script = join(await verifierFolder(), 'verify.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, join(folder, 'note.txt')], { encoding: 'utf8', env: { LANG: 'en' } });
    expect([status, stdout]).toEqual([1, 'This is not a bundle of evidence from Sendward.\n']);
  });

  it.each(['verify.mjs', 'sendward'])('keeps its exit code when the reader of %s stops', async (which) => {
    writeFileSync(join(folder, 'bad.zip'), packed(6));
    const cli = join(import.meta.dirname, '../../src/headless/cli/main.ts');
    const command = which === 'sendward' ? [cli, 'evidence', 'verify'] : [join(await verifierFolder(), 'verify.mjs')];
    const child = spawn(process.execPath, [...command, join(folder, 'bad.zip')], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  });
});
