import { httpClient } from '../../src/adapters/http.ts';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { type DoorOptions, panelDoor } from '../../src/connectors/access.ts';
import type { Connector, ConnectorKind, PanelMessage, PanelUsage, PanelWarning } from '../../src/connectors/connector.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { windowOf } from './stand-ins/published.ts';
import { type Dialect, type StandIn, startStandIn } from './stand-ins/stand-in.ts';
import { smallWorld, TODAY, type World } from './stand-ins/world.ts';

/** Everything that may be asked of a connector. */
export const READINGS = ['probe', 'accounts', 'usage', 'messages', 'warnings'] as const;
export type Reading = (typeof READINGS)[number];

const OPTIONS: DoorOptions = { timeoutMs: 5000, maxBytes: 2 * 1024 * 1024 };

/** A connector on the real network stack, at a stand-in of its panel. */
export interface Stage {
  readonly world: World;
  readonly standIn: StandIn;
  readonly connector: Connector;
  readonly connect: (changes?: { readonly secret?: string; readonly timeoutMs?: number }) => Connector;
}

/** Starts the stand-in and connects to it. */
export async function stage(panel: { readonly kind: ConnectorKind; readonly dialect: () => Dialect }, world: World = smallWorld()): Promise<Stage> {
  const standIn = await startStandIn(panel.dialect(), world);
  const door = panelDoor({ http: httpClient(), codec: nodeTextCodec, clock: new FakeClock(world.now) }, OPTIONS);
  const patient = (timeoutMs: number) => panelDoor({ http: httpClient(), codec: nodeTextCodec, clock: new FakeClock(world.now) }, { ...OPTIONS, timeoutMs });
  const connect: Stage['connect'] = ({ secret = world.secret, timeoutMs } = {}) =>
    panel.kind.connect(
      (timeoutMs === undefined ? door : patient(timeoutMs)).open({ base: standIn.url, login: world.login, secret, pin: standIn.sha256, zone: world.zone }),
    );
  return { world, standIn, connector: connect(), connect };
}

/** Every row of every page. */
export async function all<T>(pages: AsyncGenerator<readonly T[], void, void>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** What the panel says was sent yesterday, or today so far where it has nothing else. */
export function usageOf({ usage }: Connector, world: World, signal?: AbortSignal): Promise<PanelUsage[]> {
  if (usage === null) return Promise.resolve([]);
  const { from, to, day } = windowOf(usage.kind, world);
  if (usage.kind === 'windows') return all(usage.read({ from, to }, signal));
  if (usage.kind === 'days') return all(usage.read(day, signal));
  return all(
    usage.read(
      world.accounts.map(({ login }) => login),
      signal,
    ),
  );
}

/** Tries to deliver of yesterday; without outcomes, every one. */
export function messagesOf({ messages }: Connector, outcomes: readonly PanelMessage['outcome'][] = []): Promise<PanelMessage[]> {
  return messages === null ? Promise.resolve([]) : all(messages({ login: null, window: { from: TODAY - DAY_MS, to: TODAY }, outcomes }, undefined));
}

/** Every warning. */
export function warningsOf({ warnings }: Connector): Promise<PanelWarning[]> {
  return warnings === null ? Promise.resolve([]) : all(warnings(undefined));
}

/** Asks one thing, to its end. */
export async function reading(what: Reading, connector: Connector, world: World): Promise<unknown> {
  if (what === 'probe') return await connector.probe(undefined);
  if (what === 'accounts') return await all(connector.accounts(undefined));
  if (what === 'usage') return await usageOf(connector, world);
  return what === 'messages' ? await messagesOf(connector) : await warningsOf(connector);
}
