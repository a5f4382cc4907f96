import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { type ClassifiedReport, classifyMail, classifyReply } from '../../src/features/bounces/classify/index.ts';
import { ANSWERS } from './cases/answers.ts';
import type { Expected } from './cases/expected.ts';
import { allCases, type Case, everyLayout } from './cases/index.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const SENDER_SIDE = ['sender-ip', 'sender-auth', 'content', 'host-limit', 'recipient-policy', 'rate', 'network', 'system', 'mailbox', 'message'];

interface Read {
  readonly name: string;
  readonly expected: Expected;
  readonly found: ClassifiedReport;
}

const read = async ({ name, eml, expected }: Case): Promise<Read> => ({ name, expected, found: classifyMail(await nodemailerFormat.read(eml), decode) });
const readAll = (cases: readonly Case[]): Promise<Read[]> => Promise.all(cases.map(read));

/** Every recipient expected beside what was found of him. */
function pairs(reads: readonly Read[]) {
  return reads.flatMap(({ name, expected, found }) =>
    expected.recipients.map((wanted) => ({
      name,
      wanted,
      got: found.recipients.find(({ address }) => address.toLowerCase() === wanted.address.toLowerCase()),
    })),
  );
}

/** What was expected against what was found, and every case that differs: shown when a test fails. */
function confusion(reads: readonly Read[]): string {
  const counts = new Map<string, number>();
  for (const { wanted, got } of pairs(reads)) {
    const key = `${wanted.class} -> ${got?.class ?? 'nobody'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const kinds = reads
    .filter(({ expected, found }) => expected.kind !== found.kind)
    .map(({ name, expected, found }) => `${name}: ${expected.kind} -> ${found.kind}`);
  const wrong = pairs(reads)
    .filter(({ wanted, got }) => wanted.class !== got?.class || wanted.target !== got.target)
    .map(
      ({ name, wanted, got }) => `${name}: ${wanted.class}/${wanted.target} -> ${got?.class}/${got?.target} (${got?.code}) ${got?.diagnostic.slice(0, 100)}`,
    );
  return ['', ...[...counts].map(([key, count]) => `${count}\t${key}`), ...kinds, ...wrong].join('\n');
}

const share = (all: readonly unknown[], good: readonly unknown[]): number => good.length / Math.max(1, all.length);

describe('labelled mails', async () => {
  const reads = await readAll(allCases());
  const all = pairs(reads);

  it('are many', () => expect(reads.length).toBeGreaterThanOrEqual(180));

  it('are of the kind they are, in 98 % at least', () => {
    const good = reads.filter(({ expected, found }) => expected.kind === found.kind);
    expect(share(reads, good), confusion(reads)).toBeGreaterThanOrEqual(0.98);
  });

  it('say of whom they are, and of nobody else', () => {
    const wrong = reads.filter(
      ({ expected, found }) => found.recipients.map(({ address }) => address).join() !== expected.recipients.map(({ address }) => address).join(),
    );
    expect(wrong.map(({ name, found }) => [name, found.recipients.map(({ address }) => address)])).toEqual([]);
  });

  it('are of the right class in 95 % at least', () => {
    const good = all.filter(({ wanted, got }) => got?.class === wanted.class);
    expect(share(all, good), confusion(reads)).toBeGreaterThanOrEqual(0.95);
  });

  it('name who has to act in 95 % at least', () => {
    const good = all.filter(({ wanted, got }) => got?.target === wanted.target);
    expect(share(all, good), confusion(reads)).toBeGreaterThanOrEqual(0.95);
  });

  it('never have an address suppressed for a failure of the sender', () => {
    const wrong = all.filter(({ wanted, got }) => got?.suppress === true && !wanted.suppress);
    expect(wrong.map(({ name, got }) => [name, got?.target])).toEqual([]);
  });

  it('tell warnings from failures', () => {
    expect(reads.filter(({ expected, found }) => (expected.delayed ?? false) !== found.delayed).map(({ name }) => name)).toEqual([]);
  });
});

describe('every answer in every layout', () => {
  it('means the same', async () => {
    const reads = await readAll(everyLayout());
    const all = pairs(reads);
    const good = all.filter(({ wanted, got }) => got?.class === wanted.class && got.target === wanted.target);
    expect(reads.filter(({ found }) => found.kind !== 'bounce')).toEqual([]);
    expect(share(all, good), confusion(reads)).toBeGreaterThanOrEqual(0.97);
    expect(all.filter(({ wanted, got }) => got?.suppress === true && SENDER_SIDE.includes(wanted.target)).map(({ name }) => name)).toEqual([]);
  });

  it.each(ANSWERS.map((answer) => [answer.name, answer] as const))('means the same while it is handed over: %s', (_, { said, stage, class: what, target }) => {
    const code = Number(said.slice(0, 3));
    const enhanced = /^\d{3}[- ](\d\.\d{1,3}\.\d{1,3})/.exec(said)?.[1] ?? null;
    expect(classifyReply({ code, enhanced, text: said, stage })).toMatchObject({ class: what, target });
  });
});
