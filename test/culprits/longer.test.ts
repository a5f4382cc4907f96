import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../src/features/culprits/index.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { scanFiles } from '../logs/scanned.ts';
import { fixturePath } from '../logs/scene.ts';

const text = gunzipSync(readFileSync(fixturePath('exim-full.log.gz'))).toString('latin1');
/** The same two days a week earlier: messages have ids of their own. */
const weekBefore = text
  .replaceAll('2026-11-23 ', '2026-11-16 ')
  .replaceAll('2026-11-24 ', '2026-11-17 ')
  .replace(/(?<![0-9A-Za-z])1x(?=[0-9A-Za-z]{4}-)/g, '1w');
const two = scanFiles([text]);
const nine = scanFiles([weekBefore + text]);

/** What is judged of a moment, told by the clock of the server. */
const at = (facts: LogFacts, moment: string) => judgeFacts(facts, { at: Date.parse(`${moment}-05:00`) / 1000, windowSeconds: 86_400 });
type Judged = ReturnType<typeof at>;

const find = ({ suspects }: Judged, account: string) => suspects.find((each) => each.account === account);
const factsOf = (judged: Judged, account: string, code: string) => find(judged, account)?.reasonsFor.find((each) => each.code === code)?.facts;
/** Refusals that are shown, by their text: in the longer log they stand elsewhere. */
const refusals = (judged: Judged, account: string): string[] =>
  (find(judged, account)?.evidence ?? []).map(({ text: line }) => line).filter((line) => / (?:==|\*\*) /.test(line));

describe('a log that holds an earlier block, earlier limits and an earlier suspension as well', () => {
  it('shows the lines of the window, the first refusal of the server in it among them', async () => {
    const [short, long] = [at(await two, '2026-11-24T05:07:00'), at(await nine, '2026-11-24T05:07:00')];
    expect(long.firstBlock?.at).toBe(short.firstBlock?.at);
    expect(long.firstBlock?.at).toMatch(/^2026-11-24T07:02:3\d/);
    expect(long.block).toEqual(short.block);
    for (const account of ['joyphoto', 'fitclub', 'kidsacademy']) {
      expect(refusals(short, account).length, account).toBeGreaterThan(2);
      expect(refusals(long, account), account).toEqual(expect.arrayContaining(refusals(short, account)));
    }
    expect(factsOf(long, 'joyphoto', 'caused_block')?.['at']).toBe(short.firstBlock?.at);
  });

  it('counts of limits what was met in the window, and finds the second suspension', async () => {
    const long = at(await nine, '2026-11-24T05:07:00');
    expect(factsOf(long, 'joyphoto', 'suspended_by_host')?.['at']).toMatch(/^2026-11-24T10:00:1\d/);
    const stopped = long.others.find(({ account }) => account === 'deltafreight');
    expect(stopped?.facts).toEqual(at(await two, '2026-11-24T05:07:00').others.find(({ account }) => account === 'deltafreight')?.facts);
    expect(factsOf(at(await nine, '2026-11-17T05:07:00'), 'joyphoto', 'suspended_by_host')?.['at']).toMatch(/^2026-11-17T10:00:1\d/);
  });

  it.each([
    ['2026-11-23T12:40:00', '2026-11-22T12:45', '2026-11-23T12:45'],
    ['2026-11-24T12:40:00', '2026-11-23T12:45', '2026-11-24T12:45'],
  ])('says how often a limit was met in the day before %s, and no more', async (moment, from, to) => {
    const lines = text.split('\n').filter((line) => / \*\* .*Domain fitclub\.example has exceeded the max defers/.test(line));
    const within = lines.filter((line) => line.slice(0, 16).replace(' ', 'T') >= from && line.slice(0, 16).replace(' ', 'T') < to);
    expect(within.length).toBeGreaterThan(0);
    const told = factsOf(at(await two, moment), 'fitclub', 'host_limit_hit');
    expect(told).toMatchObject({ times: within.length, at: iso(within[0]), until: iso(within.at(-1)) });
  });

  it('does not count what the host did after the moment', async () => {
    const before = at(await two, '2026-11-24T01:45:00');
    expect(factsOf(before, 'joyphoto', 'suspended_by_host')).toBeUndefined();
    expect(factsOf(before, 'joyphoto', 'suspended_later')?.['at']).toMatch(/^2026-11-24T10:00:1\d/);
  });
});

function iso(line: string | undefined): string {
  return new Date(Date.parse(`${line?.slice(0, 19).replace(' ', 'T')}-05:00`)).toISOString();
}
