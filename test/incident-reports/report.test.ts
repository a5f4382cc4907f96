import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { FileRef, IncidentId } from '../../src/contract/ids.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { NIGHT_OVER } from '../support/log-facts.ts';
import { type CaseScene, openCaseScene } from './scene.ts';

const CALL = { signal: undefined };
const FOUND = {
  cause: 'A script hidden in the site sent the mail.',
  fix: 'The script was removed, the password changed.',
  prevention: 'The site is updated every week.',
};
const pdf = createPdfMaker();
let scene: CaseScene;
/** A closed case with its analysis, and one of which nearly nothing is known. */
let whole: IncidentId;
let bare: IncidentId;

beforeAll(async () => {
  scene = await openCaseScene({ pdf });
  const verdict = await scene.analyse();
  const opened = await scene.open({ verdictId: verdict.id, occurredAt: NIGHT_OVER, note: 'Secret remark' });
  whole = opened.id;
  await scene.of.concern({ id: whole, person: { hostedId: await scene.hosted('joy') }, role: 'caused' }, CALL);
  await scene.of.concern({ id: whole, person: { hostedId: await scene.hosted('alpine') }, role: 'innocent' }, CALL);
  await scene.of.setFindings({ id: whole, findings: FOUND }, CALL);
  await scene.finish(whole);
  bare = (
    await scene.open({
      subject: { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: '' },
      concerned: [{ hostedId: await scene.hosted('blue') }],
    })
  ).id;
});
afterAll(async () => {
  await scene.close();
  await pdf.close();
});

interface Asked {
  readonly form?: 'host' | 'complete';
  readonly cost?: boolean;
  readonly note?: string;
}

async function bytesOf(id: IncidentId, language: Language, { form = 'host', cost = false, note = '' }: Asked): Promise<{ name: string; bytes: Uint8Array }> {
  const { fileRef, name } = await scene.of.report({ id, language, form, cost, note }, CALL);
  return { name, bytes: (await scene.core.files.bytes(FileRef.parse(fileRef))).bytes };
}

async function written(id: IncidentId, language: Language, asked: Asked = {}): Promise<{ name: string; text: string }> {
  const { name, bytes } = await bytesOf(id, language, asked);
  const file = join(scene.folder, 'case.pdf');
  writeFileSync(file, bytes);
  if (process.env.KEEP_REPORTS !== undefined)
    writeFileSync(join(process.env.KEEP_REPORTS, `${id === whole ? 'whole' : 'bare'}-${asked.form ?? 'host'}-${language}.pdf`), bytes);
  return { name, text: execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ') };
}

const WORDS = {
  en: [
    '192.0.2.7 was, according to what was reported, on the blocklist Trend Micro ERS',
    'the reseller found that it came from here',
    'Not the origin, only affected',
    'version 1, noted by the reseller',
    '11 November 2026',
    '24 November 2026 at 11:00',
  ],
  fr: [
    '192.0.2.7 figurait sur la liste noire Trend Micro ERS',
    'origine retenue par le revendeur',
    'Seulement touchés',
    'version 1, noté par le revendeur',
    '11 novembre 2026',
    '24 novembre 2026 à 11:00',
  ],
  ru: [
    '192.0.2.7 находился в чёрном списке Trend Micro ERS',
    'по выводу реселлера, источник здесь',
    'Только пострадали',
    'версия 1, отмечено реселлером',
    '11 ноября 2026 г.',
    '24 ноября 2026 г. в 11:00',
  ],
} as const satisfies Record<Language, readonly string[]>;

const UNKNOWN = {
  en: [
    'The host suspended the whole package',
    'to be asked, nothing is established',
    'What this rests on has not been written down yet',
    'Not established yet',
    'Whether it really came from those who are to be asked',
    'no analysis of mail data is attached',
    'this account is matched with no client',
  ],
  fr: [
    'L’hébergeur a suspendu tout le pack',
    'à interroger, rien n’est établi',
    'n’a pas encore été noté',
    'Pas encore établi',
    'Si cela venait vraiment de ceux',
    'aucune analyse des données de messagerie',
    'n’est rattaché à aucun client',
  ],
  ru: [
    'Хостер приостановил весь реселлерский аккаунт',
    'следует спросить, ничего не установлено',
    'пока не записано',
    'Пока не установлено',
    'Действительно ли это исходило',
    'анализ почтовых данных не приложен',
    'не сопоставлен ни с одним клиентом',
  ],
} as const satisfies Record<Language, readonly string[]>;

describe('the report of a case', () => {
  it.each(LANGUAGES)('says what happened, from whom and on what grounds, what was done, and what clients had been told (%s)', async (language) => {
    const { name, text } = await written(whole, language);
    const plain = text.replaceAll('\u00A0', ' ');
    for (const words of [...WORDS[language], ...Object.values(FOUND), 'joy.example', 'alpine', 'Europe/Paris', 'ERS-1']) expect(plain).toContain(words);
    // The grounds, in the words of the analysis, with what was judged.
    for (const long of ['/home/joy/public_html/.cache', 'America/New_York']) expect(plain.replaceAll(' ', '')).toContain(long);
    expect(plain).toMatch(/[0-9a-f]{20}/);
    expect(name).toMatch(/2026-001\.pdf$/);
    expect((await written(whole, language, { form: 'complete' })).name).not.toBe(name);
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
  });

  it.each(LANGUAGES)('shows the host neither notes nor cost nor the name of a client, and the reseller all of it (%s)', async (language) => {
    const forHost = (await written(whole, language)).text;
    for (const secret of ['Secret note', 'Secret remark', 'Joy Photo', '2,50', '2.50']) expect(forHost).not.toContain(secret);
    const complete = (await written(whole, language, { form: 'complete', cost: true })).text;
    const { cents } = await scene.of.get({ id: whole }, CALL);
    for (const told of ['Secret note 0', 'Secret remark', 'Joy Photo']) expect(complete).toContain(told);
    expect(complete).toContain(new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(cents / 100));
  });

  it.each(LANGUAGES)('says what is not known, and holds nothing against whom it only asks (%s)', async (language) => {
    const { text } = await written(bare, language);
    const plain = text.replaceAll('\u00A0', ' ');
    for (const words of UNKNOWN[language]) expect(plain).toContain(words);
  });

  it.each(LANGUAGES)('accuses nobody (%s)', async (language) => {
    for (const id of [whole, bare]) {
      const { text } = await written(id, language, { form: 'complete', cost: true });
      expect(text).not.toMatch(/guilty|culprit|spammer|fault of|coupable|spammeur|fautif|виновн|виноват|спамер|нарушител/i);
    }
  });

  it('looks for nobody behind one recipient who gets no mail, and says what the host asks for', async () => {
    const { id } = await scene.open({
      subject: {
        kind: 'recipient',
        address: 'family@mailbox.example',
        writer: 'School office',
        family: 'Marchand',
        sender: 'school@joy.example',
        corrected: '',
        service: null,
        lastMailOn: null,
        answer: '550 5.7.1 blocked',
      },
      concerned: [{ clientId: scene.clientId }],
    });
    const { text } = await written(id, 'en');
    for (const words of ['Mail to family@mailbox.example does not reach its recipient', 'Marchand', 'School office', '550 5.7.1 blocked'])
      expect(text).toContain(words);
    expect(text).toContain('When the last message to the recipient left.');
    expect(text).not.toMatch(/to be asked|Where it came from|Joy Photo|Who or what/);
  });

  it('is the same bytes for the same case at the same time', async () => {
    const [first, second] = [await bytesOf(whole, 'fr', {}), await bytesOf(whole, 'fr', {})];
    expect(first.bytes).toEqual(second.bytes);
  });

  it('carries a word of the reseller to whoever reads it', async () => {
    expect((await written(whole, 'en', { note: 'Thank you for your patience.' })).text).toContain('Remark of the reseller Thank you for your patience.');
  });

  it('does not rest on an analysis that clears an account, or says nothing of it', async () => {
    const verdict = await scene.analyse();
    const { id } = await scene.open({ verdictId: verdict.id });
    await scene.of.concern({ id, person: { hostedId: await scene.hosted('casa') }, role: 'caused' }, CALL);
    const { text } = await written(id, 'en');
    const casa = text.slice(text.indexOf('casa (casa.example): the reseller found'));
    expect(casa).toMatch(/^[^:]+: the reseller found that it came from here The attached analysis of mail data does not put this account under suspicion\./);
    expect(casa).toContain('What this rests on has not been written down yet.');
  });

  it('names somebody by his account on the client list where no panel showed one', async () => {
    const { id } = await scene.open({ concerned: [{ clientId: scene.clientId }] });
    expect((await written(id, 'en')).text).toContain('joy (joy.example): to be asked');
  });

  it('says that an analysis is no longer kept', async () => {
    const verdict = await scene.analyse();
    const { id } = await scene.open({ verdictId: verdict.id });
    await scene.core.db.write((tx) => tx.deleteFrom('verdict').where('id', '=', verdict.id).execute());
    expect((await written(id, 'en')).text).toContain('is no longer kept');
  });

  it('is not written of a case that is not there', async () => {
    const id = '01a203bf-0000-7000-987c-582b50f34b23';
    await expect(scene.of.report({ id: IncidentId.parse(id), language: 'en', form: 'host', cost: false, note: '' }, CALL)).rejects.toMatchObject({
      code: 'incident_not_found',
    });
  });

  it('is read by a machine as a tagged document', async () => {
    const { bytes } = await bytesOf(whole, 'ru', {});
    const file = join(scene.folder, 'tagged.pdf');
    writeFileSync(file, bytes);
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
    expect(readFileSync(file).length).toBeGreaterThan(5000);
  });
});
