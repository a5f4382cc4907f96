import { describe, expect, it } from 'vitest';
import { ClientId, DossierId, HostId } from '../../../src/contract/ids.ts';
import { needsOf, type Today } from './needs.rules.ts';

const CALM: Today = {
  hosts: 1,
  clients: 2,
  publishedVersions: 1,
  hostsWithoutPolicy: [],
  coverage: { at: '2026-11-21T10:00:00.000Z', activeAccounts: 2, told: 2, practised: 0, queued: 0, failed: 0, due: 0, noPolicy: 0, toldPercent: 100 },
  noticesReady: 0,
  noticesBlocked: 0,
  outbox: {
    counts: { queued: 0, sending: 0, sent: 2, deferred: 0, failed: 0, uncertain: 0, cancelled: 0, bounced: 0 },
    paused: false,
    pausedBecause: null,
    transport: 'smtp',
    pace: { count: 10, seconds: 60, owner: 'own', hostId: null },
    sentLastMinute: 0,
    sentLastHour: 0,
    nextAt: null,
    emptyAt: null,
    destinations: [],
    trouble: null,
  },
  sentSinceYesterday: 2,
  senderComplete: true,
  repliesToRead: 0,
  reminders: { week: 0, catchUp: { asks: false, late: 0, askAbove: 20, oldestDueOn: null, awaySince: null, perDay: null }, pausedAll: false },
  bounces: { week: 0, clientsBlocked: 0 },
  alerts: { open: 0, unseen: 0, worst: null, newest: [] },
  incidents: { open: 0, due: 0, stale: 0, first: [] },
  dossiersDue: [],
  connections: { total: 1, ok: 1, failing: 0, oldestReadAt: null, undecided: 0 },
  gaps: { total: 0, longest: [] },
};

function idsOf(today: Today) {
  return needsOf(today).map((need) => need.id);
}

describe('needsOf', () => {
  it('asks for nothing when everybody was told and nothing waits', () => {
    expect(needsOf(CALM)).toEqual([]);
  });

  it('asks to read replies that wait for a decision', () => {
    expect(needsOf({ ...CALM, repliesToRead: 2 })).toMatchObject([{ id: 'repliesToRead', to: '/notices/replies', values: { count: 2 } }]);
  });

  it('asks what to do with reminders that are late, and recalls a pause of all', () => {
    const { reminders } = CALM;
    const late = { ...reminders.catchUp, asks: true, late: 37 };
    expect(needsOf({ ...CALM, reminders: { ...reminders, catchUp: late } })).toMatchObject([{ id: 'remindersAsk', to: '/reminders', values: { count: 37 } }]);
    expect(idsOf({ ...CALM, reminders: { ...reminders, pausedAll: true } })).toEqual(['remindersPaused']);
  });

  it('names clients nobody may write to, and what came back this week', () => {
    expect(needsOf({ ...CALM, bounces: { week: 4, clientsBlocked: 1 } })).toMatchObject([
      { id: 'clientsBlocked', to: '/sending/blocked', values: { count: 1 } },
      { id: 'bounced', to: '/sending/returned', values: { count: 4 } },
    ]);
  });

  it('names panels that cannot be read, and accounts of hosts that nobody decided about', () => {
    expect(needsOf({ ...CALM, connections: { ...CALM.connections, failing: 2, undecided: 5 } })).toMatchObject([
      { id: 'panelsFailing', to: '/hosts', values: { count: 2 } },
      { id: 'accountsUndecided', to: '/hosts/differences', values: { count: 5 } },
    ]);
  });

  it('asks to check what left when a backup was put back, even while nothing waits', () => {
    expect(idsOf({ ...CALM, outbox: { ...CALM.outbox, paused: true, pausedBecause: 'restored' } })).toEqual(['restored']);
  });

  it('puts what stopped before what is due', () => {
    const counts = { ...CALM.outbox.counts, uncertain: 1, failed: 2 };
    expect(idsOf({ ...CALM, noticesReady: 5, noticesBlocked: 1, outbox: { ...CALM.outbox, counts } })).toEqual([
      'uncertain',
      'failed',
      'noticesBlocked',
      'noticesReady',
    ]);
  });

  it('names every host without a policy, each with a key of its own', () => {
    const needs = needsOf({
      ...CALM,
      hostsWithoutPolicy: [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ],
    });
    expect(needs.map(({ key, to, values }) => [key, to, values.name])).toEqual([
      ['a', '/hosts/a/publish', 'A'],
      ['b', '/hosts/b/publish', 'B'],
    ]);
  });

  it('mentions a pause only while something waits', () => {
    const paused = { ...CALM.outbox, paused: true };
    expect(idsOf({ ...CALM, outbox: paused })).toEqual([]);
    expect(idsOf({ ...CALM, outbox: { ...paused, counts: { ...paused.counts, queued: 3 } } })).toEqual(['paused']);
  });

  it('says that practice alone proves nothing', () => {
    expect(idsOf({ ...CALM, coverage: { ...CALM.coverage, told: 0, practised: 2, toldPercent: 0 } })).toEqual(['practisedOnly']);
  });

  it('asks for the sender only when there is something to send', () => {
    expect(idsOf({ ...CALM, senderComplete: false })).toEqual([]);
    expect(idsOf({ ...CALM, senderComplete: false, noticesReady: 1 })).toEqual(['senderIncomplete', 'noticesReady']);
  });

  it('names each place on a white list that ends, and how soon', () => {
    const dossier = {
      ...{ id: DossierId.parse('018f2f0e-7000-7000-8000-000000000001'), hostId: HostId.parse('018f2f0e-7000-7000-8000-000000000002'), hostName: 'H' },
      ...{ clientId: ClientId.parse('018f2f0e-7000-7000-8000-000000000003'), clientName: 'Ann', server: 'kvm' as const, state: 'granted' as const },
      ...{ provided: 1, needed: 1, missing: [], until: '2026-12-01', changedAt: '2026-11-21T10:00:00.000Z' },
    };
    const needs = needsOf({
      ...CALM,
      dossiersDue: [
        { ...dossier, due: 'renew', daysLeft: 10 },
        { ...dossier, due: 'expired', daysLeft: -3 },
      ],
    });
    expect(needs).toMatchObject([
      { id: 'dossierRenew', to: `/incidents/dossiers/${dossier.id}`, values: { name: 'Ann', count: 10 } },
      { id: 'dossierExpired', values: { name: 'Ann' } },
    ]);
  });
});
