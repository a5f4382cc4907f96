import { afterEach, describe, expect, it } from 'vitest';
import { AlertId } from '../../src/contract/ids.ts';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { FIELDS_OF, mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { panelAccount, readList } from '../support/hosted.ts';
import { type CaseDesk, openCase } from './case.ts';

const HOUR = 3_600_000;
const REASON = 'Mass mailing: 1,030 messages\nin one hour';
const ALERT = AlertId.parse('00000000-0000-7000-8000-0000000000a1');
const SUSPENSION = { kind: 'suspension', scope: 'account', reason: REASON } as const;

let desk: CaseDesk;
afterEach(() => desk.close());

const asked = async (more: object = {}) => {
  const { client, incidentId, clientId } = desk;
  return await client.explanations.preview({ incidentId, clientId, ...more });
};

/** French has spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the questions to a client', () => {
  it.each([
    ['en', 'In the host’s words: “Mass mailing: 1,030 messages in one hour”'],
    ['fr', 'Selon l’hébergeur : « Mass mailing: 1,030 messages in one hour »'],
    ['ru', 'Слова хостера: «Mass mailing: 1,030 messages in one hour»'],
  ] as const)('quote why the host acted, and ask each question once (%s)', async (language, words) => {
    desk = await openCase(SUSPENSION);
    const text = plain((await asked({ language })).text);
    expect(text).toContain(words);
    const intro = desk.core.texts.t(language, 'explanations:asked.all');
    expect(text.slice(text.indexOf(intro) + intro.length)).toMatch(/^\s+- /);
  });

  it('name no reason where several may have caused it: it may speak of another', async () => {
    desk = await openCase({ ...SUSPENSION, scope: 'pack' });
    const { client, incidentId } = desk;
    expect((await asked()).text).toContain('Mass mailing');
    await readList(desk.shop, desk.packId, [panelAccount('site1', { domain: 'site1.example' }), panelAccount('site2', { domain: 'site2.example' })]);
    const { id } = await desk.core.db.read.selectFrom('hosted_account').where('login', '=', 'site2').select('id').executeTakeFirstOrThrow();
    await client.incidents.concern({ id: incidentId, person: { hostedId: id }, role: 'suspected' });
    expect((await asked()).text).not.toContain('Mass mailing');
  });

  it('are shown also in the language of whoever asks, without the sum of a letter that nobody gets', async () => {
    desk = await openCase(SUSPENSION);
    const { language, text, translation } = await asked({ language: 'fr', readerLanguage: 'ru' });
    expect([language, text.includes('SHA-256')]).toEqual(['fr', true]);
    expect(translation).toMatchObject({ language: 'ru', subject: expect.stringContaining('Вопросы'), text: expect.stringContaining('Слова хостера') });
    expect(translation?.text).not.toContain('SHA-256');
    expect((await asked({ language: 'fr', readerLanguage: 'fr' })).translation).toBeNull();
  });
});

/** An alert of the account: so many messages, counted now. */
async function alerted(): Promise<void> {
  const { core, clock, packId, hostedId } = desk;
  const now = clock.now();
  const facts = JSON.stringify({ form: 'hour', sent: 1030, usual: 40, from: new Date(now - 2 * HOUR).toISOString(), to: new Date(now - HOUR).toISOString() });
  const quiet = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null, frozen: null };
  const alert = { id: ALERT, kind: 'spike', level: 'act', pack_id: packId, hosted_id: hostedId, subject: '', facts, opened_at: now, changed_at: now } as const;
  await core.db.write((tx) =>
    tx
      .insertInto('alert')
      .values({ ...alert, ...quiet })
      .execute(),
  );
}

it.each([
  ['en', /Period: from .+; counted from the figures of the hosting, as of 5 January 2026$/m],
  ['fr', /Période : du .+ ; d’après les chiffres de l’hébergement relevés le 5 janvier 2026$/m],
  ['ru', /Период: с .+; по данным хостинга на 5 января 2026 г\.$/m],
] as const)('figures stand with what they were counted from, and when (%s)', async (language, words) => {
  desk = await openCase(SUSPENSION);
  await alerted();
  expect(plain((await asked({ language })).text)).toMatch(words);
  const { fields } = await desk.client.letters.compose({ incidentId: desk.incidentId, kind: 'spike_warning', language });
  const counted = { source: 'panel', at: new Date(desk.clock.now()).toISOString() };
  expect(fields.find(({ field }) => field === 'sent_count')).toMatchObject(counted);
});

it('figures of the alarm that a case was opened from stay as they were then, while its episode goes on', async () => {
  desk = await openCase(SUSPENSION);
  await alerted();
  const { client, core, clock, packId, hostedId } = desk;
  const subject = IncidentSubject.parse(SUSPENSION);
  const { id } = await client.incidents.open({ packId, subject, alertId: ALERT, concerned: [{ hostedId }], note: '' });
  const later = new Date(clock.now() + HOUR).toISOString();
  const facts = JSON.stringify({ form: 'hour', sent: 4000, usual: 40, from: new Date(clock.now() - HOUR).toISOString(), to: later });
  await core.db.write((tx) => tx.updateTable('alert').set({ facts }).where('id', '=', ALERT).execute());
  expect((await client.incidents.letterValues({ id, kind: 'spike_warning', language: 'en' })).values.sent_count).toMatch(/1,030/);
});

it.each(LANGUAGES)('what was done by us stands with its day as the language writes it (%s)', async (language) => {
  desk = await openCase(IncidentSubject.parse(SUSPENSION));
  const { client, incidentId: id } = desk;
  await client.incidents.setStep({ id, step: 'stop_sending', state: 'done', note: 'Limit set to 0' });
  const { values } = await client.incidents.letterValues({ id, kind: 'explanation_request', language });
  expect(values.done_by_reseller).toMatch(language === 'fr' ? /2026\u00a0: Limit set to 0$/ : /\S: Limit set to 0$/);
});

it.each([
  ['en', 'Cause, as far as it is known: A hacked form'],
  ['fr', 'Cause, autant qu’on la connaît : A hacked form'],
  ['ru', 'Причина, насколько она известна: A hacked form'],
] as const)('a formal notice tells the cause that was found, to whom it is known to have come from (%s)', async (language, words) => {
  desk = await openCase(SUSPENSION);
  const { client, incidentId, hostedId } = desk;
  const text = async () => plain((await client.letters.compose({ incidentId, kind: 'formal_warning', language })).text);
  await desk.find();
  expect(await text()).not.toContain('A hacked form');
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: 'caused' });
  expect(await text()).toContain(words);
});

it.each([
  ['whose account ended', 'As in the form of gone.example', 'gone.example'],
  ['who has no account here', 'A list of Oldfield was used', 'Oldfield'],
  ['who speaks for one', 'Mr Grandjean sent a list', 'Grandjean'],
])('a formal notice tells no cause that names somebody %s, and whoever writes it is told why', async (_whom, cause, name) => {
  desk = await openCase(SUSPENSION);
  const { client, incidentId, hostedId, packId, clock } = desk;
  await readList(desk.shop, packId, [panelAccount('site1', { domain: 'site1.example' }), panelAccount('gone', { domain: 'gone.example' })]);
  await desk.core.db.write((tx) => tx.updateTable('hosted_account').set({ ended_at: clock.now() }).where('login', '=', 'gone').execute());
  const owner = { role: 'owner', firstName: 'Luc', lastName: 'Grandjean', email: 'luc@example.org' } as const;
  await client.clients.create({ company: 'Oldfield & Sons', language: 'fr', contacts: [owner], accounts: [] });
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: 'caused' });
  await client.incidents.setFindings({ id: incidentId, findings: { cause, fix: 'Removed', prevention: 'A code' } });
  const { missing, fields } = await client.letters.compose({ incidentId, kind: 'formal_warning', language: 'en' });
  expect(missing).toContain('cause');
  expect(fields.find(({ field }) => field === 'cause')?.kept).toEqual({ because: 'names_another', names: [name] });
});

it('a formal notice is written again without a cause where none is told of, as in those from before it told of one', async () => {
  desk = await openCase(SUSPENSION);
  const { client, incidentId, hostedId } = desk;
  const concern = (role: 'caused' | 'suspected') => client.incidents.concern({ id: incidentId, person: { hostedId }, role });
  await concern('caused');
  await desk.find();
  const values = { incidents_before: 'INC-1', if_again: 'The account is closed.' };
  const notKnown = FIELDS_OF.formal_warning.filter((field) => field !== 'cause' && mayBeUnknown(field));
  const { id } = await client.letters.write({ incidentId, kind: 'formal_warning', language: 'en', values, notKnown });
  const again = async () => await client.letters.get({ id: (await client.letters.again({ id })).id });
  await client.letters.withdraw({ id });
  const same = await again();
  expect(same.text).toContain('Cause, as far as it is known: A hacked form');
  await client.letters.withdraw({ id: same.id });
  await concern('suspected');
  expect((await again()).text).not.toContain('Cause');
});
