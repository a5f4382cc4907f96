import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { type Host, PresetId } from '../../contract/hosts.ts';
import { HostId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { RulePack } from '../../contract/rule-pack.ts';
import { PolicyTerms } from '../../contract/texts.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { insertHost, insertPack, listHosts, packOf, renameHost, renamePack } from './hosts.repo.ts';
import { NO_OWN_RULES, PRESETS } from './presets.ts';
import { checkRules, ruleHistory, setRules } from './rules.handlers.ts';

type HostsHandlers = Handlers<Contract['hosts']>;

/** Hosts with their rules, and the packs bought there. */
export function hostsHandlers(core: Core): HostsHandlers {
  const { db, clock, ids } = core;
  return {
    presets: async ({ language }) => presetsIn(core, language),
    list: async () => listHosts(db.read),
    get: async ({ id }) => getHost(db.read, id),
    create: (input) => createHost(core, input),
    rename: async ({ id, name }) => {
      if (!(await db.write((tx) => renameHost(tx, id, singleLine(name))))) throw fail('host_not_found', {});
      core.changed('hosts', 'clients');
      return getHost(db.read, id);
    },
    addPack: async ({ hostId, name }) => {
      const pack = { id: ids.next(), host_id: hostId, name: singleLine(name), created_at: clock.now() };
      await db.write((tx) => insertPack(tx, pack));
      core.changed('hosts');
      return packOf(pack);
    },
    renamePack: async ({ id, name }) => {
      const pack = await db.write((tx) => renamePack(tx, id, singleLine(name)));
      if (pack === undefined) throw fail('pack_not_found', {});
      core.changed('hosts', 'clients');
      return packOf(pack);
    },
    setRules: async (input) => {
      await setRules(core, input);
      return getHost(db.read, input.id);
    },
    checkRules: async (input) => {
      await checkRules(core, input);
      return {};
    },
    ruleHistory: (input) => ruleHistory(db.read, input),
  };
}

function presetsIn({ texts }: Core, language: Parameters<HostsHandlers['presets']>[0]['language']) {
  return PresetId.options.map((id) => ({
    id,
    title: texts.t(language, `presets:${id}.title`),
    summary: texts.t(language, `presets:${id}.summary`),
    rules: PRESETS[id],
  }));
}

async function getHost(db: ReadDb, id: HostId): Promise<Host> {
  const host = (await listHosts(db)).find((each) => each.id === id);
  if (host === undefined) throw fail('host_not_found', {});
  return host;
}

/** A host with the rules of its preset, copied: later presets do not change it. */
async function createHost(core: Core, { presetId, name, packName, termsUrl }: Parameters<HostsHandlers['create']>[0]): Promise<Host> {
  const { db, clock, ids } = core;
  const id = HostId.parse(ids.next());
  const now = clock.now();
  const read = { source: termsUrl ?? '', readOn: dateIn(now, clock.timeZone()) };
  const rules: RulePack = { ...PRESETS[presetId], ...(termsUrl !== undefined && { termsUrl: { state: 'known', value: termsUrl, ...read } }) };
  const stored = { rules: JSON.stringify(rules), own_rules: JSON.stringify(NO_OWN_RULES), terms: JSON.stringify(PolicyTerms.parse({})) };
  await db.write(async (tx) => {
    await insertHost(tx, { id, name: singleLine(name), preset_id: presetId, ...stored, created_at: now });
    await insertPack(tx, { id: ids.next(), host_id: id, name: singleLine(packName), created_at: now });
  });
  core.changed('hosts');
  return getHost(db.read, id);
}
