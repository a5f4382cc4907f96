import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeBundleTools as tools } from '../../src/adapters/bundle-tools.ts';
import { nodeSigner } from '../../src/adapters/signer.ts';
import { zipContainer } from '../../src/shared/bundle/container.ts';
import { type Verdict, verifyBundle } from '../../src/shared/bundle/verify.ts';
import { ZIP_END } from '../../src/shared/bundle/words.ts';
import { endRecords, HeaderMaker } from '../../src/shared/bundle/zip-format.rules.ts';
import { contentStart, listZip, type ZipPlace } from '../../src/shared/bundle/zip-reader.ts';
import { type ZipEntry, zipChunks } from '../../src/shared/bundle/zip-writer.ts';
import { verifierFolder } from '../support/verifiers.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
let bundle: Uint8Array;
let places: readonly ZipPlace[];
let folder: string;

const memory = (bytes: Uint8Array) => ({ sizeBytes: bytes.length, read: async (offset: number, length: number) => bytes.subarray(offset, offset + length) });
const judge = async (bytes: Uint8Array): Promise<Verdict> => verifyBundle(await zipContainer(memory(bytes), tools), tools);
const nameOf = (place: ZipPlace): string => tools.decodeUtf8(place.name);

/** Real bundle of two clients, signed. The verifiers in it are cut short: their bytes are like any other content. */
beforeAll(async () => {
  const verifiers = async () => [
    { name: 'verify.html', bytes: Buffer.from('<!doctype html>') },
    { name: 'verify.mjs', bytes: Buffer.from('// verify') },
  ];
  desk = await openDesk({ bundles: { tools, verifiers } });
  await desk.handlers.setSigning({ on: true }, { signal: undefined });
  const anna = desk.client('Anna');
  await desk.tell(anna);
  await desk.tell(desk.client('Boris'));
  await desk.tell(anna, { rung: 'signed', origin: 'hand', file: { name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF signed') } });
  bundle = new Uint8Array((await desk.exported({ client: anna.id })).bytes);
  places = (await listZip(memory(bundle)))?.places ?? [];
  folder = mkdtempSync(join(tmpdir(), 'sendward-flips-'));
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Which entry a byte belongs to; the directory belongs to all and none. */
function ownerOf(offset: number): string {
  const place = places.findLast((each) => each.offset <= offset);
  if (place === undefined || offset >= contentStart(place) + place.size) return ZIP_END;
  return nameOf(place);
}

function flipped(offset: number, mask: number): Uint8Array {
  const copy = bundle.slice();
  copy[offset] = (copy[offset] ?? 0) ^ mask;
  return copy;
}

/** The change is found, and a fault names what it happened to: the entry of the byte, or for the directory an entry or the directory itself. */
async function expectNamed(offset: number, mask: number): Promise<void> {
  const { valid, problems } = await judge(flipped(offset, mask));
  const owner = ownerOf(offset);
  const named = owner === ZIP_END ? problems.length > 0 : problems.some(({ entry }) => entry === owner);
  if (valid || !named) throw new Error(`Byte ${offset} ^ ${mask} of ${owner}: valid ${valid}, ${JSON.stringify(problems)}`);
}

describe('a bundle of which one byte was changed', () => {
  it('is valid as it was made', async () => {
    expect(await judge(bundle)).toMatchObject({ valid: true, problems: [] });
  });

  it('is found, wherever the byte is no content or belongs to list, ledger, signature, key or a small file', async () => {
    const exhaustive = ['SHA256SUMS', 'SHA256SUMS.sig', 'ledger.txt', 'public-key.pem', 'evidence/1.json', 'verify.mjs'];
    let tried = 0;
    for (let offset = 0; offset < bundle.length; offset++) {
      const place = places.findLast((each) => each.offset <= offset);
      const inContent = place !== undefined && offset >= contentStart(place) && offset < contentStart(place) + place.size;
      if (inContent && !exhaustive.includes(nameOf(place))) continue;
      for (const mask of [1 << (offset % 8), 0x20]) await expectNamed(offset, mask);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(4000);
  }, 240_000);

  it('is found wherever the byte is', async () => {
    const flip = fc.tuple(fc.nat({ max: bundle.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(flip, ([offset, mask]) => expectNamed(offset, mask)),
      { numRuns: 2000 },
    );
  }, 240_000);

  it('gets the same verdict from the script that needs no app', async () => {
    const script = join(await verifierFolder(), 'verify.mjs');
    const offsets = [4, 60, Math.floor(bundle.length / 2), bundle.length - 30];
    for (const offset of offsets) {
      const bytes = flipped(offset, 0x10);
      writeFileSync(join(folder, 'flipped.zip'), bytes);
      const { status, stdout } = spawnSync(process.execPath, [script, join(folder, 'flipped.zip'), '--json'], { encoding: 'utf8' });
      const { valid, problems, limits } = await judge(bytes);
      expect([status, JSON.parse(stdout)]).toEqual([1, { valid, problems, limits }]);
    }
  });
});

describe('a bundle that was', () => {
  it('cut short is found at every length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bundle.length - 1 }), async (length) => {
        const { valid, problems } = await judge(bundle.slice(0, length));
        expect(valid).toBe(false);
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('lengthened at its end, its beginning or in between is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bundle.length }), fc.uint8Array({ minLength: 1, maxLength: 40 }), async (at, added) => {
        const { valid } = await judge(Buffer.concat([bundle.subarray(0, at), added, bundle.subarray(at)]));
        expect(valid).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('packed anew with something else in it is found, although its ZIP is right', async () => {
    const change = fc.record({
      index: fc.nat({ max: places.length - 1 }),
      other: fc.nat({ max: places.length - 1 }),
      how: fc.constantFrom('swap', 'rename', 'drop', 'add', 'edit'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ index, other, how }) => {
        fc.pre(how !== 'swap' || index !== other);
        const { valid, problems } = await judge(await repacked(edit(how, index, other)));
        expect(valid).toBe(false);
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('packed anew as it was is valid again', async () => {
    expect(Buffer.compare(await repacked((entries) => entries), bundle)).toBe(0);
  });

  it('made anew around a changed message is found by the ledger', async () => {
    const forged = contents().map(({ name, content }) => ({ name, content: name === 'messages/3.eml' ? Buffer.from('forged') : content }));
    expect(await judge(await remade(forged))).toMatchObject({
      valid: false,
      problems: [{ entry: 'messages/3.eml', problem: 'bytes_changed' }],
    });
  });

  it('made anew around the same files, unsigned, is what it says it is', async () => {
    const { valid, limits } = await judge(await remade(contents()));
    expect([valid, limits.includes('not_signed')]).toEqual([true, true]);
  });

  it('made anew with the files of two proofs changed over is found', async () => {
    const other: Readonly<Record<string, string>> = { 'messages/3.eml': 'messages/5.eml', 'messages/5.eml': 'messages/3.eml' };
    const swapped = contents().map(({ name, content }) => ({ name, content: contents().find((each) => each.name === other[name])?.content ?? content }));
    expect((await judge(await remade(swapped))).problems).toEqual([
      { entry: 'messages/3.eml', problem: 'bytes_changed' },
      { entry: 'messages/5.eml', problem: 'bytes_changed' },
    ]);
  });

  it.each([
    ...['../../.profile', '/etc/passwd', 'Index.html', 'INDEX.HTML', 'evidence/03.json', 'evidence/x.json', 'messages/3.txt', 'messages/3.eml/x', 'more.pdf'],
    ...['policies/x.exe', 'clients\\1.html', 'index.html ', 'sha256sums', 'verify.mjs.txt'],
  ])('made anew with a listed file %j that no bundle has is found', async (name) => {
    const { valid, problems } = await judge(await remade([...contents(), { name, content: Buffer.from('x') }]));
    expect([valid, problems]).toEqual([false, expect.arrayContaining([{ entry: name, problem: 'structure' }])]);
  });

  it('made anew with the same name twice is found', async () => {
    const page = { name: 'index.html', content: Buffer.from('other') };
    expect((await judge(await remade([page, ...contents()]))).problems).toContainEqual({ entry: 'index.html', problem: 'structure' });
  });

  it('made anew with a list that names itself is found', async () => {
    const self = `${'0'.repeat(64)}  SHA256SUMS\n`;
    expect((await judge(await remade(contents(), self))).problems).toContainEqual({ entry: 'SHA256SUMS', problem: 'sums_malformed' });
  });

  it('made anew around an empty ledger is none', async () => {
    const bare = contents().flatMap(({ name }) =>
      name === 'ledger.txt' ? [{ name, content: new Uint8Array() }] : name === 'index.html' ? [{ name, content: Buffer.from('x') }] : [],
    );
    expect(await judge(await remade(bare))).toMatchObject({ valid: false, problems: [{ entry: 'ledger.txt', problem: 'not_a_bundle' }] });
  });

  it('changed and signed anew with a key the ledger does not know is found', async () => {
    const { privatePem, publicPem } = await nodeSigner.makeKeys();
    const forged = contents().map(({ name, content }) => ({ name, content: name === 'index.html' ? Buffer.from('forged') : content }));
    const own = [...forged.filter(({ name }) => name !== 'public-key.pem'), { name: 'public-key.pem', content: Buffer.from(publicPem) }];
    const unsigned = withList(own, '', []);
    const signature = await nodeSigner.sign(privatePem, unsigned.at(-1)?.content ?? new Uint8Array());
    const { valid, problems } = await judge(await written([...unsigned, { name: 'SHA256SUMS.sig', content: signature }]));
    expect([valid, problems]).toEqual([false, expect.arrayContaining([{ entry: 'public-key.pem', problem: 'signature_wrong' }])]);
  });
});

/** The files with a list of hashes that fits them at their end. */
function withList(entries: readonly Content[], more: string, leftOut: readonly string[] = ['public-key.pem']): Content[] {
  const kept = entries.filter(({ name }) => !['SHA256SUMS', 'SHA256SUMS.sig', ...leftOut].includes(name));
  return [...kept, { name: 'SHA256SUMS', content: Buffer.from(kept.map(({ name, content }) => `${tools.sha256(content)}  ${name}\n`).join('') + more) }];
}

/** A bundle of these files as somebody would make it who has our code and not our key. */
async function remade(entries: readonly Content[], more = ''): Promise<Uint8Array> {
  return await written(withList(entries, more));
}

/** Writes a ZIP in the strict form under any names: the writer of the app refuses bad ones. */
async function written(entries: readonly Content[]): Promise<Uint8Array> {
  const headers = new HeaderMaker();
  const [front, directory]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = 0;
  for (const { name, content } of entries) {
    const item = { name: tools.encodeUtf8(name), size: content.length, crc: tools.crc32(content) };
    const local = headers.local(item).slice();
    front.push(local, content);
    directory.push(headers.central(item, offset).slice());
    offset += local.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return new Uint8Array(Buffer.concat([...front, ...directory, endRecords({ entries: entries.length, offset, size })]));
}

interface Content {
  readonly name: string;
  readonly content: Uint8Array;
}

function contents(): Content[] {
  return places.map((place) => ({ name: nameOf(place), content: bundle.subarray(contentStart(place), contentStart(place) + place.size) }));
}

function edit(how: string, index: number, other: number): (entries: Content[]) => Content[] {
  return (entries) => {
    const [one, two] = [entries[index], entries[other]];
    if (one === undefined || two === undefined) return [];
    if (how === 'swap') return entries.map((entry) => (entry === one ? two : entry === two ? one : entry));
    if (how === 'rename') return entries.map((entry) => (entry === one ? { ...one, name: `x-${one.name}` } : entry));
    if (how === 'drop') return entries.filter((entry) => entry !== one);
    if (how === 'add') return entries.toSpliced(index, 0, { name: 'more.txt', content: Buffer.from('x') });
    return entries.map((entry) => (entry === one ? { ...one, content: Buffer.concat([one.content, Buffer.from(' ')]) } : entry));
  };
}

function repacked(change: (entries: Content[]) => Content[]): Promise<Uint8Array> {
  return packed(change(contents()));
}

async function packed(entries: readonly Content[]): Promise<Uint8Array> {
  async function* source(): AsyncGenerator<ZipEntry, void, void> {
    yield* entries;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipChunks(source(), tools)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
