import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_QUESTIONS } from '../../src/contract/answers.ts';
import { ClientId } from '../../src/contract/ids.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { takeOut } from '../letters/case.ts';
import { storyText } from '../support/story.ts';
import { type OpenCase, openCase } from './desk.ts';
import { HELPLESS, REST_OF_IT } from './words.ts';

let at: OpenCase;
beforeEach(async () => {
  at = await openCase();
});
afterEach(() => at.close());

describe('a round of questions', () => {
  it('asks everything in the language of the client, with three days and two reminders of it', async () => {
    const asked = await at.ask();
    expect(asked).toMatchObject({ round: 1, language: 'fr', state: 'asked', deadlineOn: '2026-01-08', daysLeft: 3, author: 'Camille', proposed: null });
    expect(asked.asked).toEqual([...ANSWER_QUESTIONS]);
    expect(await at.letters(asked.id)).toEqual([
      { purpose: 'request', on: '2026-01-05', state: 'queued' },
      { purpose: 'half_time', on: '2026-01-06', state: 'queued' },
      { purpose: 'last_day', on: '2026-01-08', state: 'queued' },
    ]);
    const [request, reminder] = await Promise.all(asked.letters.map(({ letterId }) => at.client.letters.get({ id: letterId })));
    expect(request?.text).toContain('Merci de répondre à chacune des questions ci-dessous');
    expect(request?.text).toContain('8 janvier 2026');
    expect(reminder?.text).toContain('Ceci est un rappel\u00a0: ces questions ont été envoyées le 5 janvier 2026');
    expect(await at.stepOf('ask_explanations')).toBe('waiting');
  });

  it('gives each of its letters as the PDF that its mail carries', async () => {
    const { letters } = await at.ask();
    for (const { letterId } of letters) {
      const { outboxId } = await at.client.letters.get({ id: letterId });
      const { eml } = await at.db.read
        .selectFrom('outbox_content')
        .where('outbox_id', '=', outboxId ?? '')
        .select('eml')
        .executeTakeFirstOrThrow();
      const { bytes } = await at.core.files.bytes((await at.client.letters.pdf({ id: letterId })).fileRef);
      expect(new TextDecoder().decode(eml).replace(/\r?\n/g, '')).toContain(Buffer.from(bytes).toString('base64'));
    }
  });

  it('makes its step due on the day that the letter names', async () => {
    const dueOn = async () => (await at.client.incidents.get({ id: at.incidentId })).steps.find(({ id }) => id === 'ask_explanations')?.dueOn;
    const { id } = await at.ask({ deadlineOn: '2026-01-07' });
    expect(await dueOn()).toBe('2026-01-07');
    await at.of().withdraw({ id, reason: 'Too short' });
    await at.ask({ deadlineOn: '2026-01-12' });
    expect(await dueOn()).toBe('2026-01-12');
  });

  it('is awaited by its step on the first of the days that clients were given', async () => {
    const dueOn = async () => (await at.client.incidents.get({ id: at.incidentId })).steps.find(({ id }) => id === 'ask_explanations')?.dueOn;
    const other = await at.addClient({ company: 'Fleurs' });
    await at.client.incidents.concern({ id: at.incidentId, person: { clientId: other }, role: 'suspected' });
    await at.ask({ deadlineOn: '2026-01-09' });
    const { id } = await at.ask({ clientId: other, deadlineOn: '2026-01-07' });
    expect(await dueOn()).toBe('2026-01-07');
    const { story } = await at.client.incidents.get({ id: at.incidentId });
    await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.en, enclosed: false } });
    expect(await dueOn()).toBe('2026-01-09');
    expect((await at.client.incidents.get({ id: at.incidentId })).story).toHaveLength(story.length + 1);
  });

  it('is not asked twice at once, not of a closed day, and not in a closed case', async () => {
    await at.ask();
    await expect(at.ask()).rejects.toMatchObject({ code: 'explanation_undecided', data: { round: 1 } });
  });

  it.each(['2026-01-04', '2026-01-05'])('leaves time for an answer: not until %s', async (deadlineOn) => {
    await expect(at.ask({ deadlineOn })).rejects.toMatchObject({ code: 'day_not_ahead' });
  });

  it('is asked of nobody whom the case does not name, or of whom it says that he has nothing to do with it', async () => {
    const clientId = ClientId.parse(await at.addClient({ company: 'Florist' }));
    await expect(at.ask({ clientId })).rejects.toMatchObject({ code: 'client_not_concerned', data: { client: 'Florist' } });
    await at.client.incidents.concern({ id: at.incidentId, person: { clientId }, role: 'innocent' });
    await expect(at.ask({ clientId })).rejects.toMatchObject({ code: 'client_innocent', data: { client: 'Florist' } });
    await expect(at.of().preview({ incidentId: at.incidentId, clientId })).rejects.toMatchObject({ code: 'client_innocent' });
    await at.client.incidents.concern({ id: at.incidentId, person: { clientId }, role: 'suspected' });
    expect(await at.ask({ clientId })).toMatchObject({ round: 1, clientName: 'Florist' });
  });

  it.each(LANGUAGES)('does not take the answer that grasps nothing for one that suffices, and names what is open (%s)', async (language) => {
    const { id } = await at.ask({ language });
    const answered = await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS[language], enclosed: false } });
    expect(answered).toMatchObject({ state: 'answered', proposed: 'insufficient' });
    expect(answered.open).toEqual(expect.arrayContaining(['origin', 'sharing', 'consent', 'contact', 'measures']));
    const standing = answered.objections.filter(({ stands }) => stands);
    expect(standing.map(({ objection }) => objection)).toEqual(expect.arrayContaining(['old_contacts', 'nothing_to_add']));
    for (const { passage } of standing) expect(answered.answers[0]?.ownWords).toContain(passage);
    await expect(at.of().decide({ id, verdict: 'sufficient' })).rejects.toMatchObject({ code: 'reason_missing' });
  });

  it('asks only what is open in the second round, by name, and suffices once that is answered', async () => {
    const first = await at.ask({ language: 'en' });
    const text = `${HELPLESS.en} Whoever unsubscribes by the link is off the list within an hour.`;
    const answered = await at.of().takeAnswer({ id: first.id, answer: { source: 'pasted', text, enclosed: false } });
    expect(await at.stepOf('ask_explanations')).toBe('done');
    const decided = await at.of().decide({ id: first.id, verdict: 'insufficient', note: 'No proof' });
    expect(decided).toMatchObject({ state: 'decided', verdict: { verdict: 'insufficient', note: 'No proof', author: 'Camille' } });
    expect(decided.questions.every(({ author }) => author === 'Camille')).toBe(true);
    expect(await at.stepOf('judge_answer')).toBe('done');
    const second = await at.ask({ language: 'en' });
    expect(second).toMatchObject({ round: 2, asked: answered.open });
    expect(second.asked).not.toContain('unsubscribe');
    const [request, ...reminders] = await Promise.all(second.letters.map(({ letterId }) => at.client.letters.get({ id: letterId })));
    expect(request?.text).toContain('Thank you for your answer of 5 January 2026. It leaves questions open:');
    expect(request?.text).toContain('- “I have nothing to add.”: the questions listed below have no answer yet');
    expect(request?.text.match(/How did each group agree/g)).toHaveLength(1);
    expect(request?.text).not.toContain('How do people unsubscribe');
    const firstSubject = (await at.client.letters.get({ id: first.letters[0]?.letterId ?? expect.fail() })).subject;
    expect(request?.subject).toBe(`Request no. 2: ${firstSubject}`);
    expect(reminders.map(({ subject }) => subject)).toEqual(Array(2).fill(`Reminder of request no. 2: ${firstSubject}`));
    expect([await at.stepOf('ask_explanations'), await at.stepOf('judge_answer')]).toEqual(['waiting', 'open']);
    const better = await at.of().takeAnswer({ id: second.id, answer: { source: 'pasted', text: REST_OF_IT, enclosed: false } });
    // That its contacts are old was said in the first round: only a person lifts that.
    // The last letter is told with its day: that is answered, and shown as answered.
    expect(better).toMatchObject({ proposed: 'insufficient', open: [] });
    const lifted = await at.of().mark({ id: second.id, as: { objection: 'old_contacts', stands: false } });
    expect(lifted).toMatchObject({ proposed: 'sufficient', open: [] });
    await at.of().decide({ id: second.id, verdict: 'sufficient' });
    expect([await at.stepOf('ask_explanations'), await at.stepOf('judge_answer')]).toEqual(['done', 'done']);
    const { story } = await at.client.incidents.get({ id: at.incidentId });
    expect(storyText(story)).toContain('Boulangerie du Port: the answer of round 2 is sufficient');
  });

  it('says in the second round what was put in as found in the first, unless it is changed or taken out', async () => {
    const typed = '412 messages on 3 January 2026';
    const first = await at.ask({ language: 'en', values: { evidence_found: typed } });
    await at.of().takeAnswer({ id: first.id, answer: { source: 'pasted', text: HELPLESS.en, enclosed: false } });
    await at.of().decide({ id: first.id, verdict: 'insufficient' });
    const which = { incidentId: at.incidentId, clientId: at.clientId };
    const offered = await at.of().preview({ ...which, language: 'en' });
    // Whoever asks puts it into another language himself.
    expect(offered).toMatchObject({ round: 2, found: typed, foundLanguage: 'en' });
    expect(offered.text).toContain(typed);
    expect(await at.of().preview({ ...which, values: { evidence_found: 'Another' } })).toMatchObject({ found: 'Another', foundLanguage: null });
    expect((await at.of().preview({ ...which, values: { evidence_found: '' } })).text).not.toContain(typed);
  });

  it('quotes a passage once that tells against the answer in several ways, each way a sentence', async () => {
    const { id } = await at.ask({ language: 'en' });
    const said = 'We bought the list from a partner, and it is only a small number of messages.';
    const { objections } = await at.of().takeAnswer({ id, answer: { source: 'pasted', text: said, enclosed: false } });
    expect(objections.filter(({ stands, passage }) => stands && passage === said).map(({ objection }) => objection)).toEqual(['bought', 'small_volume']);
    await at.of().decide({ id, verdict: 'insufficient' });
    const { text } = await at.of().preview({ incidentId: at.incidentId, clientId: at.clientId, language: 'en' });
    expect(text.split(said)).toHaveLength(2);
    expect(text).toContain('has to be said. Without consent, a small number of messages makes no difference.\n');
  });

  it('lets a person change a mark and take that back', async () => {
    const { id } = await at.ask();
    await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.fr, enclosed: false } });
    const mark = async (change: 'answered' | null) => {
      const { questions } = await at.of().mark({ id, as: { question: 'tool', mark: change } });
      return questions.find(({ question }) => question === 'tool');
    };
    expect(await mark('answered')).toMatchObject({ mark: 'answered', proposed: 'open', author: 'Camille' });
    expect(await mark(null)).toMatchObject({ mark: 'open', author: null });
  });

  it('shows that the day has passed, and offers that nothing was answered: nothing is decided by itself', async () => {
    const { id } = await at.ask();
    await at.flush();
    await at.clock.advance(4 * DAY_MS);
    const late = await at.round();
    expect(late).toMatchObject({ state: 'asked', daysLeft: -1, proposed: 'no_answer', verdict: null });
    await expect(at.of().decide({ id, verdict: 'insufficient' })).rejects.toMatchObject({ code: 'explanation_wrong_state' });
    await at.of().decide({ id, verdict: 'no_answer' });
    expect([await at.stepOf('ask_explanations'), await at.stepOf('judge_answer')]).toEqual(['done', 'done']);
    const back = await at.of().undecide({ id, reason: 'He called' });
    expect(back).toMatchObject({ state: 'asked', verdict: null });
    expect(await at.stepOf('judge_answer')).toBe('open');
  });

  it('is withdrawn with everything that has not left, and asked again', async () => {
    const { id } = await at.ask();
    expect(await at.of().withdraw({ id, reason: 'Wrong client' })).toMatchObject({ state: 'withdrawn' });
    expect((await at.letters(id)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(await at.stepOf('ask_explanations')).toBe('open');
    expect(await at.ask()).toMatchObject({ round: 2, state: 'asked', asked: [...ANSWER_QUESTIONS] });
  });

  it('says in the second round that the first was not answered, and under another subject', async () => {
    const { id } = await at.ask({ language: 'en' });
    await at.flush();
    await at.of().decide({ id, verdict: 'no_answer' });
    const { letters } = await at.ask({ language: 'en', questions: ['consent'] });
    const { text, subject } = await at.client.letters.get({ id: letters[0]?.letterId ?? expect.fail() });
    expect(subject).toMatch(/^Request no. 2: Questions/);
    expect(text).toContain('These questions were already sent on 5 January 2026, and no answer has arrived.');
    expect(text).toContain('How did each group agree');
    expect(text).not.toContain('Where do the addresses come from');
  });

  it('that reached nobody is not held against the client, and asking again takes its place', async () => {
    const first = await at.ask({ language: 'en' });
    // It waits in the queue: nobody can say yet that there is no answer.
    await expect(at.of().decide({ id: first.id, verdict: 'no_answer' })).rejects.toMatchObject({ code: 'explanation_wrong_state' });
    await takeOut(at, first.letters[0]?.letterId ?? expect.fail());
    expect(await at.round()).toMatchObject({ state: 'unsent', proposed: null });
    await at.clock.advance(4 * DAY_MS);
    expect(await at.round()).toMatchObject({ state: 'unsent', daysLeft: -1, proposed: null });
    await expect(at.of().decide({ id: first.id, verdict: 'no_answer' })).rejects.toMatchObject({ code: 'explanation_wrong_state' });
    const known = await at.client.incidents.letterValues({ id: at.incidentId, kind: 'unblock_request', language: 'en' });
    expect(known.values.client_answer).toBeUndefined();
    const second = await at.ask({ language: 'en' });
    expect(await at.of().get({ id: first.id })).toMatchObject({ state: 'withdrawn' });
    const { text } = await at.client.letters.get({ id: second.letters[0]?.letterId ?? expect.fail() });
    expect(text).not.toContain('already sent');
    expect(await at.stepOf('ask_explanations')).toBe('waiting');
    await at.flush();
    const asked = await at.client.incidents.letterValues({ id: at.incidentId, kind: 'unblock_request', language: 'en' });
    expect(asked.values.client_answer).toContain('9 January 2026');
  });

  it('may be answered all the same where it reached nobody: he was asked by phone', async () => {
    const { id, letters } = await at.ask();
    await takeOut(at, letters[0]?.letterId ?? expect.fail());
    expect(await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.fr, enclosed: false } })).toMatchObject({ state: 'answered' });
    expect(await at.stepOf('ask_explanations')).toBe('done');
    const known = await at.client.incidents.letterValues({ id: at.incidentId, kind: 'unblock_request', language: 'en' });
    expect(known.values.client_answer).toMatch(/^Answer of/);
  });

  it('is told to the host in short, with what is done now wherever that stands', async () => {
    const { id } = await at.ask();
    const long = 'We wrote to our customers about the spring sale, as we do each year. '.repeat(12);
    const measure = 'From now on we will only write to addresses that confirmed their subscription.';
    await at.of().takeAnswer({ id, answer: { source: 'pasted', text: `${long}\n${measure}\nKind regards`, enclosed: false } });
    const known = await at.client.incidents.letterValues({ id: at.incidentId, kind: 'unblock_request', language: 'en' });
    expect(known.values.client_answer).toContain(`… ${measure} …`);
  });

  it('that was only practised counts in practice, and for nothing once letters leave', async () => {
    const practice = await openCase({ transport: 'practice' });
    try {
      await practice.ask();
      await practice.flush();
      const known = await practice.client.incidents.letterValues({ id: practice.incidentId, kind: 'unblock_request', language: 'en' });
      expect(known.values.client_answer).toBeUndefined();
      await practice.clock.advance(4 * DAY_MS);
      expect(await practice.round()).toMatchObject({ state: 'asked', proposed: 'no_answer' });
      await practice.client.settings.update({ transport: 'smtp' });
      expect(await practice.round()).toMatchObject({ state: 'unsent', proposed: null });
      expect(await practice.ask()).toMatchObject({ round: 2, state: 'asked' });
    } finally {
      await practice.close();
    }
  });

  it('is told in one line of the story for each act, however many letters and steps it moves', async () => {
    const { incidentId } = at;
    const keys = async () => (await at.client.incidents.get({ id: incidentId })).story.map(({ told }) => told?.key);
    const before = (await keys()).length;
    const told = async () => (await keys()).slice(before);
    const first = await at.ask();
    expect(await told()).toEqual(['round_asked']);
    const answered = await at.of().takeAnswer({ id: first.id, answer: { source: 'pasted', text: HELPLESS.fr, enclosed: false } });
    await at.of().takeBack({ id: first.id, answerId: answered.answers[0]?.id ?? expect.fail(), reason: 'Another matter' });
    expect(await told()).toEqual(['round_asked', 'round_answered', 'round_taken_back']);
    await at.of().withdraw({ id: first.id, reason: 'Wrong client' });
    const second = await at.ask();
    await at.flush();
    await at.of().decide({ id: second.id, verdict: 'no_answer', note: 'He is away' });
    expect((await told()).slice(3)).toEqual(['round_withdrawn', 'round_asked', 'letter_sent', 'round_no_answer']);
    expect([await at.stepOf('ask_explanations'), await at.stepOf('judge_answer')]).toEqual(['done', 'done']);
  });

  it('is told with the reason of its verdict', async () => {
    const { id } = await at.ask();
    await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.fr, enclosed: false } });
    await at.of().decide({ id, verdict: 'sufficient', note: 'He showed the records on screen' });
    expect((await at.client.incidents.get({ id: at.incidentId })).story.at(-1)).toMatchObject({
      ...{ step: 'judge_answer', state: 'done', text: 'He showed the records on screen' },
      told: { key: 'round_sufficient' },
    });
  });

  it('asks nothing of a text that has no place for it', async () => {
    const wording = { title: 'Questions', blocks: [{ type: 'paragraph' as const, text: 'Ask us.' }] };
    for (const language of LANGUAGES) {
      await at.client.policies.edit({ hostId: at.host.id, kind: 'explanation_request', language, section: 'questions', wording });
    }
    await expect(at.ask()).rejects.toMatchObject({ code: 'letter_incomplete' });
    expect(await at.of().list({ incidentId: at.incidentId })).toEqual([]);
  });
});
