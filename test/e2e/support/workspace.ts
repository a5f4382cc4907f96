import type { RunningServer } from './server.ts';

/** A host with one pack, by the neutral rules: what an import needs. Answers the pack. */
export async function addHost(server: RunningServer): Promise<string> {
  const host = await server.client.hosts.create({ name: 'Northhost', presetId: 'neutral', packName: 'Reseller 50' });
  return host.packs[0]?.id ?? '';
}

/** How many clients and imports the data folder holds. */
export async function holdings({ client }: RunningServer): Promise<{ clients: number; imports: number }> {
  const [list, batches] = await Promise.all([client.clients.list({ limit: 1 }), client.imports.batches({})]);
  return { clients: list.total, imports: batches.length };
}
