import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { type Host, PresetId } from '../../contract/hosts.ts';
import { HostId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { listHosts, packOf } from './hosts.repo.ts';
import { PRESETS } from './presets.ts';

async function getHost(db: ReadDb, id: HostId): Promise<Host> {
  const host = (await listHosts(db)).find((each) => each.id === id);
  if (host === undefined) throw fail('host_not_found', {});
  return host;
}

/** Hosts with their rules, and the packs bought there. */
export function hostsHandlers(core: Core): Handlers<Contract['hosts']> {
  const { db, clock, ids, texts } = core;
  return {
    presets: async ({ language }) =>
      PresetId.options.map((id) => ({
        id,
        title: texts.t(language, `presets:${id}.title`),
        summary: texts.t(language, `presets:${id}.summary`),
        rules: PRESETS[id],
      })),
    list: async () => listHosts(db.read),
    get: async ({ id }) => getHost(db.read, id),
    create: async ({ presetId, name, packName, termsUrl }) => {
      const id = HostId.parse(ids.next());
      const rules = { ...PRESETS[presetId], termsUrl: termsUrl ?? null };
      const now = clock.now();
      await db.write(async (tx) => {
        await tx
          .insertInto('host')
          .values({ id, name: singleLine(name), preset_id: presetId, rules: JSON.stringify(rules), created_at: now })
          .execute();
        await tx
          .insertInto('pack')
          .values({ id: ids.next(), host_id: id, name: singleLine(packName), created_at: now })
          .execute();
      });
      core.changed('hosts');
      return getHost(db.read, id);
    },
    rename: async ({ id, name }) => {
      await db.write(async (tx) => {
        const updated = await tx
          .updateTable('host')
          .set({ name: singleLine(name) })
          .where('id', '=', id)
          .executeTakeFirst();
        if (updated.numUpdatedRows === 0n) throw fail('host_not_found', {});
      });
      core.changed('hosts', 'clients');
      return getHost(db.read, id);
    },
    addPack: async ({ hostId, name }) => {
      const row = { id: ids.next(), host_id: hostId, name: singleLine(name), created_at: clock.now() };
      await db.write(async (tx) => {
        const host = await tx.selectFrom('host').select('id').where('id', '=', hostId).executeTakeFirst();
        if (host === undefined) throw fail('host_not_found', {});
        await tx.insertInto('pack').values(row).execute();
      });
      core.changed('hosts');
      return packOf(row);
    },
    renamePack: async ({ id, name }) => {
      const row = await db.write(async (tx) => {
        await tx
          .updateTable('pack')
          .set({ name: singleLine(name) })
          .where('id', '=', id)
          .execute();
        return tx.selectFrom('pack').selectAll().where('id', '=', id).executeTakeFirst();
      });
      if (row === undefined) throw fail('pack_not_found', {});
      core.changed('hosts', 'clients');
      return packOf(row);
    },
  };
}
