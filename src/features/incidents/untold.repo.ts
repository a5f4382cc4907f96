import { Transport } from '../../contract/outbox.ts';
import { InnocentDoubt } from '../../contract/repermission.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { hasLeft, stateByMessage } from './reached.rules.ts';
import type { Case } from './view.ts';

/** Clients with an account in the pack that is not closed. */
export async function clientsOfPack(db: ReadDb, packId: string): Promise<string[]> {
  const rows = await db.selectFrom('account').where('pack_id', '=', packId).where('status', '<>', 'closed').select('client_id').distinct().execute();
  return rows.map(({ client_id }) => client_id);
}

/** Those the case names as not involved; where it names nobody, everybody else in the pack of whom nothing tells against it. Who was told is left out. */
export async function untoldOf(core: Core, db: ReadDb, { stored, concerned }: Case): Promise<string[]> {
  const idsOf = (innocent: boolean): string[] => concerned.flatMap(({ role, clientId }) => ((role === 'innocent') === innocent ? (clientId ?? []) : []));
  const [suspects, named, doubts] = [idsOf(false), idsOf(true), await doubtsIn(db, stored)];
  const wanted = new Set(named.length > 0 ? named : await clientsOfPack(db, stored.packId));
  const told = await db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('incident_id', '=', stored.id)
    .where('letter.kind', '=', 'innocent_notice')
    .where('outbox.state', '=', 'sent')
    .select(['letter.client_id', 'outbox.transport'])
    .execute();
  const { transport } = await readSettings(core, db);
  const reached = told.filter(({ transport: by }) => hasLeft(stateByMessage('sent', Transport.parse(by)), transport)).map(({ client_id }) => client_id);
  return [...wanted].filter((id) => !suspects.includes(id) && !doubts.has(id) && !reached.includes(id));
}

/** What a host did to an account by what it did itself; a stopped pack says nothing of one account in it. */
const STOPPED = ['suspended', 'locked', 'mail_suspended'] as const;
/** Alerts that speak of what an account sends. */
const OF_SENDING = ['near_limit', 'spike', 'failures', 'state', 'warned'] as const;

/** What tells against it that clients of a pack have nothing to do with a case, by client. */
export async function doubtsIn(db: ReadDb, { id, packId }: { readonly id: string; readonly packId: string }): Promise<Map<string, InnocentDoubt[]>> {
  const hosted = db
    .selectFrom('hosted_account')
    .innerJoin('account', 'account.id', 'hosted_account.account_id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.missing_since', 'is', null);
  const alerts = hosted.innerJoin('alert', 'alert.hosted_id', 'hosted_account.id').where('alert.closed_at', 'is', null);
  const rows: Readonly<Record<InnocentDoubt, readonly { readonly clientId: string | null }[]>> = {
    suspended: [
      ...(await hosted.where('hosted_account.state', 'in', STOPPED).select('account.client_id as clientId').execute()),
      ...(await db.selectFrom('account').where('pack_id', '=', packId).where('status', '=', 'suspended').select('client_id as clientId').execute()),
    ],
    mail_held: await hosted.where('hosted_account.state', '=', 'mail_held').select('account.client_id as clientId').execute(),
    alert: await alerts.where('alert.kind', 'in', OF_SENDING).select('account.client_id as clientId').execute(),
    other_case: await suspectedElsewhere(db, id),
  };
  const doubts = new Map<string, InnocentDoubt[]>();
  for (const doubt of InnocentDoubt.options) {
    for (const clientId of new Set(rows[doubt].map((row) => row.clientId ?? ''))) doubts.set(clientId, [...(doubts.get(clientId) ?? []), doubt]);
  }
  return doubts;
}

async function suspectedElsewhere(db: ReadDb, incidentId: string) {
  return await db
    .selectFrom('incident_concerned')
    .innerJoin('incident', 'incident.id', 'incident_concerned.incident_id')
    .leftJoin('hosted_account', 'hosted_account.id', 'incident_concerned.hosted_id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .where('incident.id', '<>', incidentId)
    .where('incident.closed_at', 'is', null)
    .where('incident.kind', '<>', 'recipient')
    .where('incident_concerned.role', '<>', 'innocent')
    .select((eb) => eb.fn.coalesce('account.client_id', 'incident_concerned.client_id').as('clientId'))
    .execute();
}
