import { describe, expect, it } from 'vitest';
import { ClientId, HostId } from '../../../src/contract/ids.ts';
import { faultsOf, type HoldForm, holdInputOf } from './hold-form.rules.ts';

const clientId = ClientId.parse('0b8a1c52-6a5e-4f6d-9d0c-0f4f6a6b1a01');
const hostId = HostId.parse('0b8a1c52-6a5e-4f6d-9d0c-0f4f6a6b1a02');
const PAUSE: HoldForm = { kind: 'pause', scope: 'all', client: null, hostId: null, reason: '', untilOn: null };
const EXCEPTION: HoldForm = { ...PAUSE, kind: 'exception', scope: 'client' };

describe('faultsOf', () => {
  it('lets everybody be paused without a reason or an end', () => {
    expect(faultsOf(PAUSE, '2026-11-22')).toEqual(new Set());
  });

  it('asks for client, reason and last day of an exception', () => {
    expect(faultsOf(EXCEPTION, '2026-11-22')).toEqual(new Set(['client', 'reason', 'until']));
    expect(faultsOf({ ...EXCEPTION, reason: ' ' }, '2026-11-22')).toContain('reason');
  });

  it('refuses a last day that has passed, and takes today', () => {
    expect(faultsOf({ ...PAUSE, untilOn: '2026-11-21' }, '2026-11-22')).toEqual(new Set(['until']));
    expect(faultsOf({ ...PAUSE, untilOn: '2026-11-22' }, '2026-11-22')).toEqual(new Set());
  });

  it('asks for the host of a pause of one', () => {
    expect(faultsOf({ ...PAUSE, scope: 'host' }, '2026-11-22')).toEqual(new Set(['host']));
  });
});

describe('holdInputOf', () => {
  it('leaves out a reason that was not given', () => {
    expect(holdInputOf(PAUSE)).toEqual({ kind: 'pause', scope: 'all', untilOn: null });
    expect(holdInputOf({ ...PAUSE, scope: 'host', hostId, reason: ' Move ' })).toEqual({ kind: 'pause', scope: 'host', hostId, untilOn: null, reason: 'Move' });
  });

  it('makes an exception at one host or at all', () => {
    const form = { ...EXCEPTION, client: { id: clientId, name: 'A' }, reason: 'Ill', untilOn: '2026-12-01' };
    expect(holdInputOf(form)).toEqual({ kind: 'exception', scope: 'client', clientId, reason: 'Ill', untilOn: '2026-12-01' });
    expect(holdInputOf({ ...form, hostId })).toMatchObject({ hostId });
    expect(holdInputOf(EXCEPTION)).toBeUndefined();
  });
});
