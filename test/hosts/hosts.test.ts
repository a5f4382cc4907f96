import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { HostId, PackId } from '../../src/contract/ids.ts';
import { RulePack } from '../../src/contract/rule-pack.ts';
import { hostsHandlers, PRESETS } from '../../src/features/hosts/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { openTestCore, type TestCore } from '../support/core.ts';

const CALL = { signal: undefined };
let opened: TestCore;
let hosts: ReturnType<typeof hostsHandlers>;
beforeEach(() => {
  opened = openTestCore({ texts: createTexts() });
  hosts = hostsHandlers(opened.core);
});
afterEach(() => opened.close());

test('every preset is worded in every language and holds to the contract', async () => {
  for (const language of LANGUAGES) {
    const presets = await hosts.presets({ language }, CALL);
    expect(presets.map((preset) => preset.id)).toEqual(PresetId.options);
    for (const { title, summary, rules } of presets) {
      expect(title.length * summary.length).toBeGreaterThan(0);
      expect(RulePack.parse(rules)).toEqual(rules);
    }
  }
});

test('presets know exactly the figures of the source documents', () => {
  const figures = PresetId.options.map((id) => {
    const { maxRecipientsPerMessage, pacing, recipientBlockDays, smallMailingMax, limits, maxFailurePercent } = PRESETS[id];
    const values = { maxRecipientsPerMessage, pacing, recipientBlockDays, smallMailingMax, limits, maxFailurePercent };
    return [id, Object.entries(values).flatMap(([name, value]) => (value.state === 'known' ? [[name, value.value, value.source]] : []))];
  });
  expect(Object.fromEntries(figures)).toEqual({
    'shared-strict': [],
    'shared-fr-conditions': [
      ['maxRecipientsPerMessage', 10, '001-16'],
      ['pacing', { count: 10, seconds: 60, contractual: false }, '001-19'],
    ],
    'enrolment-platform': [['recipientBlockDays', 90, '003-05']],
    'vps-ru-whitelist': [],
    neutral: [],
  });
});

test('a host copies its preset and keeps its own terms address and packs', async () => {
  const host = await hosts.create({ presetId: 'vps-ru-whitelist', name: 'Хостер', packName: 'Основной', termsUrl: 'https://host.example/terms' }, CALL);
  const url = 'https://host.example/terms';
  expect(host.rules).toEqual({ ...PRESETS['vps-ru-whitelist'], termsUrl: { state: 'known', value: url, source: url, readOn: expect.any(String) } });
  const id = HostId.parse(host.id);
  opened.clock.jump(1000);
  const pack = await hosts.addPack({ hostId: id, name: 'Второй' }, CALL);
  expect((await hosts.renamePack({ id: PackId.parse(pack.id), name: 'Третий' }, CALL)).name).toBe('Третий');
  const renamed = await hosts.rename({ id, name: 'Другой' }, CALL);
  expect(renamed).toMatchObject({ name: 'Другой', clients: 0, activeAccounts: 0 });
  expect(renamed.packs.map((each) => each.name)).toEqual(['Основной', 'Третий']);
  expect(await hosts.list({}, CALL)).toEqual([renamed]);
});

test('what does not exist is said so and nothing is written', async () => {
  const id = opened.core.ids.next();
  await expect(hosts.get({ id: HostId.parse(id) }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  await expect(hosts.rename({ id: HostId.parse(id), name: 'x' }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  await expect(hosts.addPack({ hostId: HostId.parse(id), name: 'x' }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  await expect(hosts.renamePack({ id: PackId.parse(id), name: 'x' }, CALL)).rejects.toMatchObject({ code: 'pack_not_found' });
  expect(await opened.core.db.read.selectFrom('pack').selectAll().execute()).toEqual([]);
});
