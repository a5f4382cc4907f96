import type { HostId, PackId } from '../../../src/contract/ids.ts';
import { DAY_MS, HOUR_MS } from '../../../src/shared/durations.ts';
import { directadminDialect } from '../../connectors/stand-ins/directadmin.ts';
import { type StandIn, startStandIn } from '../../connectors/stand-ins/stand-in.ts';
import { whmDialect } from '../../connectors/stand-ins/whm.ts';
import { smallWorld, type World, type WorldAccount, type WorldTraffic } from '../../connectors/stand-ins/world.ts';
import { fillPeople, PEOPLE } from './ready-workspace.ts';
import type { RunningServer } from './server.ts';
import { test as base } from './test.ts';

/** A panel that answers, and what is so at its host. */
export interface Panel {
  readonly world: World;
  readonly standIn: StandIn;
}

/** At most so many messages an hour: four fifths of them are the reseller's own threshold. */
export const PER_HOUR = 100;
/** What the account of `PEOPLE.english` sent in the hour that goes on. */
export const SENT_NOW = 96;

function account(login: string, domain: string, uid: number, changes: Partial<WorldAccount> = {}): WorldAccount {
  const [first] = smallWorld().accounts;
  if (first === undefined) throw new Error('The world is empty');
  return { ...first, login, domain, uid, otherDomains: [], emails: [`${login}@example.org`], perHour: null, ...changes };
}

function traffic(login: string, domain: string, { at, sent }: { readonly at: number; readonly sent: number }): WorldTraffic {
  return { login, domain, at, sent, delivered: sent, deferred: 0, failed: 0, recipients: sent, bytes: sent * 2_000_000 };
}

/** A host with three accounts: one that sends every day and now more than it may, one that sends a little, and one that sends nothing. */
export function busyWorld(now: number): World {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const { english, french, russian } = PEOPLE;
  const days = Array.from({ length: 20 }, (_, index) => hour - index * DAY_MS);
  return smallWorld({
    now,
    zone: 'UTC',
    accounts: [
      account('smith', english.domain, 1, { perHour: PER_HOUR }),
      account('martin', french.domain, 2, { perHour: PER_HOUR }),
      account('romashka', russian.domain, 3),
    ],
    traffic: [
      ...days.flatMap((day, index) => (index === 0 ? [] : [traffic('smith', english.domain, { at: day, sent: 12 })])),
      traffic('smith', english.domain, { at: hour, sent: SENT_NOW }),
      traffic('martin', french.domain, { at: hour - 2 * HOUR_MS, sent: 7 }),
    ],
    messages: smallWorld().messages.map((message) => ({
      ...message,
      login: 'smith',
      domain: english.domain,
      sentAt: hour - HOUR_MS,
      at: message.at === null ? null : hour - HOUR_MS + 60_000,
    })),
    warnings: [],
  });
}

/** The pack the workspace begins with. */
export async function packOf({ client }: RunningServer): Promise<{ hostId: HostId; packId: PackId }> {
  const pack = (await client.hosts.list({})).flatMap(({ packs }) => packs).find(({ name }) => name === 'Pack A');
  if (pack === undefined) throw new Error('There is no pack');
  return { hostId: pack.hostId, packId: pack.id };
}

/** Connects a pack to its panel, as the screens do, and takes its accounts over. */
async function connect(
  { client }: RunningServer,
  packId: PackId,
  { kind, panel: { world, standIn } }: { kind: 'whm' | 'directadmin'; panel: Panel },
): Promise<void> {
  await client.connections.save({ packId, kind, address: standIn.url, login: world.login, secret: world.secret, pin: standIn.sha256, zone: 'UTC' });
  for await (const _ of await client.connections.probe({ packId }));
  await pull({ client }, packId);
  const { rows } = await client.connections.differences({ packId });
  const choices = rows.map(({ hosted, mark }) => ({ hostedId: hosted.id, mark, choice: 'take' as const }));
  if (choices.length > 0) await client.connections.decide({ choices });
}

/** Reads the panel of a pack now. */
export async function pull({ client }: Pick<RunningServer, 'client'>, packId: PackId): Promise<void> {
  for await (const _ of await client.connections.pull({ packId }));
}

/** With a pack whose panel says what every account sent, and another whose panel counts deliveries and publishes nothing else. */
export const test = base.extend<{ readonly panel: Panel; readonly otherPanel: Panel }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  panel: async ({}, use) => {
    const world = busyWorld(Date.now());
    const standIn = await startStandIn(whmDialect(), world);
    await use({ world, standIn });
    await standIn.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  otherPanel: async ({}, use) => {
    const world = {
      ...busyWorld(Date.now()),
      accounts: [account('other', 'other.example', 9)],
      traffic: [traffic('other', 'other.example', { at: Date.now() - 60_000, sent: 3 })],
      messages: [],
    };
    const standIn = await startStandIn(directadminDialect(), world);
    await use({ world, standIn });
    await standIn.close();
  },
  prepare: async ({ panel, otherPanel }, use) => {
    await use(async (server) => {
      await fillPeople(server);
      await connect(server, (await packOf(server)).packId, { kind: 'whm', panel });
      const other = await server.client.hosts.create({
        presetId: 'neutral',
        name: 'Other Hosting',
        packName: 'Pack B',
        termsUrl: 'https://other-host.example/terms',
      });
      const packId = other.packs[0]?.id;
      if (packId === undefined) throw new Error('The new host has no pack');
      await connect(server, packId, { kind: 'directadmin', panel: otherPanel });
    });
  },
});
