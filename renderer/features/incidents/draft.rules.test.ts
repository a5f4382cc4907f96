import { expect, it } from 'vitest';
import { draftOf, EMPTY_DRAFT, faultsOf, subjectOf } from './draft.rules.ts';

it('makes of what was typed only what its kind knows', () => {
  const draft = { ...EMPTY_DRAFT, kind: 'suspension' as const, scope: 'pack' as const, reason: 'Spam', listed: '192.0.2.7' };
  expect(subjectOf(draft)).toEqual({ kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: 'Spam' });
});

it('names what is missing, and an address that is none', () => {
  expect(faultsOf(EMPTY_DRAFT)).toEqual({ kind: 'missing' });
  expect(faultsOf({ ...EMPTY_DRAFT, kind: 'listing' })).toEqual({ listed: 'missing', list: 'missing' });
  expect(faultsOf({ ...EMPTY_DRAFT, kind: 'recipient' })).toEqual({ address: 'missing' });
  expect(faultsOf({ ...EMPTY_DRAFT, kind: 'recipient', address: 'nobody' })).toEqual({ address: 'not_address' });
  expect(faultsOf({ ...EMPTY_DRAFT, kind: 'port_25' })).toEqual({});
});

it('keeps the kind of a case of which the rest is not known', () => {
  expect(faultsOf(draftOf(null, 'listing'))).toEqual({ listed: 'missing', list: 'missing' });
});

it('takes over what is known of a case and lets it be put right', () => {
  const draft = draftOf({ kind: 'listing', listed: '192.0.2.7', list: 'A list', reference: '', holder: 'host' });
  expect(draft).toMatchObject({ kind: 'listing', listed: '192.0.2.7', holder: 'host', scope: 'account' });
  expect(subjectOf({ ...draft, list: 'B list' })).toMatchObject({ list: 'B list' });
});
