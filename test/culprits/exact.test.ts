import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../src/features/culprits/index.ts';
import { scanFixture } from '../logs/scanned.ts';
import { fixturePath } from '../logs/scene.ts';

const QUARTER = 900;
const DAY = 86_400;
const facts = scanFixture('exim-full.log.gz');
const lines = gunzipSync(readFileSync(fixturePath('exim-full.log.gz')))
  .toString('latin1')
  .split('\n');
/** The log is written five hours behind UTC. */
const timeOf = (line: string): number => Date.parse(`${line.slice(0, 10)}T${line.slice(11, 19)}-05:00`) / 1000;

/** Lines of a window of a day that match. */
function written(pattern: RegExp, to: number, from = to - DAY): string[] {
  return lines.filter((line) => pattern.test(line) && timeOf(line) >= from && timeOf(line) < to);
}

/** What the verdict on a moment says of an account. */
async function said(moment: string, account: string, code: string) {
  const at = Date.parse(`${moment}-05:00`) / 1000;
  const { suspects, counted } = judgeFacts(await facts, { at, windowSeconds: DAY });
  const found = suspects.find((each) => each.account === account);
  const reason = [...(found?.reasonsFor ?? []), ...(found?.reasonsAgainst ?? [])].find((each) => each.code === code);
  return { facts: reason?.facts, to: Date.parse(counted.to) / 1000, onset: Date.parse(found?.onsetAt ?? counted.from) / 1000 };
}

const FOREIGN = /^.{19} \S+ <= (?!<>|\S+@joyphoto\.example |joyphoto@)\S+ U=joyphoto /;
const NEWS = / <= \S+ .*A=\S+:\S+@fitclub\.example .* T="(.*?)" (?:from|for) /;

describe('what a verdict counts of traces is what the log says, whatever quarter a moment lies in', () => {
  it.each(['2026-11-24T01:45', '2026-11-24T02:30', '2026-11-24T03:15', '2026-11-24T05:00'])('messages in foreign names up to %s', async (moment) => {
    const told = await said(`${moment}:00`, 'joyphoto', 'foreign_senders');
    expect(told.facts?.['messages']).toBe(written(FOREIGN, told.to, told.onset).length);
  });

  it.each(['2026-11-24T01:45', '2026-11-24T02:30'])('messages of a new script up to %s', async (moment) => {
    const told = await said(`${moment}:00`, 'joyphoto', 'new_script');
    expect(told.facts?.['messages']).toBe(written(/ cwd=\/home\/joyphoto\/\S*\.cache /, told.to).length);
  });

  it.each(['2026-11-23T12:45', '2026-11-24T12:40', '2026-11-24T12:10', '2026-11-24T10:35'])('mails with one subject in the day before %s', async (moment) => {
    const told = await said(`${moment}:00`, 'fitclub', 'same_subject');
    const mails = written(NEWS, told.to, told.onset);
    const subjects = Map.groupBy(mails, (line) => (NEWS.exec(line)?.[1] ?? '').replace(/\d+/g, '#'));
    expect(told.facts?.['messages']).toBe(Math.max(...[...subjects.values()].map((same) => same.length)));
    expect(told.onset % QUARTER).toBe(0);
  });

  it.each(['2026-11-24T01:45', '2026-11-23T20:10'])('logins that were refused in the day before %s', async (moment) => {
    const at = Date.parse(`${moment}:00-05:00`) / 1000;
    const { suspects, counted } = judgeFacts(await facts, { at, windowSeconds: DAY });
    const guessed = suspects.flatMap(({ reasonsAgainst }) => reasonsAgainst.filter(({ code }) => code === 'password_guessed'));
    expect(guessed.length).toBeGreaterThan(0);
    for (const { facts: told } of guessed) {
      expect(told['times']).toBe(written(new RegExp(`authenticator failed .*set_id=${String(told['login'])}\\)`), Date.parse(counted.to) / 1000).length);
    }
  });

  it('addresses of a stolen login, as many as had used it by then', async () => {
    for (const moment of ['2026-11-23T19:30', '2026-11-23T19:45', '2026-11-23T20:10']) {
      const told = await said(`${moment}:00`, 'kidsacademy', 'many_sources');
      const used = written(/ <= .*A=\S+:teacher@kidsacademy\.example /, told.to, told.facts?.['per'] === 'all' ? told.to - DAY : told.to - QUARTER * 4);
      const addresses = new Set(used.map((line) => / H=.*?\[([\d.]+)\]:\d+ P=/.exec(line)?.[1]));
      if (told.facts?.['per'] === 'all') expect(told.facts['sources']).toBe(addresses.size);
      else expect(told.facts?.['sources']).toBeGreaterThanOrEqual(addresses.size);
    }
  });
});
