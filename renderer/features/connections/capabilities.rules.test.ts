import { describe, expect, it } from 'vitest';
import type { Capability } from '../../../src/shared/panels.ts';
import { byAnswer } from './capabilities.rules.ts';

function capability(need: Capability['need'], given: Capability['given']): Capability {
  return { need, given, privilege: '', call: '' };
}

describe('byAnswer', () => {
  it('tells what works first and what is not published last, and leaves out answers nobody gave', () => {
    const groups = byAnswer([capability('bytes', 'not_given'), capability('sent', 'given'), capability('accounts', 'given'), capability('limits', 'unknown')]);
    expect(groups.map(({ given, list }) => [given, list.map(({ need }) => need)])).toEqual([
      ['given', ['accounts', 'sent']],
      ['unknown', ['limits']],
      ['not_given', ['bytes']],
    ]);
  });
});
