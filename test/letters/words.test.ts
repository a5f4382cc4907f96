import { afterEach, expect, it } from 'vitest';
import type { IncidentId } from '../../src/contract/ids.ts';
import type { IncidentSubject } from '../../src/contract/incidents.ts';
import { OwnLetterKind } from '../../src/contract/letters.ts';
import { mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type CaseDesk, LISTING, openCase } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

const found = { cause: 'A form', fix: 'Form closed', prevention: 'A captcha' };

/** Marks of a sentence that lost its fact. */
const BROKEN = /\{\{|\}\}| {2,}|\(\s*\)|: *\.|^- *$|\(not known|\(non connu|\(неизвестно|undefined|null/m;

it.each(LANGUAGES)('says nothing of what nobody knows, in any letter (%s)', async (language) => {
  desk = await openCase();
  const { client, incidentId } = desk;
  await client.incidents.setFindings({ id: incidentId, findings: found });
  for (const kind of OwnLetterKind.options) {
    const first = await client.letters.compose({ incidentId, kind, language });
    const asked = first.missing.filter((field) => !mayBeUnknown(field));
    const values = Object.fromEntries([...asked, ...(kind === 'spike_warning' ? (['failure_count'] as const) : [])].map((field) => [field, 'by hand']));
    const letter = await client.letters.compose({ incidentId, kind, language, values, notKnown: first.missing.filter(mayBeUnknown) });
    const body = letter.text.split('\n--\n')[0] ?? '';
    expect(body.replace(/\n {2}/g, '\n'), kind).not.toMatch(BROKEN);
    for (const field of first.missing.filter(mayBeUnknown))
      expect(letter.fields.find((each) => each.field === field)?.value, `${kind} ${field}`).toBe(values[field] ?? '');
  }
});

it('states no moment that nobody named, and no hour where only a day was', async () => {
  desk = await openCase({ kind: 'suspension', scope: 'account', reason: '' });
  const { client, incidentId } = desk;
  const { values } = await client.incidents.letterValues({ id: incidentId, kind: 'unblock_request', language: 'en' });
  expect(values).not.toHaveProperty('blocked_since');
  expect(values).not.toHaveProperty('first_seen');
});

it.each(LANGUAGES)('asks to restore other domains first only where others were stopped with it (%s)', async (language) => {
  desk = await openCase({ kind: 'suspension', scope: 'account', reason: '' });
  const { client, packId } = desk;
  const unblock = async (id: IncidentId) => await client.letters.compose({ incidentId: id, kind: 'unblock_request', language, readerLanguage: 'en' });
  const fieldsOf = ({ fields }: Awaited<ReturnType<typeof unblock>>) => fields.map(({ field }) => field);
  const whole = await client.incidents.open({ packId, subject: { kind: 'suspension', scope: 'pack' } });
  expect(fieldsOf(await unblock(whole.id))).toContain('innocent_domains');
  const one = await unblock(desk.incidentId);
  expect(fieldsOf(one)).not.toContain('innocent_domains');
  expect(one.missing).not.toContain('innocent_domains');
  // The list has a name in every language, and stands nowhere in the letter.
  expect(one.text).not.toContain(desk.core.texts.t(language, 'fields:name.innocent_domains'));
  // What closes a port, or blocks an address or a script, takes no site down.
  const others: IncidentSubject[] = [
    { kind: 'port_25', server: 'vps-4', reason: '' },
    { kind: 'blocked_object', object: 'ip', name: '192.0.2.7', reason: '' },
    { kind: 'blocked_object', object: 'script', name: 'mail.php', reason: '' },
  ];
  for (const subject of others) {
    const { id } = await client.incidents.open({ packId, subject });
    expect(fieldsOf(await unblock(id)), subject.kind).not.toContain('innocent_domains');
  }
});

it.each(LANGUAGES)('names no domain to be restored first where nobody knows one (%s)', async (language) => {
  desk = await openCase({ kind: 'suspension', scope: 'pack', reason: '' });
  const order = { incidentId: desk.incidentId, kind: 'unblock_request', language } as const;
  const first = await desk.client.letters.compose(order);
  expect(first.missing.filter(mayBeUnknown)).toContain('innocent_domains');
  const letter = await desk.client.letters.compose({ ...order, notKnown: ['innocent_domains'] });
  expect(letter.missing).not.toContain('innocent_domains');
  const say = (key: string): string => desk.core.texts.t(language, `letters:unblock_request.innocent.${key}`);
  expect(first.text).toContain(say('title'));
  expect(letter.text).not.toContain(say('title'));
});

it('claims that sending has stopped only once somebody said so, with the day', async () => {
  desk = await openCase();
  const { client, incidentId } = desk;
  const stopped = async () => (await client.incidents.letterValues({ id: incidentId, kind: 'delist_host', language: 'en' })).values.sending_stopped;
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'not_needed', note: 'It stopped by itself' });
  expect(await stopped()).toBeUndefined();
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'open' });
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'done' });
  expect(await stopped()).toMatch(/^The sending that led to it was stopped on \d+ \S+ \d{4}\.$/);
});

it('calls a listed domain a domain, and asks the list for it', async () => {
  desk = await openCase({ ...LISTING, listed: 'site1.example', list: 'A domain list' });
  const { client, incidentId } = desk;
  await client.incidents.setFindings({ id: incidentId, findings: found });
  const kinds = (await client.letters.possible({ incidentId })).map(({ kind }) => kind);
  expect(kinds).toContain('delist_list');
  expect(kinds).not.toContain('delist_host');
  const { subject, text } = await client.letters.compose({ incidentId, kind: 'delist_list', language: 'en' });
  expect(subject).toContain('domain site1.example');
  expect(`${subject}\n${text}`).not.toMatch(/IP address/);
  expect(text).toContain('The domain belongs to a client of');
});

it('tells as a fact that it came from a client only once that is established', async () => {
  desk = await openCase();
  const { client, incidentId, hostedId } = desk;
  const intro = async () => (await client.incidents.letterValues({ id: incidentId, kind: 'explanation_request', language: 'en' })).values.what_happened ?? '';
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: 'suspected' });
  expect(await intro()).toContain('may have come from your hosting');
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: 'caused' });
  expect(await intro()).toContain('came from your hosting');
  expect(await intro()).not.toContain('may have');
});

it('offers a warning about a rise in sending only where a figure is known, and writes none without one', async () => {
  desk = await openCase();
  const { client, incidentId } = desk;
  expect((await client.letters.possible({ incidentId })).map(({ kind }) => kind)).not.toContain('spike_warning');
  const { missing } = await client.letters.compose({ incidentId, kind: 'spike_warning' });
  await expect(client.letters.write({ incidentId, kind: 'spike_warning', notKnown: missing })).rejects.toMatchObject({ code: 'letter_incomplete' });
});
