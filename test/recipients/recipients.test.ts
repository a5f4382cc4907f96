import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { ConfirmationId, FileRef, type IncidentId, type PackId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject, type StepId } from '../../src/contract/incidents.ts';
import { BlockedRecipient } from '../../src/contract/recipients.ts';
import { createBounces } from '../../src/features/bounces/index.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { recipientsHandlers } from '../../src/features/recipients/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { NOTHING_QUEUED, openTestCore, type TestCore } from '../support/core.ts';
import { makePack } from '../support/hosted.ts';

const CALL = { signal: undefined };
const FACTS = { writer: 'Anna, secretary', family: 'Martin', sender: 'school@club.example', lastMailOn: '2026-11-19', answer: '550 5.1.1 unknown user' };

let test: TestCore;
let packId: PackId;
let cases: ReturnType<typeof incidentsHandlers>;
let of: ReturnType<typeof recipientsHandlers>;

beforeEach(async () => {
  test = openTestCore({ mail: nodemailerFormat, texts: createTexts() });
  packId = await makePack(test);
  cases = incidentsHandlers(test.core, NOTHING_QUEUED);
  of = recipientsHandlers(test.core);
});
afterEach(() => test.close());

async function open(address = 'claire.martin@gmial.com'): Promise<IncidentId> {
  const subject = IncidentSubject.parse({ kind: 'recipient', address });
  return Incident.parse(await cases.open({ packId, subject, concerned: [], note: '' }, CALL)).id;
}
const done = (id: IncidentId, step: StepId) => cases.setStep({ id, step, state: 'done', note: '', minutes: 0, cents: 0 }, CALL);
const stateOf = async (id: IncidentId, step: StepId) => (await cases.get({ id }, CALL)).steps.find((one) => one.id === step)?.state;

interface Written {
  readonly from?: string;
  readonly date?: string;
  readonly text?: string;
  readonly head?: string;
  /** What the server that took it in says of its sender; empty = nothing. */
  readonly checked?: string;
}
const mailOf = ({
  from = 'Claire Martin <claire.martin@gmail.com>',
  date = 'Sat, 21 Nov 2026 08:00:00 +0000',
  text = 'Yes, please write to me again.',
  head = '',
  checked = 'mx.club.example; dmarc=pass header.from=gmail.com',
}: Written) =>
  `From: ${from}\r\nTo: school@club.example\r\nSubject: Your messages\r\n${date === '' ? '' : `Date: ${date}\r\n`}${checked === '' ? '' : `Authentication-Results: ${checked}\r\n`}${head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`;

async function put(id: IncidentId, written: Written | string): Promise<BlockedRecipient> {
  const text = typeof written === 'string' ? written : mailOf(written);
  const { ref } = await test.core.files.put('mail.eml', 'message/rfc822', new TextEncoder().encode(text));
  return BlockedRecipient.parse(await of.takeMail({ incidentId: id, fileRef: ref }, CALL));
}

describe('the facts', () => {
  it('are all needed before the step may be said to be done', async () => {
    const id = await open();
    await expect(done(id, 'collect_facts')).rejects.toMatchObject({ code: 'recipient_facts_missing', params: { count: 5 } });
    const { answer, ...others } = FACTS;
    expect(await of.setFacts({ incidentId: id, facts: others }, CALL)).toMatchObject({ missing: ['answer'] });
    expect(await stateOf(id, 'collect_facts')).toBe('open');
    await expect(done(id, 'collect_facts')).rejects.toMatchObject({ code: 'recipient_facts_missing', params: { count: 1 } });
    expect(await of.setFacts({ incidentId: id, facts: { answer } }, CALL)).toMatchObject({ missing: [], facts: FACTS });
    expect(await stateOf(id, 'collect_facts')).toBe('done');
  });

  it('reach the letter that asks for unblocking', async () => {
    const id = await open();
    await of.setFacts({ incidentId: id, facts: FACTS }, CALL);
    expect((await cases.letterValues({ id, kind: 'recipient_unblock', language: 'en' }, CALL)).values).toMatchObject({
      recipient_address: 'claire.martin@gmial.com (Martin)',
      sending_address: 'school@club.example',
      last_mail_on: '19 November 2026',
      failure_code: '550 5.1.1 unknown user',
    });
  });

  it('are needed before the host’s provider is asked: nothing said at the step takes their place', async () => {
    const id = await open();
    await of.pause({ incidentId: id }, CALL);
    const asked = (note: string) => cases.setStep({ id, step: 'ask_unblocking', state: 'done', note, minutes: 0, cents: 0 }, CALL);
    await expect(asked('I asked on the phone')).rejects.toMatchObject({ code: 'recipient_facts_missing', params: { count: 5 } });
    await of.setFacts({ incidentId: id, facts: FACTS }, CALL);
    await expect(asked('I asked on the phone')).rejects.toMatchObject({ code: 'step_too_early', params: { count: 1 } });
    await of.correct({ incidentId: id, address: null }, CALL);
    await asked('I asked on the phone');
    expect(await stateOf(id, 'ask_unblocking')).toBe('done');
  });

  it('have the sender where somebody named his address as who wrote', async () => {
    const subject = IncidentSubject.parse({ kind: 'recipient', address: 'claire.martin@gmail.com', writer: 'The pharmacy (info@apteka.example)' });
    const { id } = Incident.parse(await cases.open({ packId, subject, concerned: [], note: '' }, CALL));
    expect(await of.get({ incidentId: id }, CALL)).toMatchObject({ facts: { sender: 'info@apteka.example' }, missing: ['family', 'lastMailOn', 'answer'] });
  });

  it('are not of the future, nor of a case of another kind', async () => {
    const id = await open();
    await expect(of.setFacts({ incidentId: id, facts: { lastMailOn: '2026-11-22' } }, CALL)).rejects.toMatchObject({ code: 'date_in_future' });
    const subject = IncidentSubject.parse({ kind: 'port_25' });
    const other = Incident.parse(await cases.open({ packId, subject, concerned: [], note: '' }, CALL));
    await expect(of.get({ incidentId: other.id }, CALL)).rejects.toMatchObject({ code: 'not_about_recipient' });
    await done(other.id, 'test_port');
  });
});

describe('the pause', () => {
  it('lasts ninety days and counts them down', async () => {
    const id = await open();
    expect(await of.get({ incidentId: id }, CALL)).toMatchObject({ paused: null, pauseDays: 90 });
    expect(await of.pause({ incidentId: id }, CALL)).toMatchObject({
      paused: { daysLeft: 90, suppression: { value: 'claire.martin@gmial.com', reason: 'by_hand' } },
    });
    expect(await stateOf(id, 'pause_recipient')).toBe('done');
    await test.clock.advance(80 * DAY_MS);
    expect((await of.get({ incidentId: id }, CALL)).paused?.daysLeft).toBe(10);
    await test.clock.advance(10 * DAY_MS);
    expect((await of.get({ incidentId: id }, CALL)).paused).toBeNull();
  });

  it('is not begun anew where the address is held back already', async () => {
    const id = await open();
    const bounces = createBounces(test.core);
    await bounces.suppress({ scope: 'address', value: 'claire.martin@gmial.com', until: null, note: 'asked on the phone' }, CALL);
    expect((await of.pause({ incidentId: id }, CALL)).paused).toMatchObject({ daysLeft: null, suppression: { note: 'asked on the phone' } });
    expect((await bounces.suppressions({ search: '', lifted: false, offset: 0, limit: 10 }, CALL)).total).toBe(1);
  });

  it('lengthens what would end before, and shortens nothing', async () => {
    const id = await open();
    const bounces = createBounces(test.core);
    await bounces.suppress({ scope: 'address', value: 'claire.martin@gmial.com', until: '2026-11-24', note: 'a full mailbox' }, CALL);
    expect((await of.pause({ incidentId: id }, CALL)).paused).toMatchObject({ daysLeft: 90, suppression: { note: 'a full mailbox' } });
    expect((await bounces.suppressions({ search: '', lifted: false, offset: 0, limit: 10 }, CALL)).total).toBe(1);
    const other = await open('paul@dest.example');
    await bounces.suppress({ scope: 'address', value: 'paul@dest.example', until: '2027-03-21', note: '' }, CALL);
    expect((await of.pause({ incidentId: other }, CALL)).paused?.daysLeft).toBeGreaterThan(110);
    expect((await cases.get({ id: other }, CALL)).story.at(-1)?.told).toMatchObject({ key: 'recipient_paused', values: { on: '2027-03-22' } });
  });

  it('ends early with a reason, which the story keeps', async () => {
    const id = await open();
    await expect(of.release({ incidentId: id, reason: 'x' }, CALL)).rejects.toMatchObject({ code: 'recipient_not_paused' });
    await of.pause({ incidentId: id }, CALL);
    expect((await of.release({ incidentId: id, reason: 'The mailbox works again' }, CALL)).paused).toBeNull();
    expect((await cases.get({ id }, CALL)).story.at(-1)).toMatchObject({ step: 'pause_recipient', text: 'The mailbox works again' });
  });

  it('of a whole domain, which somebody else put there, is not lifted for one of many', async () => {
    const id = await open('family@school.example');
    const bounces = createBounces(test.core);
    await bounces.suppress({ scope: 'domain', value: 'school.example', until: null, note: 'asked by the school' }, CALL);
    await of.pause({ incidentId: id }, CALL);
    const release = () => of.release({ incidentId: id, reason: 'He wrote himself' }, CALL);
    await expect(release()).rejects.toMatchObject({ code: 'recipient_domain_held', params: { domain: 'school.example' } });
    expect((await of.get({ incidentId: id }, CALL)).paused).toMatchObject({ daysLeft: null, suppression: { scope: 'domain', value: 'school.example' } });
    // Nor does a rule of his own make it so: he would still get nothing.
    await bounces.suppress({ scope: 'address', value: 'family@school.example', until: '2026-12-01', note: '' }, CALL);
    expect((await of.get({ incidentId: id }, CALL)).paused).toMatchObject({ daysLeft: null, suppression: { scope: 'domain' } });
    await expect(release()).rejects.toMatchObject({ code: 'recipient_domain_held' });
    expect((await bounces.suppressions({ search: '', lifted: false, offset: 0, limit: 10 }, CALL)).total).toBe(2);
    expect((await cases.get({ id }, CALL)).story.some(({ told }) => told?.key === 'recipient_released')).toBe(false);
  });

  it('of somebody who complained ends only after his own mail', async () => {
    const id = await open('claire.martin@gmail.com');
    await of.pause({ incidentId: id }, CALL);
    await test.core.db.write((tx) => tx.updateTable('suppression').set({ reason: 'complaint', until_at: null }).execute());
    await expect(of.release({ incidentId: id, reason: 'He says so' }, CALL)).rejects.toMatchObject({ code: 'suppression_kept' });
    await put(id, { from: 'other@dest.example' });
    await expect(of.release({ incidentId: id, reason: 'He says so' }, CALL)).rejects.toMatchObject({ code: 'suppression_kept' });
    await put(id, {});
    expect((await of.release({ incidentId: id, reason: 'He wrote himself' }, CALL)).paused).toBeNull();
  });
});

describe('the address', () => {
  it('is compared with the domains that are mistyped most, and corrected', async () => {
    const id = await open();
    expect((await of.get({ incidentId: id }, CALL)).likely[0]).toBe('claire.martin@gmail.com');
    const corrected = await of.correct({ incidentId: id, address: 'claire.martin@gmail.com' }, CALL);
    expect(corrected).toMatchObject({ corrected: 'claire.martin@gmail.com', service: 'gmail' });
    expect(await stateOf(id, 'correct_address')).toBe('done');
    expect(await of.correct({ incidentId: id, address: null }, CALL)).toMatchObject({ corrected: '', service: 'other' });
  });
});

describe('his own mail', () => {
  it('is what the step needs: nothing else ends it', async () => {
    const id = await open('claire.martin@gmail.com');
    await of.pause({ incidentId: id }, CALL);
    await expect(done(id, 'await_confirmation')).rejects.toMatchObject({ code: 'confirmation_missing' });
    const taken = await put(id, {});
    expect(taken).toMatchObject({
      confirmed: true,
      mails: [{ state: 'confirmed', signs: [], from: 'claire.martin@gmail.com', own: 'Yes, please write to me again.' }],
    });
    expect(await stateOf(id, 'await_confirmation')).toBe('done');
  });

  it('may come from the address that was meant', async () => {
    const id = await open();
    expect((await put(id, {})).mails[0]).toMatchObject({ state: 'doubtful', signs: ['other_address'] });
    await of.correct({ incidentId: id, address: 'claire.martin@gmail.com' }, CALL);
    expect((await put(id, { text: 'I do want them.' })).mails[0]).toMatchObject({ state: 'confirmed' });
  });

  it.each<[string, string, Written]>([
    ['other_address', 'another address', { from: 'claire@work.example' }],
    ['auto_reply', 'an answering machine', { head: 'Auto-Submitted: auto-replied\r\n', text: 'I am away until Monday.' }],
    ['nothing_own', 'a quotation only', { text: '> Please confirm that you want our messages.\n> Yes, I do.' }],
    ['refuses', 'a refusal in English', { text: 'Please do not write to me any more.' }],
    ['refuses', 'a refusal in French', { text: 'Je ne souhaite plus recevoir vos messages.' }],
    ['refuses', 'a refusal in Russian', { text: 'Прошу, не пишите мне больше.' }],
    ['before_last_mail', 'an old mail', { date: 'Mon, 02 Nov 2026 08:00:00 +0000' }],
    ['no_date', 'a mail without a date', { date: '' }],
    ['not_authentic', 'a forged sender', { checked: 'mx.club.example; spf=fail smtp.mailfrom=x@evil.example; dmarc=fail header.from=gmail.com' }],
    ['not_proved', 'a mail that no server looked at', { checked: '' }],
    ['not_proved', 'a mail whose server found nothing', { checked: 'mx.club.example; spf=none; dkim=none; dmarc=none' }],
    ['not_proved', 'the signature of somebody else', { checked: 'mx.club.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@gmail.com' }],
    ['not_proved', 'a signature that failed', { checked: 'mx.club.example; dkim=fail header.d=gmail.com; dkim=pass header.d=mail.example' }],
  ])('is doubtful for %s: %s', async (sign, _what, written) => {
    const id = await open('claire.martin@gmail.com');
    await of.setFacts({ incidentId: id, facts: FACTS }, CALL);
    await of.pause({ incidentId: id }, CALL);
    const { mails, confirmed } = await put(id, written);
    expect(mails[0]).toMatchObject({ state: 'doubtful', signs: [sign] });
    expect(confirmed).toBe(false);
    await expect(done(id, 'await_confirmation')).rejects.toMatchObject({ code: 'confirmation_missing' });
  });

  it.each([
    'mx.google.com; dkim=pass header.i=@gmail.com header.s=20230601 header.b=abc; spf=pass',
    'mx.example; dkim=pass (signature was verified) header.d=gmail.com;dmarc=none',
    'mx.example; dmarc=pass (p=NONE) header.from=gmail.com',
  ])('confirms where a server vouches for its sender: %s', async (checked) => {
    const id = await open('claire.martin@gmail.com');
    expect((await put(id, { checked })).mails[0]).toMatchObject({ state: 'confirmed', signs: [] });
    expect(await stateOf(id, 'await_confirmation')).toBe('done');
  });

  it.each([
    ['refuses', 'This is spam, who are you?'],
    ['unclear', 'Bonjour, Léo est malade demain.'],
  ])('of which nothing says that he wants the messages is for a person to decide (%s): %s', async (sign, text) => {
    const id = await open('claire.martin@gmail.com');
    expect((await put(id, { text })).mails[0]).toMatchObject({ state: 'doubtful', signs: [sign] });
    expect(await stateOf(id, 'await_confirmation')).toBe('open');
  });

  it.each(['Je souhaite recevoir vos messages.', 'Да, я хочу получать ваши письма.', 'I would like to receive your messages, they went missing.'])(
    'confirms in any language: %s',
    async (text) => {
      const id = await open('claire.martin@gmail.com');
      expect((await put(id, { text })).mails[0]).toMatchObject({ state: 'confirmed', signs: [] });
    },
  );

  it('is doubtful when it is a bounce, whoever it seems to come from', async () => {
    const id = await open('claire.martin@gmail.com');
    const report = `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\r\nDate: Sat, 21 Nov 2026 08:00:00 +0000\r\nSubject: Delivery Status Notification (Failure)\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.example\r\n\r\nFinal-Recipient: rfc822; claire.martin@gmail.com\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n`;
    expect((await put(id, report)).mails[0]?.signs).toEqual(expect.arrayContaining(['bounce', 'other_address']));
  });

  it('is decided on by a person who says why, and may be taken back', async () => {
    const id = await open('claire.martin@gmail.com');
    const { mails } = await put(id, { from: 'claire@work.example' });
    const mailId = ConfirmationId.parse(mails[0]?.id);
    const accepted = await of.decide({ incidentId: id, mailId, accepted: true, reason: 'She called: it is her address at work' }, CALL);
    expect(accepted).toMatchObject({ confirmed: true, mails: [{ state: 'confirmed', decision: { accepted: true } }] });
    expect(await stateOf(id, 'await_confirmation')).toBe('done');
    expect((await of.decide({ incidentId: id, mailId, accepted: false, reason: 'It was somebody else' }, CALL)).confirmed).toBe(false);
    expect(await stateOf(id, 'await_confirmation')).toBe('open');
    const elsewhere = await open('x@dest.example');
    await expect(of.decide({ incidentId: elsewhere, mailId, accepted: true, reason: 'x' }, CALL)).rejects.toMatchObject({ code: 'confirmation_not_found' });
    await expect(of.original({ incidentId: elsewhere, mailId }, CALL)).rejects.toMatchObject({ code: 'confirmation_not_found' });
  });

  it('is kept as it came, once, and is a mail', async () => {
    const id = await open('claire.martin@gmail.com');
    const { mails } = await put(id, {});
    const { fileRef } = await of.original({ incidentId: id, mailId: ConfirmationId.parse(mails[0]?.id) }, CALL);
    const { bytes } = await test.core.files.bytes(FileRef.parse(fileRef));
    expect(new TextDecoder().decode(bytes)).toBe(mailOf({}));
    await expect(put(id, {})).rejects.toMatchObject({ code: 'confirmation_known' });
    await expect(put(id, 'Just some words')).rejects.toMatchObject({ code: 'mail_unreadable' });
  });

  it('is taken for no case that is closed', async () => {
    const id = await open('claire.martin@gmail.com');
    await test.core.db.write((tx) => tx.updateTable('incident').set({ closed_at: test.clock.now() }).execute());
    await expect(put(id, {})).rejects.toMatchObject({ code: 'incident_closed' });
    await expect(of.pause({ incidentId: id }, CALL)).rejects.toMatchObject({ code: 'incident_closed' });
  });
});
