import type { BlockList, BlocklistOverview, BlocklistSettings } from '../../contract/blocklists.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn } from '../../shared/calendar.ts';
import { parseIp } from '../../shared/ip.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import type { Desk } from './desk.ts';
import { readDetail } from './detail.ts';
import { listDomains } from './domains.ts';
import { addIps, changeIp, removeIp } from './ips.repo.ts';
import { readListings } from './listings.repo.ts';
import { findList, listViews, readLists } from './lists.ts';
import { readOverview } from './overview.ts';
import { zoneOf } from './question.rules.ts';
import { readSettings, StoredSettings, secretOf, writeSettings } from './settings.repo.ts';

type BlocklistHandlers = Handlers<Contract['blocklists']>;

/** The functions of `contract.blocklists`. */
export function blocklistsHandlers(core: Core, desk: Desk): BlocklistHandlers {
  return {
    overview: () => readOverview(core, desk.isBusy()),
    domains: (query) => listDomains(core.db.read, query),
    detail: (input) => readDetail(core, input),
    listings: (query) => readListings(core.db.read, query),
    catalogue: async () => listViews(core.db.read, await readSettings(core.logger, core.db.read)),
    check: ({ subjects, listId }, { signal }) => desk.check({ by: 'hand', subjects, listId, signal }),
    agree: ({ agreed }) => agree(core, desk, agreed),
    setSettings: (input) => setSettings(core, input),
    setList: (input) => setList(core, input),
    ...listHandlers(core),
    ...ipHandlers(core),
  };
}

function ipHandlers(core: Core): Pick<BlocklistHandlers, 'addIps' | 'changeIp' | 'removeIp'> {
  return {
    addIps: async (input) => {
      const result = await addIps(core, input);
      core.changed('blocklists');
      return result;
    },
    changeIp: async (input) => {
      const ip = await changeIp(core, input);
      core.changed('blocklists');
      return ip;
    },
    removeIp: async ({ id }) => {
      await core.db.write((tx) => removeIp(tx, id));
      core.changed('blocklists');
      return {};
    },
  };
}

function listHandlers(core: Core): Pick<BlocklistHandlers, 'addList' | 'removeList'> {
  return {
    addList: async ({ name, zone: written, subjects, link }) => {
      const zone = zoneOf(written);
      if (zone === null) throw fail('zone_invalid', { zone: written });
      const id = `own-${core.ids.next()}`;
      const createdOn = dateIn(core.clock.now(), core.clock.timeZone());
      await core.db.write((tx) =>
        tx
          .insertInto('blocklist_own')
          .values({ id, name, zone, subjects: JSON.stringify([...new Set(subjects)]), link, created_on: createdOn })
          .execute(),
      );
      core.changed('blocklists');
      return await viewOf(core, id);
    },
    removeList: async ({ id }) => {
      await core.db.write(async (tx) => {
        const { numDeletedRows } = await tx.deleteFrom('blocklist_own').where('id', '=', id).executeTakeFirst();
        if (numDeletedRows === 0n) throw fail('blocklist_not_found', {});
        await tx.deleteFrom('blocklist_answer').where('list_id', '=', id).execute();
        await tx.deleteFrom('blocklist_test').where('list_id', '=', id).execute();
      });
      core.changed('blocklists');
      return {};
    },
  };
}

async function viewOf(core: Core, id: string): Promise<BlockList> {
  const views = await listViews(core.db.read, await readSettings(core.logger, core.db.read));
  const found = views.find((view) => view.id === id);
  if (found === undefined) throw fail('blocklist_not_found', {});
  return found;
}

async function change(core: Core, changed: (before: StoredSettings) => StoredSettings): Promise<StoredSettings> {
  const after = await core.db.write(async (tx) => {
    const settings = changed(await readSettings(core.logger, tx));
    await writeSettings(tx, settings);
    return settings;
  });
  core.changed('blocklists');
  return after;
}

async function agree(core: Core, desk: Desk, agreed: boolean): Promise<BlocklistOverview> {
  const author = await readAuthor(core, core.db.read);
  await change(core, (before) => ({ ...before, agreed: agreed ? { at: core.clock.now(), author } : null }));
  // Whoever takes it back does not want the rest disclosed either.
  if (!agreed) desk.stop();
  return await readOverview(core, desk.isBusy());
}

async function setSettings(core: Core, input: Parameters<BlocklistHandlers['setSettings']>[0]): Promise<BlocklistSettings> {
  const servers = input.servers?.map((server) => server.trim()).filter((server) => server !== '');
  for (const server of servers ?? []) if (!isServer(server)) throw fail('resolver_invalid', { value: server });
  const given = Object.fromEntries(Object.entries({ ...input, servers }).filter(([, value]) => value !== undefined));
  return await change(core, (before) => StoredSettings.parse({ ...before, ...given }));
}

/** An address, with `:port` or not; IPv6 with a port stands in brackets. */
function isServer(text: string): boolean {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  const family = parseIp(address)?.family;
  return family !== undefined && (bracketed === undefined || family === 6) && Number(port) > 0 && Number(port) <= 65_535;
}

async function setList(core: Core, { id, enabled, key }: Parameters<BlocklistHandlers['setList']>[0]): Promise<BlockList> {
  findList(await readLists(core.db.read), id);
  if (key === '') await core.secrets.clear(secretOf(id));
  else if (key !== undefined) await core.secrets.set(secretOf(id), key);
  await change(core, (before) => {
    const others = before.keyed.filter((listId) => listId !== id);
    const keyed = key === undefined ? before.keyed : key === '' ? others : [...others, id];
    return { ...before, keyed, enabled: enabled === undefined ? before.enabled : { ...before.enabled, [id]: enabled } };
  });
  return await viewOf(core, id);
}
