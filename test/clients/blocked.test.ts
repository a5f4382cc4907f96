import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openWorkspace, type Workspace } from '../imports/workspace.ts';
import { formsFor } from './forms.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
  const version = { id: 'v1', host_id: work.hostId, kind: 'notice', number: 1, effective_on: '2026-01-01', material: 1, basis: '', changelog: '' };
  await work.core.db.write((tx) =>
    tx
      .insertInto('policy_version')
      .values({ ...version, author: '', published_at: 1, sha256: '' })
      .execute(),
  );
});
afterEach(() => work.close());

const { create } = formsFor(() => work);

/** Blocks an address, or a whole domain, from now on. */
async function block(value: string, { until = null, lifted = null }: { readonly until?: number | null; readonly lifted?: number | null } = {}): Promise<void> {
  const since = work.core.clock.now();
  const why = { scope: value.includes('@') ? 'address' : 'domain', reason: 'permanent', author: '', note: '', bounce_id: null };
  await work.core.db.write((tx) =>
    tx
      .insertInto('suppression')
      .values({ ...why, id: work.core.ids.next(), value, value_key: value, since_at: since, until_at: until, lifted_at: lifted })
      .execute(),
  );
}

const shown = async () => {
  const { counts, rows } = await work.list();
  return { counts, told: Object.fromEntries(rows.map((row) => [row.name, row.told])) };
};

it('a client is blocked while nothing may be sent to any address of his, and counted so', async () => {
  await create('Alpha');
  await create('Beta', {
    contacts: [
      { role: 'owner', email: 'beta@b.example' },
      { role: 'billing', email: 'bills@other.example' },
    ],
  });
  await create('Gamma', { contacts: [{ role: 'owner', email: 'gamma@gone.example' }] });
  await block('alpha@b.example');
  await block('beta@b.example');
  await block('gone.example');
  expect(await shown()).toEqual({ counts: { blocked: 2, due: 1 }, told: { Alpha: 'blocked', Beta: 'due', Gamma: 'blocked' } });
});

it('a block that was lifted or has come to its end blocks nobody, without anything being written', async () => {
  await create('Alpha');
  await create('Beta');
  await block('alpha@b.example', { until: work.core.clock.now() + DAY_MS });
  await block('beta@b.example', { lifted: 1 });
  expect((await shown()).counts).toEqual({ blocked: 1, due: 1 });
  work.clock.jump(DAY_MS);
  expect((await shown()).counts).toEqual({ due: 2 });
});
