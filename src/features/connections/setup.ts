import type { z } from 'zod';
import { panelBase } from '../../connectors/registry.ts';
import type { Certificate, ConnectionInput } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import { toIso } from '../../shared/dates.ts';
import { singleLine } from '../../shared/text.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Core } from '../core.ts';
import { endRefusal } from '../statuses/index.ts';
import { keepZone } from '../usage/index.ts';
import { findConnection, forgetConnection, hasPack, keepConnection } from './connection.repo.ts';
import { judgeApart } from './judge-apart.ts';
import { type Desk, requireConnection, secretName, unconnected } from './panels.ts';

type Input = z.output<typeof ConnectionInput>;

/** A certificate comes with the first packets or not at all. */
const HANDSHAKE_MS = 20_000;

function baseOf({ kinds }: Desk, { kind, address }: Pick<Input, 'kind' | 'address'>): string {
  const base = panelBase(address, kinds[kind].form.defaultPort);
  if (base === null) throw fail('panel_address_invalid', {});
  return base;
}

/** The certificate a server shows; nothing else is asked of it. Throws `panel_address_invalid`, and what shaking hands throws. */
export async function showCertificate(
  desk: Desk,
  input: Pick<Input, 'kind' | 'address'>,
  signal: AbortSignal | undefined,
): Promise<z.input<typeof Certificate>> {
  const { validFrom, validTo, names, ...shown } = await desk.core.http.certificate(baseOf(desk, input), HANDSHAKE_MS, signal);
  return { ...shown, names: [...names], validFrom: toIso(validFrom), validTo: toIso(validTo) };
}

/**
 * Keeps how to connect; whoever asks the panel as it was set before gives up. Nothing is tried. Throws `pack_not_found`, `panel_address_invalid`,
 * `time_zone_unknown`, `panel_secret_missing`, `secret_store_unavailable`.
 */
export async function saveConnection(desk: Desk, input: Input): Promise<void> {
  const { core } = desk;
  const { packId, kind, pin, zone } = input;
  const secret = pasted(desk, input);
  const login = singleLine(input.login);
  const address = baseOf(desk, input);
  if (!(await hasPack(core.db.read, packId))) throw fail('pack_not_found', {});
  if (zone !== null && !isTimeZone(zone)) throw fail('time_zone_unknown', { zone });
  const reader = unconnected(desk.kinds[kind]).usage;
  // Nobody asks between the one and the other: the server as it was set before is never shown the secret of the next.
  const turn = await desk.turns.hold(packId);
  try {
    if (secret === undefined) await requireSecret(desk, input);
    await withSecret(core, { name: secretName(packId), secret }, () =>
      core.db.write(async (tx) => {
        const kept = await keepZone(core, tx, { packId, zone, reader });
        await keepConnection(tx, { packId, kind, address, login, pin, zone: kept }, core.clock.now());
      }),
    );
  } finally {
    turn.release();
  }
  await judgeApart(core, packId);
  core.changed('connections', 'alerts', 'usage');
}

/** Stores a secret before what belongs to it is written; where that fails, the one before is in force again. */
async function withSecret(
  { secrets }: Core,
  { name, secret }: { readonly name: string; readonly secret: string | undefined },
  write: () => Promise<void>,
): Promise<void> {
  if (secret === undefined) return await write();
  const before = await secrets.get(name);
  await secrets.set(name, secret);
  try {
    await write();
  } catch (error) {
    await (before === null ? secrets.clear(name) : secrets.set(name, before));
    throw error;
  }
}

/** A token comes with a line end or a space now and then; a password may be meant so. */
function pasted({ kinds }: Desk, { kind, secret }: Input): string | undefined {
  if (secret === undefined || kinds[kind].form.secret === 'password') return secret;
  const bare = secret.trim();
  if (bare === '') throw fail('panel_secret_missing', {});
  return bare;
}

/** A secret is of one panel: another panel, or another server, is never shown the one that is stored. */
async function requireSecret(desk: Desk, { packId, kind, address }: Input): Promise<void> {
  const { core } = desk;
  const before = await findConnection(core.db.read, packId);
  const elsewhere = before !== undefined && (before.kind !== kind || hostOf(before.address) !== hostOf(baseOf(desk, { kind, address })));
  if (elsewhere || (await core.secrets.get(secretName(packId))) === null) throw fail('panel_secret_missing', {});
}

/** The server of a base address, whatever its port. */
function hostOf(base: string): string {
  return base.replace(/:\d+$/, '');
}

/** Forgets the connection and its secret; what was read stays. Throws `pack_not_found`, `connection_not_found`, `secret_store_unavailable`. */
export async function removeConnection(desk: Desk, packId: string): Promise<void> {
  const { core } = desk;
  const turn = await desk.turns.hold(packId);
  try {
    await requireConnection(core, packId);
    await core.secrets.clear(secretName(packId));
    await core.db.write((tx) => forgetConnection(tx, packId));
  } finally {
    turn.release();
  }
  await judgeApart(core, packId, (tx, at) => endRefusal(tx, packId, at));
  core.changed('connections', 'alerts', 'statuses');
}
