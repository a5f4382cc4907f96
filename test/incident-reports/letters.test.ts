import { describe, expect, it } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { Explanation } from '../../src/contract/explanations.ts';
import { LetterId } from '../../src/contract/ids.ts';
import { Concerned, Incident } from '../../src/contract/incidents.ts';
import { Letter } from '../../src/contract/letters.ts';
import { reportBlocks } from '../../src/features/incident-reports/blocks.rules.ts';
import type { CaseReport } from '../../src/features/incident-reports/report.ts';
import { LANGUAGES } from '../../src/shared/language.ts';

const texts = createTexts();
const ID = '01a203bf-0000-7000-987c-582b50f34b23';
const AT = '2026-11-24T10:00:00.000Z';

const incident = Incident.parse({
  ...{
    id: ID,
    reference: '2026-004',
    kind: 'suspension',
    ticket: '',
    answerBy: null,
    subject: { kind: 'suspension', scope: 'account', reason: 'Spam complaint' },
  },
  ...{ packId: ID, packName: 'Garrigue 50', hostId: ID, hostName: 'Garrigue', openedAt: AT, closedAt: null, next: null, stale: false },
  ...{ caused: [], about: [], hostZone: null, minutes: 0, cents: 0, origin: { alertId: null, verdictId: null }, occurredAt: AT },
  ...{ findings: { cause: '', fix: '', prevention: '' }, concerned: [], steps: [], story: [] },
});

function letter(given: Partial<Letter>): Letter {
  return Letter.parse({
    ...{ id: ID, incidentId: ID, kind: 'unblock_request', step: 'ask_unblocking', reader: 'host', language: 'en', clientId: null, clientName: '', to: '' },
    ...{ subject: 'Request', contentSha256: 'a'.repeat(64), createdAt: AT, author: 'Anna', state: 'ready', outboxId: null, sentAt: null, serverReply: '' },
    ...{ given: null, followUpOn: null, answer: null, answersBefore: [], notKnown: [] },
    ...given,
  });
}

const round = Explanation.parse({
  ...{ id: ID, incidentId: ID, clientId: ID, clientName: 'Joy Photo', round: 1, language: 'fr', state: 'decided', askedAt: AT, author: 'Anna' },
  ...{ deadlineOn: '2026-11-27', daysLeft: 2, asked: ['origin'], letters: [], questions: [], objections: [], open: ['origin'], proposed: 'insufficient' },
  answers: [
    {
      ...{ id: ID, source: 'pasted', takenAt: AT, author: 'Anna', from: 'joy@joy.example', subject: 'Re', writtenAt: '2026-11-25T08:00:00.000Z' },
      ...{ cameOn: null, channel: null, text: 'whole mail', ownWords: 'We have gathered them for thirteen years.', files: [], takenBack: null },
    },
  ],
  verdict: { verdict: 'insufficient', note: 'The origin stays open.', at: '2026-11-25T09:00:00.000Z', author: 'Anna' },
  ...{ offered: 0, last: true },
});

function textOf(given: Partial<CaseReport>): string {
  const report: CaseReport = {
    ...{
      language: 'en',
      form: 'host',
      cost: false,
      note: '',
      by: 'Lavender',
      madeAt: Date.parse(AT),
      ...{ zone: 'Europe/Paris', clock: 'Europe/Paris' },
      incident,
      people: [],
      verdict: null,
    },
    mails: [],
    ...{ letters: [], explanations: [], told: { accounts: [], pack: { accounts: 0, told: 0 } } },
    ...given,
  };
  return reportBlocks(report, texts)
    .map((block) => JSON.stringify(block))
    .join('\n');
}

describe('letters in the report of a case', () => {
  it('stand with how they were handed in and what was answered, word for word', () => {
    const text = textOf({
      letters: [
        letter({
          state: 'given',
          given: { on: '2026-11-25', channel: 'ticket', ticket: '4711' },
          answer: { on: '2026-11-26', outcome: 'asked_more', text: 'Which script was it?', author: 'Anna' },
          answersBefore: [{ on: '2026-11-25', outcome: 'refused', text: 'Not before Monday.', author: 'Anna' }],
          followUpOn: '2026-11-28',
        }),
      ],
    });
    expect(text.indexOf('Not before Monday.')).toBeLessThan(text.indexOf('Which script was it?'));
    for (const words of [
      'refused, 25 November 2026',
      'Not before Monday.',
      'Request to unblock',
      'handed in on 25 November 2026, by ticket, number 4711',
      'more was asked, 26 November 2026',
      'Which script was it?',
    ]) {
      expect(text).toContain(words);
    }
    // Answered: nobody has to ask again.
    expect(text).not.toContain('28 November 2026');
  });

  it('never say that something was handed in, sent or answered that was not', () => {
    const text = textOf({ letters: [letter({ followUpOn: '2026-11-28' }), letter({ kind: 'spike_warning', reader: 'client', state: 'queued' })] });
    expect(text).toContain('written, not handed in yet');
    expect(text).toContain('waiting to be sent');
    expect(text).toContain('28 November 2026');
    expect(text).not.toMatch(/handed in on|took it|granted|refused/);
  });

  it('to clients name nobody to the host, who does not see what never left either', () => {
    const letters = [
      letter({ kind: 'explanation_request', reader: 'client', clientName: 'Joy Photo', state: 'sent', sentAt: AT }),
      letter({ kind: 'spike_warning', reader: 'client', clientName: 'Joy Photo', state: 'withdrawn' }),
    ];
    const forHost = textOf({ letters });
    expect(forHost).toContain('a mail server took it on 24 November 2026 at 11:00');
    expect(forHost).not.toMatch(/Joy Photo|taken back/);
    expect(textOf({ letters, form: 'complete' })).toMatch(
      /the client Joy Photo[\s\S]*taken back before it left|taken back before it left[\s\S]*the client Joy Photo/,
    );
  });

  it('that were only practised are told to the host beside the step they belong to', () => {
    const changed = { at: AT, author: 'Anna' };
    const step = { id: 'demand_vigilance', phase: 'fix', actor: 'us', hardened: false, before: [], needsFindings: false, state: 'done', changed };
    const done = Incident.parse({ ...incident, steps: [{ ...step, dueOn: null, overdueDays: 0, note: '', minutes: 0, cents: 0 }] });
    const asked = (state: Letter['state']) =>
      textOf({ incident: done, letters: [letter({ kind: 'care_request', step: 'demand_vigilance', reader: 'client', state, sentAt: AT })] });
    const beside = `done, 24 November 2026\\n${texts.t('en', 'casereport:letters.practised')}`;
    expect(asked('practised')).toContain(beside);
    expect(asked('sent')).not.toContain(beside);
  });

  it.each(LANGUAGES)('that nobody got are never called sent (%s)', (language) => {
    for (const state of ['practised', 'prepared'] as const) {
      const words = texts.t(language, `casereport:letters.${state}`);
      const one = letter({ kind: 'care_request', reader: 'client', state, sentAt: AT });
      const many = [letter({ kind: 'innocent_notice', reader: 'client', state, sentAt: AT })];
      expect(textOf({ letters: [one], language })).toContain(`"${words}"`);
      expect(textOf({ letters: many, language })).toContain(`"${texts.t(language, 'casereport:letters.count', { state: words, count: 1 })}"`);
      const unsent = { ...round, letters: [{ letterId: one.id, purpose: 'request' as const, on: '2026-11-24', state, sentAt: AT }] };
      expect(textOf({ explanations: [unsent], language })).toContain(words);
    }
  });

  it('that remind are named as reminders, with the day they leave', () => {
    const later = LetterId.parse('01a203bf-0000-7000-987c-582b50f34b24');
    const request = letter({ kind: 'explanation_request', reader: 'client', state: 'sent', sentAt: AT });
    const reminder = { ...request, id: later, state: 'queued' as const, sentAt: null };
    const told = [
      { letterId: request.id, purpose: 'request' as const, on: '2026-11-24', state: 'sent' as const, sentAt: AT },
      { letterId: later, purpose: 'half_time' as const, on: '2026-11-26', state: 'queued' as const, sentAt: null },
    ];
    const text = textOf({ letters: [reminder, request], explanations: [{ ...round, letters: told }] });
    expect(text).toContain('Questions after an incident, 24 November 2026');
    expect(text).toContain('Questions after an incident: reminder of 26 November 2026');
    expect(text).toContain('to be sent on 26 November 2026, unless an answer comes first');
    expect(text).not.toContain('waiting to be sent');
  });

  it('to clients who were only affected are counted, however many', () => {
    const letters = Array.from({ length: 40 }, (_, index) =>
      letter({ kind: 'innocent_notice', reader: 'client', clientName: `Client ${index}`, state: index < 38 ? 'sent' : 'failed' }),
    );
    const text = textOf({ letters, form: 'complete' });
    expect(text).toContain('sent: 38');
    expect(text).toContain('could not be sent: 2');
    expect(text).not.toContain('Client 7');
  });
});

describe('explanations in the report of a case', () => {
  it.each(LANGUAGES)('are told to the host without a word of the client, and in full to the reseller (%s)', (language) => {
    const forHost = textOf({ explanations: [round], language });
    expect(forHost).toContain(texts.t(language, 'casereport:explanations.insufficient'));
    for (const secret of ['thirteen years', 'The origin stays open', 'Joy Photo']) expect(forHost).not.toContain(secret);
    const complete = textOf({ explanations: [round], language, form: 'complete' });
    for (const told of ['thirteen years', 'The origin stays open', 'Joy Photo']) expect(complete).toContain(told);
  });

  it('say in short which questions were answered, and what tells against the answer, as hosts ask for it', () => {
    const marked = (question: 'origin' | 'consent' | 'tool' | 'access', mark: 'answered' | 'unclear' | 'open', asked = true) =>
      ({ question, asked, mark, proposed: mark, passage: 'Secret words', author: 'Anna' }) as const;
    const questions = [marked('origin', 'open'), marked('consent', 'open'), marked('tool', 'answered'), marked('access', 'unclear', false)];
    const objections = [{ objection: 'nothing_to_add' as const, stands: true, proposed: true, passage: 'Secret words', author: null }];
    const text = textOf({ explanations: [{ ...round, questions, objections }] });
    expect(text).toContain('["Answered","tool used"]');
    expect(text).toContain('["Not answered","origin of the addresses and proof of consent"]');
    expect(text).toContain(`["What tells against it","${texts.t('en', 'explanationsScreen:objection.nothing_to_add')}"]`);
    // What was answered in an earlier round is no matter of this one.
    expect(text).not.toMatch(/Secret words|access by others/);
  });

  it('say so while there is no answer, and leave out what was asked by mistake', () => {
    expect(textOf({ explanations: [{ ...round, answers: [], verdict: null, state: 'asked' }] })).toContain('No answer so far.');
    expect(textOf({ explanations: [{ ...round, state: 'withdrawn' }] })).not.toContain('What the client was asked');
  });
});

describe('steps in the report of a case', () => {
  const step = (state: 'done' | 'open') => ({
    ...{ id: 'find_culprit' as const, phase: 'find_cause' as const, actor: 'us' as const, state, hardened: false, before: [], needsFindings: false },
    ...{ dueOn: null, overdueDays: 0, note: 'The logs are gone.', minutes: 0, cents: 0, changed: { at: AT, author: 'Anna' } },
  });
  const said = (key: 'nobody_named' | null, state: 'done' | 'open') => ({
    ...{ at: AT, author: 'Anna', what: 'step' as const, step: 'find_culprit' as const, state, text: 'The logs are gone.' },
    told: key === null ? null : { key, values: {} },
  });
  const withStep = (key: 'nobody_named' | null, state: 'done' | 'open') => ({ incident: { ...incident, steps: [step(state)], story: [said(key, state)] } });

  it.each(LANGUAGES)('say why something counts as done though what it is for is missing, to the host without the reason typed for us (%s)', (language) => {
    const why = texts.t(language, 'casereport:steps.despite', { missing: texts.t(language, 'story:nobody_named'), reason: 'The logs are gone.' });
    const own = textOf({ ...withStep('nobody_named', 'done'), language, form: 'complete' });
    expect(own).toContain(why);
    expect(own.split('The logs are gone.')).toHaveLength(2);
    const host = textOf({ ...withStep('nobody_named', 'done'), language, form: 'host' });
    expect(host).toContain(texts.t(language, 'casereport:steps.despiteHost', { missing: texts.t(language, 'story:nobody_named') }));
    expect(host).not.toContain('The logs are gone.');
  });

  it('keep every other note from the host', () => {
    for (const [key, state] of [
      [null, 'done'],
      ['nobody_named', 'open'],
    ] as const) {
      expect(textOf(withStep(key, state))).not.toContain('The logs are gone.');
      expect(textOf({ ...withStep(key, state), form: 'complete' })).toContain('The logs are gone.');
    }
  });
});

describe('the report of what a host stopped', () => {
  it('says when the host did it, and by when it wants an answer', () => {
    const stopped = { ...incident, occurredAt: '2026-11-22T22:15:00.000Z', answerBy: '2026-11-25' };
    const text = textOf({ incident: stopped });
    expect(text).toContain('["Happened","22 November 2026 at 23:15 (Europe/Paris, UTC+1)"]');
    expect(text).toContain('["Answer wanted by","25 November 2026"]');
    expect(text).toContain('["Times","Europe/Paris, UTC+1"]');
    const seen = Incident.parse({
      ...incident,
      occurredAt: '2026-11-22T22:15:00.000Z',
      kind: 'recipient',
      subject: { kind: 'recipient', address: 'a@b.example' },
    });
    expect(textOf({ incident: seen })).toContain('["Noticed","22 November 2026');
  });

  it('gives the hour a case was opened as no hour when it happened, but by when it had', () => {
    const text = textOf({ incident: { ...incident, occurredAt: incident.openedAt } });
    expect(text).toMatch(/\["Happened","Not known; at the latest .+, when the case was opened"\]/);
    expect(text).not.toContain('["Noticed","');
  });

  it('does not call for questions that were asked and answered', () => {
    const person = { clientId: round.clientId, hostedId: null, name: 'Joy Photo', role: 'suspected', before: 0 };
    const people = [{ ...Concerned.parse(person), account: 'joy', domain: 'joy.example' }];
    expect(textOf({ people })).toContain('to be asked, nothing is established');
    for (const language of LANGUAGES) {
      const words = (role: 'asked' | 'suspected') => texts.t(language, `casereport:who.${role}`, { name: '' });
      const text = textOf({ people, explanations: [round], language });
      expect(text).toContain(words('asked'));
      expect(text).not.toContain(words('suspected'));
    }
  });
});
