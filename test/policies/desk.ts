import { createTexts } from '../../src/adapters/texts.ts';
import type { PresetId } from '../../src/contract/hosts.ts';
import { HostId } from '../../src/contract/ids.ts';
import type { RulePack } from '../../src/contract/rule-pack.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { policiesHandlers } from '../../src/features/policies/index.ts';
import type { Language } from '../../src/shared/language.ts';
import { openTestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';

const CALL = { signal: undefined };
export const TODAY = '2026-11-21';
export const CHANGELOG = { en: 'Limits are clearer.', fr: 'Les limites sont plus claires.', ru: 'Лимиты описаны понятнее.' };
export const NO_CHANGELOG = { en: '', fr: '', ru: '' };

export type Kind = 'notice' | 'reminder' | 'unblock_request' | 'spike_warning';

/** A reseller who words the texts about one host. It is 23:30 on 20 November in UTC, already the 21st where he is. */
export async function openDesk(presetId: PresetId = 'shared-fr-conditions') {
  const opened = openTestCore({ texts: createTexts() }, new FakeClock(Date.UTC(2026, 10, 20, 23, 30), 'Europe/Moscow'));
  const { core } = opened;
  const hosts = hostsHandlers(core);
  const host = await hosts.create({ presetId, name: 'Хостер', packName: 'Пакет' }, CALL);
  const policies = policiesHandlers(core);
  const hostId = HostId.parse(host.id);
  type Publication = Parameters<typeof policies.publish>[0];

  const publish = (more: Partial<Publication> = {}) =>
    policies.publish({ hostId, kind: 'notice', effectiveOn: TODAY, changelog: CHANGELOG, material: true, ...more }, CALL);
  const draft = (kind: Kind = 'notice') => policies.draft({ hostId, kind }, CALL);
  /** Words a section as one paragraph; null gives the generated wording back. */
  const edit = (language: Language, section: string, text: string | null, kind: Kind = 'notice') =>
    policies.edit({ hostId, kind, language, section, wording: text === null ? null : { title: 'Own title', blocks: [{ type: 'paragraph', text }] } }, CALL);
  const confirm = (language: Language, section: string, kind: Kind = 'notice') => policies.confirm({ hostId, kind, language, section }, CALL);
  /** Changes the rules of the host, as the reseller does. */
  const setRules = async (change: Partial<RulePack>) => {
    const { rules, own } = await hosts.get({ id: hostId }, CALL);
    await hosts.setRules({ id: hostId, rules: { ...rules, ...change }, own, reason: '' }, CALL);
  };
  return { ...opened, hosts, policies, hostId, publish, draft, edit, confirm, setRules };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** A value of a rule pack as somebody read it. */
export function read<T>(value: T) {
  return { state: 'known' as const, value, source: 'a page', readOn: TODAY };
}
