import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { HostId, VersionId } from '../../src/contract/ids.ts';
import { PolicyTerms, PolicyText } from '../../src/contract/policies.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { policiesHandlers } from '../../src/features/policies/index.ts';
import { canonicalJson } from '../../src/shared/canonical-json.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';

const CALL = { signal: undefined };
const DAY_MS = 86_400_000;
let opened: TestCore;
beforeEach(() => {
  // 23:30 on 20 November in UTC, already the 21st in Moscow.
  opened = openTestCore({ texts: createTexts() }, new FakeClock(Date.UTC(2026, 10, 20, 23, 30), 'Europe/Moscow'));
});
afterEach(() => opened.close());

async function office() {
  const host = await hostsHandlers(opened.core).create({ presetId: 'shared-strict', name: 'Хостер', packName: 'Пакет' }, CALL);
  const policies = policiesHandlers(opened.core);
  const hostId = HostId.parse(host.id);
  const publish = (effectiveOn: string) => policies.publish({ hostId, terms: PolicyTerms.parse({}), effectiveOn, changelog: 'first', material: true }, CALL);
  return { hostId, policies, publish };
}

test('publishing numbers versions per host and hashes each sibling and the whole', async () => {
  const { policies, publish } = await office();
  const first = await publish('2026-11-21');
  const second = await publish('2026-12-24');
  expect([first.number, second.number]).toEqual([1, 2]);
  const { core } = opened;
  const plain = first.texts.map(({ sha256: _, ...text }) => text);
  for (const { sha256, ...text } of first.texts) expect(core.hasher.sha256(canonicalJson(text))).toBe(sha256);
  expect(core.hasher.sha256(canonicalJson(plain))).toBe(first.sha256);
  expect((await policies.get({ id: VersionId.parse(first.id) }, CALL)).texts.map((text) => text.language)).toEqual(['en', 'fr', 'ru']);
  expect(opened.announced).toContain('policies');
});

test('what is published is what the draft showed', async () => {
  const { hostId, policies, publish } = await office();
  const draft = await policies.draft({ hostId, terms: PolicyTerms.parse({}) }, CALL);
  expect(draft.nextNumber).toBe(1);
  const version = await publish('2026-11-21');
  expect(version.texts.map((text) => PolicyText.parse(text))).toEqual(draft.texts);
});

test('a version is in force from its day on, until a newer one is', async () => {
  const { policies, publish } = await office();
  await publish('2026-11-21');
  await publish('2026-11-23');
  const inForce = async () => (await policies.list({}, CALL)).filter((version) => version.inForce).map((version) => version.number);
  expect(await inForce()).toEqual([1]);
  opened.clock.jump(2 * DAY_MS);
  expect(await inForce()).toEqual([2]);
});

test('a day that has passed where the reseller is cannot be the effective date', async () => {
  const { publish } = await office();
  await expect(publish('2026-11-20')).rejects.toMatchObject({ code: 'policy_date_in_past' });
  expect((await publish('2026-11-21')).number).toBe(1);
});

test('a published version can be neither changed nor deleted', async () => {
  const { publish } = await office();
  const { id } = await publish('2026-11-21');
  const { db } = opened.core;
  await expect(db.write((tx) => tx.deleteFrom('policy_version').where('id', '=', id).execute())).rejects.toThrow('immutable');
  await expect(db.write((tx) => tx.deleteFrom('policy_text').where('version_id', '=', id).execute())).rejects.toThrow('immutable');
});

test('a placeholder typed into the terms that is no merge field is refused before it can reach a client', async () => {
  const { hostId, policies } = await office();
  const terms = PolicyTerms.parse({ cost: '{{price}}' });
  const publish = policies.publish({ hostId, terms, effectiveOn: '2026-11-21', changelog: '', material: true }, CALL);
  await expect(publish).rejects.toMatchObject({ code: 'policy_incomplete' });
  expect(await policies.list({}, CALL)).toEqual([]);
});

test('an unknown host or version is said so', async () => {
  const { policies } = await office();
  await expect(policies.draft({ hostId: HostId.parse(opened.core.ids.next()), terms: PolicyTerms.parse({}) }, CALL)).rejects.toMatchObject({
    code: 'host_not_found',
  });
  await expect(policies.get({ id: VersionId.parse(opened.core.ids.next()) }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
});
