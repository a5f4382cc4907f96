import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps.rules.ts';

const NOTHING = {
  hosts: 0,
  clients: 0,
  publishedVersions: 0,
  hostsWithoutPolicy: [],
  coverage: { at: '2026-11-21T10:00:00.000Z', activeAccounts: 0, told: 0, practised: 0, queued: 0, failed: 0, due: 0, noPolicy: 0, toldPercent: null },
};

function statesOf(today: Parameters<typeof stepsOf>[0]) {
  return stepsOf(today).map((step) => `${step.id} ${step.state}`);
}

describe('stepsOf', () => {
  it('begins with the host', () => {
    expect(statesOf(NOTHING)).toEqual(['host next', 'clients later', 'policy later', 'notice later', 'proof later']);
  });

  it('goes on where the user left, whatever he did out of order', () => {
    expect(statesOf({ ...NOTHING, hosts: 1, publishedVersions: 1 })).toEqual(['host done', 'clients next', 'policy done', 'notice later', 'proof later']);
  });

  it('leads to the host that has no policy', () => {
    const steps = stepsOf({ ...NOTHING, hosts: 1, clients: 3, hostsWithoutPolicy: [{ id: 'a', name: 'A' }] });
    expect(steps.find((step) => step.state === 'next')).toEqual({ id: 'policy', state: 'next', to: '/hosts/a/publish' });
  });

  it('counts a practised notice as sent in the sitting, and leaves the proof to the user', () => {
    const coverage = { ...NOTHING.coverage, activeAccounts: 3, practised: 3, toldPercent: 0 };
    expect(statesOf({ ...NOTHING, hosts: 1, clients: 3, publishedVersions: 1, coverage }).slice(3)).toEqual(['notice done', 'proof next']);
  });
});
