import { describe, expect, it } from 'vitest';
import { BounceClass, BounceTarget } from '../../../src/contract/bounces.ts';
import { needsOtherAddress, situationOf, WHO_ACTS } from './situation.rules.ts';

describe('situationOf', () => {
  it('has nothing corrected when the mailbox is only full', () => {
    const situation = situationOf({ class: 'temporary', target: 'mailbox' });
    expect([situation, WHO_ACTS[situation]]).toEqual(['mailbox', 'client']);
  });

  it('leaves the address alone when the IP address of the mail server is refused, now or for good', () => {
    for (const how of BounceClass.options) {
      const situation = situationOf({ class: how, target: 'sender-ip' });
      expect([WHO_ACTS[situation], needsOtherAddress(situation)]).toEqual(['provider', false]);
    }
  });

  it('tells a complaint before anything else', () => {
    expect(situationOf({ kind: 'complaint', class: 'blocked', target: 'content' })).toBe('complaint');
  });

  it('tells what was held back here from what a provider holds back', () => {
    expect(situationOf({ class: 'permanent', target: 'suppressed', errorCode: 'suppressed' })).toBe('ownBlock');
    expect(situationOf({ class: 'blocked', target: 'suppressed', errorCode: 'smtp_refused' })).toBe('suppressed');
  });

  it('knows every target of every class, and who acts', () => {
    for (const target of BounceTarget.options) for (const how of BounceClass.options) expect(WHO_ACTS[situationOf({ class: how, target })]).toBeTruthy();
  });
});
