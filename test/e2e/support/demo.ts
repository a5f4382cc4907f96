import type { LogId } from '../../../src/contract/ids.ts';
import { type RunningServer, startServer } from './server.ts';
import { test as base } from './test.ts';

/** The test on demo data: one server a worker, filled once. Such tests look and leave everything as it is. */
export const test = base.extend<object, { readonly demo: RunningServer }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const server = await startServer();
      for await (const _ of await server.client.system.fillDemo({ language: 'en' }));
      await server.client.outbox.pause({});
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  server: ({ demo }, use) => use(demo),
});

/** The locations of every screen that demo data can show. */
export async function everyScreen({ client }: RunningServer): Promise<string[]> {
  const [{ rows }, hosts, versions, usage, alerts, logs, verdicts, cases] = await Promise.all([
    client.clients.list({ limit: 1 }),
    client.hosts.list({}),
    client.policies.list({}),
    client.usage.overview({ span: 'd7', limit: 1 }),
    client.alerts.list({ limit: 1 }),
    client.logs.list({}),
    client.culprits.list({}),
    client.incidents.list({ show: 'all', limit: 3 }),
  ]);
  const [person] = rows;
  const [host] = hosts;
  const [version] = versions;
  if (person === undefined || host === undefined || version === undefined) throw new Error('The demo data show no client, host or version');
  return [
    '/',
    '/welcome',
    '/clients',
    '/clients/new',
    '/clients/import',
    `/clients/${person.id}`,
    `/clients/${person.id}/edit`,
    '/notices',
    '/notices/sent',
    '/notices/replies',
    '/notices/replies/ticks',
    '/notices/proof',
    '/notices/proof/ledger',
    '/notices/proof/told',
    '/notices/proof/gaps',
    '/notices/check',
    '/notices/check/list',
    '/notices/check/advice',
    '/reminders',
    '/reminders/planned',
    '/reminders/rules',
    '/reminders/pauses',
    '/reminders/history',
    '/sending',
    '/sending/returned',
    '/sending/blocked',
    '/sending/mailbox',
    '/incidents',
    '/incidents/new',
    ...cases.rows.map(({ id }) => `/incidents/cases/${id}`),
    ...alerts.rows.map(({ id }) => `/incidents/new/alerts/${id}`),
    '/incidents/causes',
    ...alerts.rows.map(({ id }) => `/incidents/alerts/${id}`),
    ...host.packs.map(({ id }) => `/incidents/packs/${id}`),
    '/incidents/dossiers',
    '/incidents/dossiers/new',
    ...(await client.dossiers.list({})).map(({ id }) => `/incidents/dossiers/${id}`),
    '/incidents/logs',
    ...(await Promise.all(logs.map(({ id }) => placesOfLog(client, id)))).flat(),
    ...verdicts.map(({ id }) => `/incidents/verdicts/${id}`),
    '/hosts',
    '/hosts/new',
    '/hosts/status',
    '/hosts/volume',
    ...usage.rows.map(({ account }) => `/hosts/volume/${account.id}`),
    '/hosts/alerts',
    '/hosts/alerts/settings',
    ...alerts.rows.map(({ id }) => `/hosts/alerts/${id}`),
    '/hosts/blocklists',
    '/hosts/blocklists/lists',
    '/hosts/blocklists/settings',
    '/hosts/differences',
    `/hosts/${host.id}`,
    ...host.packs.flatMap(({ id }) => [`/hosts/${host.id}/packs/${id}`, `/hosts/${host.id}/packs/${id}/volume`]),
    `/hosts/${host.id}/rules`,
    `/hosts/${host.id}/publish`,
    `/hosts/${host.id}/texts`,
    `/hosts/${host.id}/texts/notice/fr/limits`,
    `/hosts/${host.id}/texts/whitelist_application`,
    `/hosts/${host.id}/texts/spike_warning/letter`,
    `/hosts/${host.id}/texts/reminder/publish`,
    `/versions/${version.id}`,
    `/versions/${version.id}/compare/draft`,
    '/settings',
    '/nowhere',
  ];
}

/** A log, and the account in it that sent most. */
async function placesOfLog(client: RunningServer['client'], id: LogId): Promise<string[]> {
  const { rows } = await client.logs.accounts({ id, limit: 1 });
  return [`/incidents/logs/${id}`, ...rows.map(({ account }) => `/incidents/logs/${id}/accounts/${encodeURIComponent(account)}`)];
}
