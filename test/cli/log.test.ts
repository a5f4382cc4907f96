import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fixtureJson, fixturePath } from '../logs/scene.ts';
import { run, runJson, watch } from './run.ts';

const Counts = z.record(z.string(), z.number());
const Truth = z.object({
  accounts_map: z.record(z.string(), z.unknown()),
  accounts: z.record(z.string(), z.looseObject({ messages: z.number(), recipients: z.number(), delivered: z.number(), failed: z.number() })),
  hours: z.record(z.string(), z.record(z.string(), Counts)),
});
const truth = Truth.parse(fixtureJson('truth-exim.json'));
const FULL = fixturePath('exim-full.log.gz');
const NEW_YORK = ['--zone', 'America/New_York'];
const Hour = z.looseObject({ hour: z.string(), messages: z.number(), recipients: z.number(), delivered: z.number(), failed: z.number() });
const Analysed = z.object({
  ok: z.literal(true),
  format: z.string(),
  lines: z.number(),
  skipped: z.number(),
  from: z.string(),
  to: z.string(),
  accounts: z.array(Hour.omit({ hour: true }).extend({ account: z.string(), hours: z.array(Hour) })),
});
const Judged = z.looseObject({
  ok: z.literal(true),
  verdict: z.enum(['strong', 'possible', 'weak', 'none', 'not_enough_data']),
  suspects: z.array(
    z.looseObject({
      account: z.string(),
      label: z.enum(['strong', 'possible', 'weak']),
      share: z.number().min(0).max(1),
      reasonsFor: z.array(z.string().min(1)).min(1),
      reasonsAgainst: z.array(z.string().min(1)),
      codesAgainst: z.array(z.string()),
    }),
  ),
});
let folder: string;
let map: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-log-'));
  map = join(folder, 'map.json');
  writeFileSync(map, JSON.stringify(truth.accounts_map));
  await run(['--version']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judged(...args: string[]): Promise<z.infer<typeof Judged>> {
  const { code, json } = await runJson(['log', 'culprit', FULL, ...NEW_YORK, '--accounts', map, ...args]);
  expect(code).toBe(0);
  return Judged.parse(json);
}

describe('log analyse', () => {
  it('says every account and hour as they were, without a data folder', async () => {
    const { code, json } = await runJson(['log', 'analyse', FULL, '--accounts', map, ...NEW_YORK]);
    expect(code).toBe(0);
    const said = Analysed.parse(json);
    expect(said).toMatchObject({ format: 'exim', from: expect.stringMatching(/^2026-11-23T04:58/) });
    for (const [account, { messages, recipients, delivered, failed }] of Object.entries(truth.accounts)) {
      const found = said.accounts.find((each) => each.account === account);
      expect(found, account).toMatchObject({ messages, recipients, delivered, failed });
      for (const [hour, counts] of Object.entries(truth.hours[account] ?? {})) {
        const told = found?.hours.find((each) => each.hour === hour);
        expect([account, hour, told?.messages ?? 0, told?.recipients ?? 0]).toEqual([account, hour, counts['messages'], counts['recipients']]);
      }
    }
  });

  it.each([
    ['exim-small.log', 'exim'],
    ['postfix-small.log', 'postfix'],
    ['postfix-small-iso.log', 'postfix'],
  ])('learns the accounts of %s where no map is given', async (name, format) => {
    const { code, json } = await runJson(['log', 'analyse', fixturePath(name), '--year', '2026', ...NEW_YORK]);
    expect(code).toBe(0);
    const said = Analysed.parse(json);
    expect(said).toMatchObject({ format, skipped: 0 });
    expect(said.accounts.length).toBeGreaterThan(3);
    expect(said.from.slice(0, 10)).toBe('2026-11-23');
  });

  it('tells a log whose stamps say their zone in that zone, wherever it is read', async () => {
    const { json } = await runJson(['log', 'analyse', fixturePath('postfix-small-iso.log')], { env: { TZ: 'Asia/Tokyo' } });
    const hours = Analysed.parse(json).accounts.flatMap((account) => account.hours.map(({ hour }) => hour));
    expect(hours.sort()[0]).toMatch(/^2026-11-23 0/);
  });

  it.each([
    ['en', 'recipients'],
    ['fr', 'destinataires'],
    ['ru', 'получателей'],
  ])('says it in words in %s', async (language, word) => {
    const { code, out } = await run(['log', 'analyse', fixturePath('exim-small.log'), ...NEW_YORK, '--lang', language]);
    expect(code).toBe(0);
    expect(out).toContain(word);
    expect(out).toContain('joyphoto');
  });

  it('takes the accounts of a data folder that is named', async () => {
    const data = join(folder, 'data');
    const csv = join(folder, 'clients.csv');
    writeFileSync(csv, 'name,email,domain\nJoy,joy@home.example,joyphoto.example\n');
    const host = await runJson(['call', 'hosts.create', JSON.stringify({ presetId: 'neutral', name: 'North', packName: 'North 50' }), '--data', data]);
    expect(host.code).toBe(0);
    expect((await runJson(['import', csv, '--data', data])).code).toBe(0);
    const { json } = await runJson(['log', 'analyse', fixturePath('exim-small.log'), ...NEW_YORK, '--data', data]);
    expect(Analysed.parse(json).accounts.map(({ account }) => account)).toContain('joyphoto.example');
    // And of the one that is used when none is named, where it is there.
    const own = await runJson(['log', 'analyse', fixturePath('exim-small.log'), ...NEW_YORK], { env: { SENDWARD_DATA: data } });
    expect(Analysed.parse(own.json).accounts.map(({ account }) => account)).toContain('joyphoto.example');
  });
});

describe('log analyse, of files that are odd', () => {
  const [small, postfix] = [fixturePath('exim-small.log'), fixturePath('postfix-small.log')];
  const text = readFileSync(small);
  const quoting = `${'no line of a log\n'.repeat(100)}${text.toString('latin1').slice(0, 400)}\n`;
  const put = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, 'latin1');
    return join(folder, name);
  };

  it('says which files it left out, and where one is cut off', async () => {
    const [copy, cut] = [join(folder, 'copy.gz'), join(folder, 'cut.gz')];
    writeFileSync(copy, gzipSync(text));
    writeFileSync(cut, gzipSync(text).subarray(0, 6_000));
    const { json } = await runJson(['log', 'analyse', copy, small, ...NEW_YORK]);
    expect(json).toMatchObject({
      lines: 564,
      files: [
        { name: 'copy.gz', notes: [] },
        { name: 'exim-small.log', lines: 0, notes: [{ kind: 'copy', other: 'copy.gz' }] },
      ],
    });
    const { code, out } = await run(['log', 'analyse', cut, ...NEW_YORK]);
    expect([code, /cut\.gz: cut off or damaged; read up to 2026-11-2\d \d\d:\d\d/.test(out)]).toEqual([0, true]);
  });

  it.each([
    ['a folder', /^2 .*is a folder/, () => ['analyse', folder]],
    ['an empty file', /^1 .*empty\.log” is empty/, () => ['analyse', put('empty.log', '')]],
    ['a text that quotes a log', /^1 .*100 of 10\d lines were not understood/, () => ['analyse', put('notes.md', quoting)]],
    ['another format than was chosen', /^1 .*is a log of Exim.*as one of Postfix/, () => ['analyse', small, '--format', 'postfix']],
    ['two formats', /^1 .*log of Exim and .*one of Postfix: they cannot be read together/, () => ['analyse', small, postfix]],
    [
      'accounts in another form',
      /^2 .*shape\.json has not the expected form: \{"account"/,
      () => ['analyse', small, '--accounts', put('shape.json', '{"x":1}')],
    ],
    ['a day first', /^2 .*such as 2026-11-24T05:00/, () => ['culprit', small, '--at', '24.11.2026 05:00']],
    ['a day without a time', /^2 .*such as 2026-11-24T05:00/, () => ['culprit', small, '--at', '2026-11-24']],
    ['days to look back', /^2 .*such as 24h or 90m/, () => ['culprit', small, '--at', '2026-11-24T05:00', '--window', '10d']],
  ])('says what is wrong, and how it would be right: %s', async (_what, said, args) => {
    const { code, err } = await run(['log', ...args()]);
    expect(`${code} ${err}`).toMatch(said);
  });
});

describe('log analyse --follow', () => {
  it('tells people only what is new: when, how many lines, and of which accounts', async () => {
    const growing = join(folder, 'growing');
    const lines = readFileSync(fixturePath('exim-small.log'), 'latin1').split('\n');
    writeFileSync(growing, `${lines.slice(0, 500).join('\n')}\n`, 'latin1');
    const following = watch(['log', 'analyse', growing, '--follow', ...NEW_YORK]);
    const until = async (wanted: RegExp): Promise<string[]> => {
      const said = [await following.next()];
      while (!wanted.test(said.at(-1) ?? '')) said.push(await following.next());
      return said;
    };
    expect((await until(/joyphoto/)).join(' ')).toContain('500 lines of Exim');
    const [, added = ''] = /(\n[^\n]* <= [^\n]*U=joyphoto[^\n]*)/.exec(`\n${lines.join('\n')}`) ?? [];
    appendFileSync(growing, `${added.trimStart().replace(/ 1[0-9A-Za-z]{5}-/, ' 1zzzzz-')}\n`, 'latin1');
    const told = await until(/new line/);
    expect(told.at(-1)).toMatch(/^--- \d{4}-\d\d-\d\d \d\d:\d\d: 1 new line \(501 in all, up to 2026-11-2\d \d\d:\d\d\)/);
    expect(await following.next()).toContain('messages: 1,');
    expect(await following.end()).toBe(0);
  }, 60_000);

  it('tells again what a log says when lines are added, until it is stopped', async () => {
    const growing = join(folder, 'mainlog');
    const lines = readFileSync(fixturePath('exim-small.log'), 'latin1').split('\n');
    const half = Math.floor(lines.length / 2);
    writeFileSync(growing, `${lines.slice(0, half).join('\n')}\n`, 'latin1');
    const following = watch(['log', 'analyse', growing, '--follow', '--json', ...NEW_YORK]);
    const first = Analysed.parse(JSON.parse(await following.next()));
    expect(first.lines).toBe(half);
    appendFileSync(growing, lines.slice(half).join('\n'), 'latin1');
    let last = first;
    while (last.lines < lines.length - 1) last = Analysed.parse(JSON.parse(await following.next()));
    expect(last.lines).toBe(lines.length - 1);
    expect(await following.end()).toBe(0);
  }, 60_000);
});

describe('log culprit', () => {
  it('names whom to ask first when the pack was suspended, with reasons for and against', async () => {
    const said = await judged('--at', '2026-11-24T05:00', '--window', '8h');
    expect(said.suspects[0]).toMatchObject({ account: 'joyphoto' });
    expect(['strong', 'possible']).toContain(said.verdict);
    expect(said.suspects.map(({ account }) => account)).not.toContain('bluedental');
  });

  it('takes the moment in the time of the log where it has no offset', async () => {
    const [local, exact] = [await judged('--at', '2026-11-23 20:10', '--window', '90m'), await judged('--at', '2026-11-24T01:10:00Z', '--window', '90m')];
    expect(local).toEqual(exact);
    expect(local.suspects[0]).toMatchObject({ account: 'kidsacademy' });
  });

  it.each([
    ['en', 'recipients'],
    ['fr', 'destinataires'],
    ['ru', 'получател'],
  ])('says it in %s', async (language, word) => {
    const said = await judged('--at', '2026-11-24T05:00', '--lang', language);
    expect(said.suspects[0]?.reasonsFor.join(' ')).toContain(word);
    const { out } = await run(['log', 'culprit', FULL, ...NEW_YORK, '--accounts', map, '--at', '2026-11-24T05:00', '--lang', language]);
    expect(out).toContain('joyphoto');
  });

  it('says in words of which moment, window, zone and files it speaks, who was hurt, and which lines show it', async () => {
    const { out } = await run(['log', 'culprit', FULL, ...NEW_YORK, '--accounts', map, '--at', '2026-11-24T05:00']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Moment: 24 November 2026 at 05:00 (America/New_York). Counted: from 23 November 2026 at 05:00 to 24 November 2026 at 05:00.');
    expect(lines[1]).toBe('Files: exim-full.log.gz');
    expect(lines[2]).toBe('54,545 lines of Exim, 0 not understood, from 2026-11-22 23:58 to 2026-11-24 08:00 (America/New_York)');
    // Of the days before hardly anything is in the log: what is usual is not told as if it were.
    expect(out).toContain('754 recipients were tried; by its quieter hours in this window, 15 would be usual.');
    expect(out).toMatch(/^ {4}exim-full\.log\.gz:\d+: 2026-11-24 01:\d\d/m);
    for (const other of ['deltafreight', 'horizontravel', 'lunaca12']) expect(out).toMatch(new RegExp(`^ {2}${other}: \\S`, 'm'));
    expect(out).toMatch(/The first refusal of the whole server came on 24 November at 02:02: exim-full\.log\.gz, line 4[\d,]+/);
  });

  it('gives programs the same, and no sentence as a reason that is none', async () => {
    const said = await judged('--at', '2026-11-24T05:00');
    expect(said).toMatchObject({ zone: 'America/New_York', at: '2026-11-24T10:00:00.000Z', from: '2026-11-23T10:00:00.000Z', to: '2026-11-24T10:00:00.000Z' });
    expect(said).toMatchObject({ lines: 54_545, files: [{ name: 'exim-full.log.gz', lines: 54_545 }] });
    for (const { reasonsAgainst, codesAgainst } of said.suspects) expect(reasonsAgainst).toHaveLength(codesAgainst.length);
    const [first] = said.suspects;
    expect(first).toMatchObject({ codesAgainst: [], remarks: [expect.stringContaining('studio@joyphoto.example')] });
  });

  it('names the year where data and moment are of different ones', async () => {
    const { out } = await run(['log', 'culprit', FULL, ...NEW_YORK, '--at', '2020-11-24T05:00']);
    expect(out).toContain('from 22 November 2026 at 23:58 to 24 November 2026 at 08:00');
  });

  it('names nobody long before anything happened', async () => {
    const said = await judged('--at', '2026-11-22T05:00');
    expect(said).toMatchObject({ verdict: 'not_enough_data', suspects: [] });
  });
});

describe('what cannot be carried out', () => {
  const small = fixturePath('exim-small.log');
  it.each([
    ['no file', ['log', 'analyse']],
    ['a file that is not there', ['log', 'analyse', '/nowhere/mainlog']],
    ['no moment', ['log', 'culprit', small]],
    ['a moment that is none', ['log', 'culprit', small, '--at', 'yesterday']],
    ['a moment on no day', ['log', 'culprit', small, '--at', '2026-13-41T05:00']],
    ['a window that is none', ['log', 'culprit', small, '--at', '2026-11-24T05:00', '--window', '5x']],
    ['a window too short', ['log', 'culprit', small, '--at', '2026-11-24T05:00', '--window', '5m']],
    ['a year that is none', ['log', 'analyse', small, '--year', 'MMXXVI']],
    ['a format that is none', ['log', 'analyse', small, '--format', 'sendmail']],
    ['a map that is not there', ['log', 'analyse', small, '--accounts', '/nowhere/map.json']],
    ['a map that is none', ['log', 'analyse', small, '--accounts', small]],
  ])('is wrong usage: %s', async (_what, args) => {
    expect(await runJson(args)).toMatchObject({ code: 2, json: { ok: false, error: { code: 'usage' } } });
  });

  it('is a declared error where the zone or the log is none', async () => {
    const none = join(folder, 'none.txt');
    writeFileSync(none, 'nothing of a log\n'.repeat(50));
    expect(await runJson(['log', 'analyse', small, '--zone', 'Mars/Base'])).toMatchObject({ code: 1, json: { error: { code: 'time_zone_unknown' } } });
    expect(await runJson(['log', 'analyse', none])).toMatchObject({ code: 1, json: { ok: false, error: { code: 'log_not_recognised' } } });
    const { code, err } = await run(['log', 'analyse', none, '--lang', 'fr']);
    expect([code, err.includes('none.txt')]).toEqual([1, true]);
  });
});
