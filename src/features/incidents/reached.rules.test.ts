import { describe, expect, it } from 'vitest';
import { LetterState } from '../../contract/letters.ts';
import { OutboxState, Transport } from '../../contract/outbox.ts';
import { hasLeft, reachedNobody, stateByMessage } from './reached.rules.ts';

describe('a letter', () => {
  it('that was practised reached somebody only as long as everything is practised', () => {
    const practised = stateByMessage('sent', 'practice');
    expect(Transport.options.map((transport) => [transport, reachedNobody(practised, transport)])).toEqual([
      ['practice', false],
      ['smtp', true],
      ['draft', true],
    ]);
  });

  it('that came back or was taken back reached nobody, however it was given away', () => {
    for (const by of Transport.options) {
      for (const state of ['failed', 'bounced', 'cancelled'] as const) expect(reachedNobody(stateByMessage(state, by), by)).toBe(true);
    }
  });

  it('has never both left and reached nobody, and what waits or is uncertain is neither', () => {
    for (const transport of Transport.options) {
      for (const state of LetterState.options) expect(hasLeft(state, transport) && reachedNobody(state, transport)).toBe(false);
      for (const state of OutboxState.options.filter((each) => ['queued', 'deferred', 'sending', 'uncertain'].includes(each))) {
        const waiting = stateByMessage(state, transport);
        expect([hasLeft(waiting, transport), reachedNobody(waiting, transport)]).toEqual([false, false]);
      }
    }
    expect(hasLeft('sent', 'smtp')).toBe(true);
    expect(hasLeft('prepared', 'smtp')).toBe(true);
  });
});
