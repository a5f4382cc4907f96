import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import type { Verdict } from '../../src/contract/culprits.ts';
import { FileRef } from '../../src/contract/ids.ts';
import { reportBlocks, reportFooter } from '../../src/features/culprits/report-blocks.ts';
import { gapPart, momentsIn, reasonPart, statementPart } from '../../src/shared/culprit-words.ts';
import { REASON_CODES, STATEMENT_CODES, VERDICT_GAPS } from '../../src/shared/culprits.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { openScene, type Scene } from './world.ts';

const pdf = createPdfMaker();
const texts = createTexts();
let scene: Scene;
let verdict: Verdict;

beforeAll(async () => {
  scene = openScene({ pdf, texts });
  verdict = await scene.judge({ logIds: [await scene.scan()] });
});
afterAll(async () => {
  await scene.close();
  await pdf.close();
});

async function written(language: Language, done = ''): Promise<{ name: string; text: string }> {
  for await (const step of scene.culprits.report({ id: verdict.id, language, done }, { signal: undefined })) {
    if (step.kind !== 'done') continue;
    const { bytes } = await scene.core.files.bytes(FileRef.parse(step.result.fileRef));
    const file = join(scene.folder, 'report.pdf');
    writeFileSync(file, bytes);
    return { name: step.result.name, text: execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ') };
  }
  throw new Error('no file');
}

/** One account of every statement, called by it. */
const ALL: Verdict['others'] = STATEMENT_CODES.map((code) => ({
  account: code,
  domain: '',
  code,
  facts: {
    recipients: 5,
    usual: 4,
    failed: 1,
    deferred: 2,
    percent: 40,
    at: '2026-11-24T05:00:00.000Z',
    of: 2,
    met: 2,
    kind: 'messages',
    allowed: 125,
    times: 2,
  },
}));

/** The blocks of a report of the verdict, some of it changed, as one text. */
function blocksOf(more: Partial<Verdict>, language: Language = 'en'): string {
  return JSON.stringify(reportBlocks({ verdict: { ...verdict, ...more }, language, by: '', done: '' }, texts));
}

const WORDS = {
  en: ['Whom to ask first', 'joy: strong signs', 'mainlog, line 42', 'What was done', 'The other accounts', 'What this report cannot show'],
  fr: ['Qui interroger en premier', 'joy : indices forts', 'mainlog, ligne 42', 'Ce qui a été fait', 'Les autres comptes', 'ne peut pas montrer'],
  ru: ['Кого спросить первым', 'joy: сильные признаки', 'mainlog, строка 42', 'Что сделано', 'Остальные аккаунты', 'показать не может'],
} as const satisfies Record<Language, readonly string[]>;

const MOMENTS = { en: '24 November 2026 at 05:00', fr: '24 novembre 2026 à 05:00', ru: '24 ноября 2026 г. в 05:00' } as const satisfies Record<
  Language,
  string
>;

describe('the report for the host', () => {
  it.each(LANGUAGES)('says what happened, who, from which lines, what was done and who is not concerned (%s)', async (language) => {
    const { name, text } = await written(language, 'Script removed, password changed.\nQueue emptied.');
    for (const words of WORDS[language]) expect(text).toContain(words);
    for (const other of ['alpine', 'blue', 'casa', 'delta']) expect(text).toContain(other);
    expect(text).toContain('Script removed, password changed.');
    expect(text.replaceAll(' ', '')).toContain(verdict.inputSha256);
    // In the time of the log, not of this machine.
    expect(text).toContain(MOMENTS[language]);
    expect(name).toMatch(/2026-11-24\.pdf$/);
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
  });

  it.each(LANGUAGES)('accuses nobody, and names no client (%s)', async (language) => {
    const { text } = await written(language);
    expect(text).not.toMatch(/guilty|culprit|spammer|fault of|coupable|spammeur|виновн|виноват|спамер/i);
  });

  it.each(LANGUAGES)('has a sentence for every reason and gap, also where facts are missing (%s)', (language) => {
    const moment = momentsIn(language, 'UTC');
    const facts = { count: 5, recipients: 5, percent: 5, at: '2026-11-24T05:00:00.000Z', since: '2026-11-24T05:00:00.000Z' };
    for (const known of [facts, {}]) {
      const parts = [
        ...REASON_CODES.map((code) => reasonPart(code, known, moment)),
        ...VERDICT_GAPS.map((code) => gapPart(code, known, moment)),
        ...STATEMENT_CODES.map((code) => statementPart(code, known, moment)),
      ];
      for (const { key, values } of parts) expect(texts.t(language, `culprits:${key}`, { count: 1, ...values })).not.toBe('');
    }
  });

  it('says so where nobody is to be asked, and asks for nothing then', () => {
    const text = blocksOf({ outcome: 'none', suspects: [], others: [], victims: [], sites: 0, firstBlock: null });
    expect(text).toContain('Nobody stands out');
    expect(text).toContain('There are none.');
    expect(text).not.toContain('All the same');
    const calm = blocksOf({ outcome: 'none', suspects: [], others: ALL, victims: [], sites: 0, firstBlock: null });
    expect(calm).not.toContain('restore');
    // Nobody stands out, yet the host stopped somebody: no all-clear.
    expect(calm).toContain('All the same, a limit or suspension of the host put off or stopped the mail of 1 account');
  });

  it('denies no block whose first line is not in the data any more', () => {
    const having = (failedByBlock: number) => blocksOf({ firstBlock: null, suspects: verdict.suspects.map((suspect) => ({ ...suspect, failedByBlock })) });
    expect(having(3)).not.toContain('No refusal of the whole server');
    expect(having(0)).toContain('No refusal of the whole server');
  });

  it('tells single refusals for the address of the server from one of the whole server', () => {
    const firstSingle = { file: 'mainlog', line: 497, at: '2026-11-24T03:39:00.000Z', text: '421 4.7.0 Messages from 192.0.2.1 deferred' };
    const suspects = verdict.suspects.map((suspect) => ({ ...suspect, failedByBlock: 0 }));
    const text = blocksOf({ firstBlock: null, block: null, firstSingle, suspects });
    expect(text).toContain('No refusal of the whole server is in the data.');
    expect(text).toMatch(/Single refusals for the address of the server[^"]*mainlog, line 497\. The line:","421 4\.7\.0/);
  });

  it('says of each account only what is known of it, and asks to restore those of whom enough is known', () => {
    const text = blocksOf({ others: ALL });
    const [block, limit, usual, above, unknown] = [
      'Hurt by the block:',
      'own limit or suspension:',
      'Not notably more than usual, without a sudden rise, as announced, or put off by receivers:',
      'More than usual, or with signs of its own',
      'Of these too little is known',
    ].map((title) => text.indexOf(title));
    const at = (code: (typeof STATEMENT_CODES)[number]): number => text.indexOf(`${code}: `);
    expect(STATEMENT_CODES.every((code) => at(code) > 0)).toBe(true);
    const listed = [at('put_off_by_receivers'), at('above_usual'), at('usual_unknown'), at('nothing_known')];
    const order = [block, at('hurt_by_block'), limit, at('stopped_by_limit'), usual, listed[0], above, listed[1], unknown, listed[2], listed[3]];
    expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
    expect(text).toMatch(/please restore these first[^"]*: hurt_by_block, put_off_by_receivers, as_usual, usual_beside, even, and announced\./);
  });

  it('says which signs an account has that is not suspected', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const stopped = { code: 'suspended_by_host', facts: { at: '2026-11-24T10:00:00.000Z' } } as const;
    const text = blocksOf({ zone: 'UTC', others: ALL, suspects: [{ ...first, account: 'few_with_signs', label: null, reasonsFor: [stopped] }] });
    expect(text).toMatch(/few_with_signs: Signs of its own[^"]*The host suspended its outgoing mail, on 24 November at 10:00\./);
  });

  it('says nothing of single accounts, and asks for nothing, where the data tell too little', () => {
    const text = blocksOf({ outcome: 'not_enough_data', suspects: [], others: ALL, sites: 0, firstBlock: null });
    expect(text).toContain('too little of this moment to say anything of single accounts');
    for (const words of ['restore', 'hurt_by_block', 'as_usual', 'No refusal']) expect(text).not.toContain(words);
  });

  it('counts accounts where clients are not known, and clients where they are', () => {
    expect(blocksOf({ sites: 3, sitesOf: 'accounts' })).toContain('3 accounts show signs of their own.');
    expect(blocksOf({ sites: 3, sitesOf: 'clients' })).toContain('Accounts of 3 different clients show signs of their own.');
  });

  it('prints what was really counted, in the zone of the server, and both shares where they differ', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const counted = { from: '2026-11-23T10:15:00.000Z', to: '2026-11-24T10:15:00.000Z' };
    const text = blocksOf({ counted, zone: 'America/New_York', suspects: [{ ...first, share: 0.18, weightedShare: 0.78 }] });
    expect(text).toContain('counted from 23 November 2026 at 05:15 to 24 November 2026 at 05:15');
    // The one that ranks comes first.
    expect(text).toMatch(/weighted by nearness to the moment and signs of misuse","78%"\],\["Share of all recipients above the usual","18%"/);
  });

  it('says where what is usual comes from the window itself', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const usualOf = (usualFrom: 'before' | 'window' | null) => blocksOf({ suspects: [{ ...first, usual: 48, usualFrom }] });
    expect(usualOf('window')).toContain('"Usual in a window as long","48 (by its quieter hours)"');
    for (const from of ['before', null] as const) expect(usualOf(from)).toContain('"Usual in a window as long","48"');
  });

  it.each(LANGUAGES)('says none, where it is none, and no "only 0" (%s)', (language) => {
    const moment = momentsIn(language, 'UTC');
    const said = ({ key, values }: ReturnType<typeof gapPart>): string => texts.t(language, `culprits:${key}`, values);
    const lines = [
      gapPart('no_baseline', { accounts: 8, windows: 0, needed: 14 }, moment),
      reasonPart('short_history', { windows: 0, needed: 14 }, moment),
    ].map(said);
    for (const line of lines) expect(line).toMatch(/^[^0]*14[^0]*$/);
  });

  it('says so where a log tells of a time that had not come yet when it was read', () => {
    const [source] = verdict.sources;
    if (source === undefined) throw new Error('there is no source');
    const readOn = (readAt: string) => blocksOf({ zone: 'UTC', sources: [{ ...source, to: '2026-11-24T13:00:00.000Z', readAt }] });
    expect(readOn('2026-11-23T17:26:00.000Z')).toContain('The log reaches to 24 November 2026 at 13:00, but was read on 23 November 2026 at 17:26');
    expect(readOn('2026-11-24T17:26:00.000Z')).not.toContain('The log reaches to');
  });

  it('counts neither for nor against what says nothing of the account', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const reasonsFor = [...first.reasonsFor, { code: 'suspended_later', facts: { at: '2026-11-24T10:00:00.000Z' } } as const];
    const reasonsAgainst = [{ code: 'password_guessed', facts: { login: 'info@joy.example', times: 23 } } as const];
    const text = blocksOf({ suspects: [{ ...first, reasonsFor, reasonsAgainst }] });
    const order = [
      'What speaks for asking it',
      'Nothing is known that speaks against.',
      'counting neither for nor against',
      'After this moment',
      'Strangers guess',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('names first whom to ask first, and the others with signs after them', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const named = (account: string, label: 'strong' | 'possible') => ({ ...first, account, domain: '', label });
    const text = blocksOf({ suspects: [named('one', 'strong'), named('two', 'possible')] });
    const order = ['Whom to ask first', 'one: strong signs', 'Further accounts with signs', 'two: possible'].map((words) => text.indexOf(words));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  it.each([
    ['en', 'made on 22 November 2026'],
    ['fr', 'établi le 22 novembre 2026'],
    ['ru', 'составлено 22 ноября 2026'],
  ] as const)('carries at its foot the day it was made, not the moment it speaks of (%s)', (language, words) => {
    const made = { ...verdict, zone: 'UTC', madeAt: '2026-11-22T10:00:00.000Z', at: '2026-11-24T05:00:00.000Z' };
    expect(reportFooter({ verdict: made, language, by: 'Northpack', done: '' }, texts)).toContain(`Northpack · ${words}`);
  });

  it('has a space before marks in French', () => {
    const [first] = verdict.suspects;
    if (first === undefined) throw new Error('nobody is suspected');
    const failures = [
      { target: 'address' as const, count: 246 },
      { target: 'content' as const, count: 172 },
    ];
    const text = blocksOf({ suspects: [{ ...first, failures }], others: ALL }, 'fr');
    expect(text).toMatch(/destinataire inconnu[\u00a0\u202f]: 246[\u00a0\u202f]; contenu refusé/);
    // Of every sentence, whoever put it in: the space before a mark of two parts is one that no line is broken at.
    const sentences = readFileSync(join(import.meta.dirname, '../../locales/fr/culprits.json'), 'utf8').replace(/"[^"]*":/g, '');
    expect(sentences).not.toMatch(/ [;!?%»]| :(?=[\s"])/);
  });
});
