import { expect, it } from 'vitest';
import { Alert } from '../../../src/contract/alerts.ts';
import { listedDomainOf, proposalOf } from './proposal.rules.ts';

const ID = '01a203bf-0000-7000-987c-582b50f34b23';
const alertOf = (kind: string, facts: Alert['facts'], hostedId: number | null = 7) =>
  Alert.parse({
    id: ID,
    kind,
    level: 'act',
    packId: ID,
    packName: 'Pack',
    hostId: ID,
    hostName: 'Host',
    hostedId,
    login: 'alpha',
    domain: 'alpha.example',
    clientId: null,
    clientName: '',
    openedAt: '2026-11-20T10:00:00.000Z',
    changedAt: '2026-11-20T10:00:00.000Z',
    closedAt: null,
    facts,
    seen: null,
    snoozedUntil: null,
    frozen: null,
  });

it.each([
  ['pack_suspended', { reason: 'Spam' }, { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: 'Spam' }],
  [
    'state',
    { state: 'suspended', reason: 'Spam' },
    { kind: 'suspension', scope: 'account', stopped: 'hosting', name: 'alpha.example (alpha)', reason: 'Spam' },
  ],
  ['state', { state: 'mail_suspended', reason: '' }, { kind: 'suspension', scope: 'account', stopped: 'mail', name: 'alpha.example (alpha)', reason: '' }],
  ['listed', { subject: '203.0.113.7', lists: 'SpamCop' }, { kind: 'listing', listed: '203.0.113.7', list: 'SpamCop', reference: '', holder: 'unknown' }],
])('proposes a case for an alert of the kind %s: %o', (kind, facts, subject) => {
  expect(proposalOf(alertOf(kind, facts))).toMatchObject({ alertId: ID, packId: ID, subject, concerned: [{ hostedId: 7 }] });
});

it('dates it by what the host says, then by what was seen', () => {
  const since = '2026-11-20T08:00:00.000Z';
  const hostSince = '2026-11-19T23:00:00.000Z';
  expect(proposalOf(alertOf('state', { state: 'suspended', since, hostSince }))?.occurredAt).toBe(hostSince);
  expect(proposalOf(alertOf('state', { state: 'suspended', since, hostSince: null }))?.occurredAt).toBe(since);
  expect(proposalOf(alertOf('pack_suspended', {}, null))).toMatchObject({ occurredAt: '2026-11-20T10:00:00.000Z', concerned: [] });
});

it.each(['near_limit', 'spike', 'failures', 'several_bad', 'connection_lost', 'limit_changed', 'warned'])('proposes none for %s', (kind) => {
  expect(proposalOf(alertOf(kind, {}))).toBeNull();
});

it('knows the domain that is listed, where nobody is named yet', () => {
  const listed = { subject: 'bakery.example', lists: 'SURBL' };
  expect(listedDomainOf(alertOf('listed', listed, null))).toBe('bakery.example');
  expect(listedDomainOf(alertOf('listed', listed))).toBe('');
  expect(listedDomainOf(alertOf('listed', { ...listed, subject: '192.0.2.18' }, null))).toBe('');
  expect(listedDomainOf(alertOf('spike', listed, null))).toBe('');
});
