import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IncidentSubject, STEP_IDS, type StepState } from '../../contract/incidents.ts';
import { isOver, needsFindings, PHASES, procedureOf, type StandingStep, stepsBefore } from './procedures.rules.ts';

const SUBJECTS: readonly IncidentSubject[] = [
  { kind: 'listing', listed: '192.0.2.7', list: 'Trend Micro ERS', reference: '', holder: 'host' },
  { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: '' },
  { kind: 'blocked_object', object: 'script', name: '', reason: '' },
  { kind: 'port_25', server: '', reason: '' },
  { kind: 'recipient', address: 'ann@family.example', writer: '', lastMailOn: null, answer: '', family: '', sender: '', corrected: '', service: null },
];

const circumstances = fc.record({ subject: fc.constantFrom(...SUBJECTS), before: fc.nat(5) });

/** Who asks for the removal, and who answers. */
function delisting(given: { readonly listed: string; readonly holder: 'host' | 'reseller' | 'unknown' }) {
  const steps = procedureOf({ subject: { kind: 'listing', list: 'SURBL', reference: '', ...given }, before: 0 });
  return steps.flatMap(({ id, actor }) => (id === 'ask_delisting' || id === 'await_answer' ? [actor] : []));
}

describe('the procedure of a case', () => {
  it('goes from containing to closing, whatever happened and however often', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const places = procedureOf(given).map(({ phase }) => PHASES.indexOf(phase));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBe(PHASES.length - 1);
      }),
    );
  });

  it('has no step twice', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const ids = procedureOf(given).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('uses every step there is', () => {
    const used = new Set(SUBJECTS.flatMap((subject) => procedureOf({ subject, before: 2 }).map(({ id }) => id)));
    expect([...STEP_IDS].filter((id) => !used.has(id))).toEqual([]);
  });

  it('only ever gets longer with repetition, and says which steps that added', () => {
    for (const subject of SUBJECTS.filter(({ kind }) => kind !== 'recipient')) {
      const lengths = [0, 1, 2, 3].map((before) => procedureOf({ subject, before }).length);
      expect(lengths[1]).toBe((lengths[0] ?? 0) + 2);
      expect(lengths[2]).toBe((lengths[1] ?? 0) + 1);
      expect(lengths[3]).toBe(lengths[2]);
      expect(procedureOf({ subject, before: 2 }).flatMap(({ id, hardened }) => (hardened ? [id] : []))).toEqual([
        'formal_warning',
        'hold_longer',
        'decide_future',
      ]);
    }
  });

  it('has us hand in what is asked for, and awaits whoever is heard: the list where the address is held here, the host elsewhere', () => {
    const actors = (holder: 'host' | 'reseller' | 'unknown') => delisting({ listed: '192.0.2.7', holder });
    expect([actors('reseller'), actors('host'), actors('unknown')]).toEqual([
      ['us', 'list'],
      ['us', 'host'],
      ['us', 'host'],
    ]);
  });

  it('tells those who have nothing to do with it of what they feel too, and of nothing else', () => {
    const tells = (subject: IncidentSubject) => procedureOf({ subject, before: 0 }).some(({ id }) => id === 'tell_innocent');
    const listing = { kind: 'listing', list: 'SURBL', reference: '', holder: 'unknown' } as const;
    const blocked = { kind: 'blocked_object', reason: '' } as const;
    expect([tells({ ...listing, listed: '192.0.2.7' }), tells({ ...listing, listed: 'shop.example' })]).toEqual([true, false]);
    expect([tells({ ...blocked, object: 'ip', name: '192.0.2.7' }), tells({ ...blocked, object: 'script', name: 'send.php' })]).toEqual([true, false]);
    expect(tells({ kind: 'port_25', server: 'vps-4', reason: '' })).toBe(true);
    const suspension = { kind: 'suspension', stopped: 'hosting', name: '', reason: '' } as const;
    expect([tells({ ...suspension, scope: 'pack' }), tells({ ...suspension, scope: 'account' })]).toEqual([true, false]);
  });

  it('awaits the list about a domain too: its host has no say in it', () => {
    expect(delisting({ listed: 'shop.example', holder: 'host' })).toEqual(['us', 'list']);
  });
});

describe('a step that asks something of a host or a list', () => {
  const standing = (subject: IncidentSubject, over: readonly string[]): StandingStep[] =>
    procedureOf({ subject, before: 0 }).map((step) => ({ ...step, state: over.includes(step.id) ? 'done' : 'open' }));

  it('comes after every step that finds, mends and proves, whoever does it', () => {
    const [listing] = SUBJECTS;
    if (listing === undefined) throw new Error('No subject');
    const first = ['stop_sending', 'find_culprit', 'ask_explanations', 'judge_answer', 'clean_site', 'change_passwords', 'demand_vigilance', 'repermission'];
    expect(stepsBefore(standing(listing, []), 'ask_delisting')).toEqual([...first, 'attach_proof']);
    expect(stepsBefore(standing(listing, [...first, 'attach_proof']), 'ask_delisting')).toEqual([]);
    expect(stepsBefore(standing(listing, []), 'find_culprit')).toEqual([]);
  });

  it('waits neither for the begin or end of a re-permission of which the client was told nor for the days a second incident holds the sending longer', () => {
    const [listing] = SUBJECTS;
    if (listing === undefined) throw new Error('No subject');
    const steps = procedureOf({ subject: listing, before: 1 });
    const asking = (repermission: StepState, isUnderWay: boolean) =>
      stepsBefore(
        steps.map((step) => ({ ...step, isUnderWay, state: step.id === 'repermission' ? repermission : step.id === 'hold_longer' ? 'open' : 'done' })),
        'ask_delisting',
      );
    // Saying that it waits starts nothing.
    expect([asking('open', false), asking('open', true), asking('waiting', true), asking('waiting', false)]).toEqual([
      ['repermission'],
      [],
      [],
      ['repermission'],
    ]);
  });

  it('does not keep those who have nothing to do with it waiting', () => {
    const [listing] = SUBJECTS;
    if (listing === undefined) throw new Error('No subject');
    expect(stepsBefore(standing(listing, []), 'tell_innocent')).toEqual([]);
  });

  it('needs cause, fix and prevention, but for one blocked recipient', () => {
    expect(needsFindings('listing', 'ask_delisting')).toBe(true);
    expect(needsFindings('suspension', 'ask_unblocking')).toBe(true);
    expect(needsFindings('recipient', 'ask_unblocking')).toBe(false);
    expect(needsFindings('listing', 'stop_sending')).toBe(false);
  });

  it('is over when it is done or not needed, and not while it is waited for', () => {
    expect((['open', 'waiting', 'done', 'not_needed'] as const).map(isOver)).toEqual([false, false, true, true]);
  });
});
