import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { startSmtpServer } from '../support/smtp-server.ts';
import { mailOf, type OpenCase, openCase } from './desk.ts';
import { HELPLESS } from './words.ts';

let at: OpenCase;
beforeEach(async () => {
  at = await openCase();
});
afterEach(() => at.close());

const OWN = 'The addresses come from our shop.';

describe('an answer', () => {
  it('is taken from the mail that answers our message, kept word for word, and ends the reminders in the same breath', async () => {
    const { id } = await at.ask({ language: 'en' });
    await at.flush();
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'queued', 'queued']);
    const mail = mailOf({ own: OWN, answers: await at.messageId(id) });
    expect(await at.drop(mail)).toMatchObject({ mails: 1, forCase: 1 });
    const answered = await at.round();
    expect(answered).toMatchObject({
      state: 'answered',
      offered: 0,
      answers: [{ source: 'mailbox', author: '', from: 'Jeanne <jeanne@boulangerie.example>' }],
    });
    // What he quotes of ours is not his.
    expect(answered.answers[0]?.ownWords.trim()).toBe(OWN);
    expect(answered.answers[0]?.text).toContain('> nothing to add');
    expect(answered.objections.some(({ stands }) => stands)).toBe(false);
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'withdrawn']);
    await at.live(5);
    expect(at.delivered).toHaveLength(1);
    const { fileRef } = await at.of().answerFile({ id, answerId: answered.answers[0]?.id ?? expect.fail() });
    expect(new TextDecoder().decode((await at.core.files.bytes(fileRef)).bytes)).toBe(mail);
    expect(await at.drop(mail)).toMatchObject({ forCase: 1 });
    expect((await at.round()).answers).toHaveLength(1);
  });

  it.each([
    ['from another address', { from: 'Somebody <somebody@example.net>' }, 'other_address'],
    ['that only names the case', { answers: undefined }, 'subject_only'],
  ])('waits for a person %s', async (_how, given, reason) => {
    const { id } = await at.ask();
    await at.flush();
    const answers = 'answers' in given ? undefined : await at.messageId(id);
    await at.drop(
      mailOf({
        own: OWN,
        subject: `Re: Questions (${at.incident.reference})`,
        ...given,
        ...(answers === undefined ? { answers: '<other@example.net>' } : { answers }),
      }),
    );
    expect(await at.round()).toMatchObject({ state: 'asked', offered: 1 });
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'queued', 'queued']);
    const [offer] = await at.of().offered({ incidentId: at.incidentId });
    expect(offer).toMatchObject({ reason, round: 1, dismissed: false });
    expect(offer?.text.trim()).toBe(OWN);
    const offerId = offer?.id ?? expect.fail();
    expect(await at.of().dismiss({ offerId })).toMatchObject([{ dismissed: true }]);
    expect((await at.round()).offered).toBe(0);
    expect(await at.of().takeAnswer({ id, answer: { source: 'mailbox', offerId } })).toMatchObject({ state: 'answered', answers: [{ author: 'Camille' }] });
    expect(await at.of().offered({ incidentId: at.incidentId })).toEqual([]);
  });

  it('is never an automatic reply or a bounce, nor mail about something else', async () => {
    const { id } = await at.ask();
    await at.flush();
    const answers = await at.messageId(id);
    const automatic = mailOf({ own: 'I am away until Monday.', answers, subject: 'Out of office', headers: ['Auto-Submitted: auto-replied'] });
    await at.drop(automatic, mailOf({ own: OWN, from: 'Atelier <bonjour@atelier.example>', answers }), mailOf({ own: OWN, subject: 'Holidays 2026-999' }));
    expect(await at.round()).toMatchObject({ state: 'asked', offered: 0 });
    const fileRef = await at.put('a.eml', automatic);
    await expect(at.of().takeAnswer({ id, answer: { source: 'file', fileRef } })).rejects.toMatchObject({ code: 'answer_not_a_person' });
    const noMail = await at.put('b.eml', 'just some words');
    await expect(at.of().takeAnswer({ id, answer: { source: 'file', fileRef: noMail } })).rejects.toMatchObject({ code: 'mail_unreadable' });
  });

  it('after the verdict waits for a person, and is taken once the verdict is taken back', async () => {
    const { id } = await at.ask();
    await at.flush();
    await at.of().decide({ id, verdict: 'no_answer' });
    await at.drop(mailOf({ own: OWN, answers: await at.messageId(id) }));
    const [offer] = await at.of().offered({ incidentId: at.incidentId });
    expect(offer).toMatchObject({ reason: 'late' });
    const answer = { source: 'mailbox' as const, offerId: offer?.id ?? expect.fail() };
    await expect(at.of().takeAnswer({ id, answer })).rejects.toMatchObject({ code: 'explanation_wrong_state' });
    await at.of().undecide({ id, reason: 'He did answer' });
    expect(await at.of().takeAnswer({ id, answer })).toMatchObject({ state: 'answered' });
  });

  it('taken by mistake is taken back with a reason: it stays to be read, and what lies ahead is planned again', async () => {
    const { id } = await at.ask();
    await at.flush();
    await at.live(1);
    expect(at.delivered).toHaveLength(2);
    const fileRef = await at.put('a.eml', mailOf({ own: HELPLESS.fr }));
    const taken = await at.of().takeAnswer({ id, answer: { source: 'file', fileRef } });
    await expect(at.of().takeAnswer({ id, answer: { source: 'file', fileRef } })).rejects.toMatchObject({ code: 'answer_known' });
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'sent', 'withdrawn']);
    const back = await at.of().takeBack({ id, answerId: taken.answers[0]?.id ?? expect.fail(), reason: 'Another matter' });
    expect(back).toMatchObject({ state: 'asked', proposed: null, answers: [{ takenBack: { author: 'Camille', reason: 'Another matter' } }] });
    expect(back.objections.some(({ stands }) => stands)).toBe(false);
    expect(await at.letters(id)).toEqual([
      { purpose: 'request', on: '2026-01-05', state: 'sent' },
      { purpose: 'half_time', on: '2026-01-06', state: 'sent' },
      { purpose: 'last_day', on: '2026-01-08', state: 'withdrawn' },
      { purpose: 'last_day', on: '2026-01-08', state: 'queued' },
    ]);
    expect(await at.stepOf('ask_explanations')).toBe('waiting');
    await at.live(5);
    expect(at.delivered).toHaveLength(3);
  });

  it('that came by phone or post is kept with the day and the way, which letters and the story tell', async () => {
    const { id } = await at.ask({ language: 'en' });
    await at.flush();
    await at.clock.advance(2 * DAY_MS);
    const pasted = { source: 'pasted', text: OWN, enclosed: false, channel: 'phone' } as const;
    const take = (on: string) => at.of().takeAnswer({ id, answer: { ...pasted, on } });
    await expect(take('2026-01-08')).rejects.toMatchObject({ code: 'date_in_future' });
    await expect(take('2026-01-04')).rejects.toMatchObject({ code: 'letter_day_early' });
    const { answers } = await take('2026-01-06');
    expect(answers).toMatchObject([{ cameOn: '2026-01-06', channel: 'phone', author: 'Camille' }]);
    expect(answers[0]?.writtenAt?.slice(0, 10)).toBe('2026-01-06');
    const { story } = await at.client.incidents.get({ id: at.incidentId });
    expect(story.at(-1)?.told).toMatchObject({ key: 'round_answered_on', values: { on: '2026-01-06' } });
    const known = await at.client.incidents.letterValues({ id: at.incidentId, kind: 'unblock_request', language: 'en' });
    expect(known.values.client_answer).toContain('6 January 2026');
  });

  it('that a person said is none is not taken again by itself where the same mail is read once more', async () => {
    const { id } = await at.ask({ language: 'en' });
    await at.flush();
    const mail = mailOf({ own: OWN, answers: await at.messageId(id) });
    await at.drop(mail);
    const { answers } = await at.round();
    await at.of().takeBack({ id, answerId: answers[0]?.id ?? expect.fail(), reason: 'Another matter' });
    expect(await at.drop(mail)).toMatchObject({ forCase: 1 });
    expect(await at.round()).toMatchObject({ state: 'asked', offered: 1, answers: [{ takenBack: { reason: 'Another matter' } }] });
    const [offer] = await at.of().offered({ incidentId: at.incidentId });
    expect(offer).toMatchObject({ reason: 'taken_back' });
    const offerId = offer?.id ?? expect.fail();
    expect(await at.of().takeAnswer({ id, answer: { source: 'mailbox', offerId } })).toMatchObject({ state: 'answered' });
  });

  it('is taken back also where nothing can be written to the client now: no reminder is planned', async () => {
    const { id } = await at.ask();
    await at.flush();
    const taken = await at.of().takeAnswer({ id, answer: { source: 'pasted', text: OWN, enclosed: false } });
    await at.client.settings.update({ sender: { resellerName: '' } });
    const back = await at.of().takeBack({ id, answerId: taken.answers[0]?.id ?? expect.fail(), reason: 'Another matter' });
    expect(back).toMatchObject({ state: 'asked', answers: [{ takenBack: { reason: 'Another matter' } }] });
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'withdrawn']);
  });

  it('of an earlier round is thanked for in the request of the next, never in its reminders; what was put in by hand stays in them', async () => {
    const first = await at.ask({ language: 'en' });
    const text = `${HELPLESS.en} Whoever unsubscribes by the link is off the list within an hour.`;
    await at.of().takeAnswer({ id: first.id, answer: { source: 'pasted', text, enclosed: false } });
    await at.of().decide({ id: first.id, verdict: 'insufficient' });
    const { id, letters } = await at.ask({ language: 'en', values: { evidence_found: '300 rejects' } });
    const textOf = async (letterId: Parameters<typeof at.client.letters.get>[0]['id']) => (await at.client.letters.get({ id: letterId })).text;
    const [request = '', ...reminders] = await Promise.all(letters.map(({ letterId }) => textOf(letterId)));
    expect(request).toContain('Thank you for your answer');
    const taken = await at.of().takeAnswer({ id, answer: { source: 'pasted', text: OWN, enclosed: false } });
    const back = await at.of().takeBack({ id, answerId: taken.answers[0]?.id ?? expect.fail(), reason: 'Another matter' });
    const later = await Promise.all(
      back.letters.filter(({ purpose, state }) => purpose !== 'request' && state === 'queued').map(({ letterId }) => textOf(letterId)),
    );
    expect(later).toHaveLength(2);
    for (const reminder of [...reminders, ...later]) {
      expect(reminder).toContain('This is a reminder');
      expect(reminder).toContain('How did each group agree');
      expect(reminder).toContain('300 rejects');
      expect(reminder).not.toContain('Thank you for your answer');
    }
  });
});

describe('on the way', () => {
  it('the request is sent once a real server took it, and its reminders follow on their days, dated as they leave', async () => {
    const server = await startSmtpServer();
    const own = await openCase({ ports: { smtp: smtpConnector({ connectMs: 2000, commandMs: 2000, dataMs: 2000 }) } });
    try {
      await own.client.settings.update({ smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: '' } });
      const { id } = await own.ask({ language: 'en' });
      await own.flush();
      expect(server.received).toHaveLength(1);
      expect((await own.letters(id))[0]).toMatchObject({ purpose: 'request', state: 'sent' });
      own.clock.sleep(DAY_MS);
      await own.flush();
      expect(server.received).toHaveLength(2);
      expect(server.received[1]?.eml).toMatch(/^Date: Tue, 06 Jan 2026 08:00:00 \+0000/m);
    } finally {
      await own.close();
      await server.close();
    }
  });
});
