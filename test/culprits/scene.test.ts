import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../src/features/culprits/index.ts';
import { toldByFacts } from '../../src/features/logs/index.ts';
import { scanFixture } from '../logs/scanned.ts';

const HOUR = 3600;
const facts = scanFixture('exim-full.log.gz');

/** The judgement of a moment, told in the time of the server. */
async function at(moment: string, hours = 24) {
  const judged = judgeFacts(await facts, { at: Date.parse(`${moment}-05:00`) / 1000, windowSeconds: hours * HOUR });
  const named = judged.suspects.filter(({ label }) => label !== null).map(({ account, label }) => `${account} ${label}`);
  return { ...judged, named };
}

/** Codes of the reasons for and against an account. */
function reasonsOf({ suspects }: Awaited<ReturnType<typeof at>>, account: string): string[] {
  const suspect = suspects.find((each) => each.account === account);
  return [...(suspect?.reasonsFor ?? []), ...(suspect?.reasonsAgainst ?? [])].map(({ code }) => code);
}

describe('a server of twelve clients, over 32 hours', () => {
  it.each([1, 24, 72])('names who brought the suspension of the pack about, and not the largest sender, looking back %d hours', async (hours) => {
    const judged = await at('2026-11-24T05:00:00', hours);
    expect(judged.outcome).toBe('strong');
    expect(judged.named[0]).toBe('joyphoto strong');
    expect(judged.named.slice(1).every((each) => /^(fitclub|kidsacademy) (possible|weak)$/.test(each))).toBe(true);
  });

  it('tells the way in, what was refused, and since when', async () => {
    const judged = await at('2026-11-24T05:00:00');
    const [first] = judged.suspects;
    expect(reasonsOf(judged, 'joyphoto')).toEqual(
      expect.arrayContaining(['content_refused', 'unknown_recipients', 'new_script', 'foreign_senders', 'caused_block']),
    );
    expect(first?.onsetAt).toBe('2026-11-24T06:30:00.000Z');
    expect(first?.reasonsFor.find(({ code }) => code === 'new_script')?.facts['script']).toBe('/home/joyphoto/public_html/wp-content/uploads/2019/.cache');
    expect(first?.evidence.length).toBeGreaterThan(3);
  });

  it('dates the block by the first refusal of the server itself, and counts up to that moment', async () => {
    const judged = await at('2026-11-24T05:00:00');
    // 02:02 on the clock of the server; half an hour before, one message was refused for its own content by a server that names a list beside it.
    expect(judged.firstBlock?.at).toMatch(/^2026-11-24T07:02:3\d/);
    expect(judged.firstBlock?.text).toContain('TSS04');
    const caused = judged.suspects.find(({ account }) => account === 'joyphoto')?.reasonsFor.find(({ code }) => code === 'caused_block');
    expect(caused?.facts).toMatchObject({ since: '2026-11-24T06:30:00.000Z', until: '2026-11-24T07:00:00.000Z', recipients: 102 });
    expect(judged.suspects.find(({ account }) => account === 'joyphoto')?.failedByBlock).toBe(103);
  });

  it('says of the others what is true of them: put off by a limit of the host, by receivers, or neither', async () => {
    const { others, victims, sites, sitesOf } = await at('2026-11-24T05:00:00');
    const codes = Object.fromEntries(others.map(({ account, code }) => [account, code]));
    expect(codes).toMatchObject({ deltafreight: 'stopped_by_limit', horizontravel: 'put_off_by_receivers', eventnest: 'above_usual', lunaca12: 'even' });
    expect(others.find(({ account }) => account === 'deltafreight')?.facts).toMatchObject({ kind: 'messages', allowed: 125 });
    // Hardly any mail but that of the one who brought it about met the block in the hours that were left of the night.
    expect(victims).toEqual([]);
    expect({ sites, sitesOf }).toEqual({ sites: 3, sitesOf: 'accounts' });
  });

  it('gives the plain share beside the weighted one', async () => {
    const [first] = (await at('2026-11-24T05:00:00')).suspects;
    expect(first?.share).toBeCloseTo(739 / 4036, 2);
    expect(first?.weightedShare).toBeGreaterThan(0.7);
  });

  it('names the bought list at its time', async () => {
    const judged = await at('2026-11-23T12:40:00');
    expect(judged.named).toEqual(['fitclub strong']);
    expect(reasonsOf(judged, 'fitclub')).toEqual(expect.arrayContaining(['unknown_recipients', 'host_limit_hit', 'first_mailing']));
  });

  it('names the stolen password at its time, and says that its owner was robbed', async () => {
    const judged = await at('2026-11-23T20:10:00');
    expect(judged.named[0]).toBe('kidsacademy strong');
    expect(reasonsOf(judged, 'kidsacademy')).toEqual(expect.arrayContaining(['many_sources', 'login_refused_after', 'stolen_login']));
    const many = judged.suspects[0]?.reasonsFor.find(({ code }) => code === 'many_sources');
    expect(many?.facts).toMatchObject({ sources: 41, per: 'all' });
    expect(judged.suspects[0]?.evidence.filter(({ text }) => text.includes('authenticator failed'))).toEqual([]);
  });

  it.each(['2026-11-23T09:00:00', '2026-11-23T07:30:00', '2026-11-23T23:30:00'])('names nobody at a quiet moment (%s)', async (moment) => {
    expect(await at(moment, 1)).toMatchObject({ outcome: 'none', named: [], victims: [] });
  });

  it('names nobody on a quiet morning with all that came before it', async () => {
    expect(await at('2026-11-23T09:00:00')).toMatchObject({ outcome: 'none', named: [] });
  });

  it.each(['2026-11-23T16:25:00', '2026-11-23T16:45:00', '2026-11-23T17:00:00'])('never calls a lawful surge strong (%s)', async (moment) => {
    for (const hours of [1, 24]) {
      const { named } = await at(moment, hours);
      expect(named).not.toContain('deltafreight strong');
      expect(named).not.toContain('deltafreight possible');
    }
  });

  it('never names who was put off, who forwards, and who has few messages, whenever one looks', async () => {
    for (let hour = 2; hour < 32; hour++) {
      const moment = new Date(Date.UTC(2026, 10, 23, hour)).toISOString().slice(0, 19);
      for (const hours of [1, 24]) {
        const { named } = await at(moment, hours);
        expect(named.filter((each) => /horizontravel|ironworks|greengarden|lunaca12|alpineshop|casalaw|eventnest/.test(each))).toEqual([]);
      }
    }
  });
});

it('tells a single refusal for the address of the server as its log marks it, and takes it for no block', async () => {
  const small = await scanFixture('exim-small.log');
  const mark = toldByFacts(small).log.marks.find(({ kind }) => kind === 'first_block');
  const judged = judgeFacts(small, { at: mark?.line.at ?? 0, windowSeconds: 24 * HOUR });
  expect(judged).toMatchObject({ block: null, firstBlock: null, firstSingle: { line: mark?.line.line, text: mark?.line.text } });
});
