import type { ReadDb } from '../../db/db.ts';

/** What each pack is called in a file: its name, or "host / pack" where two packs share a name. */
export async function packLabels(db: ReadDb): Promise<Map<string, string>> {
  const packs = await db.selectFrom('pack').innerJoin('host', 'host.id', 'pack.host_id').select(['pack.id', 'pack.name', 'host.name as host']).execute();
  const times = new Map<string, number>();
  for (const { name } of packs) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(packs.map(({ id, name, host }) => [id, times.get(name) === 1 ? name : `${host} / ${name}`]));
}
