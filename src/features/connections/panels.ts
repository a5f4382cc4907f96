import type { Connector, ConnectorKind, PanelCall } from '../../connectors/connector.ts';
import { discreet, type PanelDoor, panelDoor, wordsCutter } from '../../connectors/registry.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb } from '../../db/db.ts';
import type { PanelKind } from '../../shared/panels.ts';
import type { Core } from '../core.ts';
import type { OpenPanel } from '../hooks.ts';
import { findConnection, hasPack, type StoredConnection } from './connection.repo.ts';
import { PackTurns } from './turns.ts';

export type Kinds = Readonly<Record<PanelKind, ConnectorKind>>;

/** What everything about connections works with. */
export interface Desk {
  readonly core: Core;
  readonly kinds: Kinds;
  readonly door: PanelDoor;
  readonly turns: PackTurns;
  /** Windows of figures that could not be read the last time, by pack. */
  readonly heavy: Map<string, ReadonlySet<string>>;
}

export function openDesk(core: Core, kinds: Kinds): Desk {
  return { core, kinds, door: panelDoor(core), turns: new PackTurns(), heavy: new Map() };
}

/** Name of the secret in the store of the shell, of the systemd credential, and, in capitals and with `_` for `-`, in the environment. */
export function secretName(packId: string): string {
  return `panel_${packId}`;
}

/** Names of the secrets that the connections go by that are read by themselves. */
export async function panelSecrets(db: ReadDb): Promise<string[]> {
  const rows = await db.selectFrom('connection').where('paused', '=', 0).orderBy('pack_id').select('pack_id').execute();
  return rows.map(({ pack_id }) => secretName(pack_id));
}

/** IANA zone of a panel's days. */
export function zoneOf(core: Core, { zone }: Pick<StoredConnection, 'zone'>): string {
  return zone ?? core.clock.timeZone();
}

/** The connection of a pack. Throws `pack_not_found`, `connection_not_found`. */
export async function requireConnection({ db }: Core, packId: string): Promise<StoredConnection> {
  const stored = await findConnection(db.read, packId);
  if (stored !== undefined) return stored;
  throw (await hasPack(db.read, packId)) ? fail('connection_not_found', {}) : fail('pack_not_found', {});
}

/**
 * A panel ready to be asked. Nothing is sent yet. Every call ends with `signal`, that of the turn: whoever hands on another one, or none, asks no longer than
 * the turn lasts. Throws `panel_secret_missing`, `secret_store_unavailable`.
 */
export async function openPanel({ core, kinds, door }: Desk, stored: StoredConnection, signal: AbortSignal): Promise<OpenPanel> {
  const secret = await core.secrets.get(secretName(stored.packId));
  if (secret === null) throw fail('panel_secret_missing', {});
  const zone = zoneOf(core, stored);
  const opened = door.open({ base: stored.address, login: stored.login, secret, pin: stored.pin, zone });
  const access = { ...opened, call: (call: PanelCall) => opened.call({ ...call, signal }) };
  const cut = wordsCutter({ login: stored.login, secret, base64: access.base64 });
  return { connector: discreet(kinds[stored.kind].connect(access), cut), zone };
}

/** A connector that can be asked what its panel publishes as such, and nothing else. */
export function unconnected(kind: ConnectorKind): Connector {
  return kind.connect({
    login: '',
    secret: '',
    zone: 'UTC',
    now: () => 0,
    base64: () => '',
    call: () => Promise.reject(new Error('A panel that nobody is connected to was asked')),
  });
}
