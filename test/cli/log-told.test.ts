import { beforeAll, describe, expect, it } from 'vitest';
import { fixturePath } from '../logs/scene.ts';
import { run, runJson } from './run.ts';

const NEW_YORK = ['--zone', 'America/New_York'];

beforeAll(async () => {
  await run(['--version']);
});

describe('what log culprit says beside whom to ask', () => {
  it('says where nobody stands out, yet the host stopped accounts and counted more than the log holds', async () => {
    const { out } = await run(['log', 'culprit', fixturePath('exim-small.log'), ...NEW_YORK, '--at', '2026-11-24T03:39']);
    expect(out).toContain('stopped the mail of 2 accounts: see below.');
    expect(out).toMatch(/fitclub: Stopped by the host’s own limit of 175 failures[^\n]*the data show \d\./);
    expect(out).toContain('The host stopped fitclub at its limit of 175 failures');
    expect(out).toContain('exim-small.log:497: ');
  });

  it('says which signs an account has that it does not suspect', async () => {
    const { out } = await run(['log', 'culprit', fixturePath('postfix-small.log'), ...NEW_YORK, '--year', '2026', '--at', '2026-11-24T05:00']);
    expect(out).toMatch(/^ {2}1010: Signs of its own.*\n {4}\+ The host suspended its outgoing mail, on 24 November at 05:00\./m);
  });

  it('says where the log is ahead of the clock, and goes on', async () => {
    const read = async (year: string) =>
      await run(['log', 'culprit', fixturePath('postfix-small.log'), ...NEW_YORK, '--year', year, '--at', `${year}-11-24T05:00`]);
    expect(await read('2099')).toMatchObject({ code: 0, out: expect.stringContaining('The log reaches into the future by the clock of this machine') });
    expect((await read('2019')).out).not.toContain('into the future');
    const { json } = await runJson(['log', 'analyse', fixturePath('postfix-small.log'), ...NEW_YORK, '--year', '2099']);
    expect(json).toMatchObject({ aheadOfClock: true });
  });
});
