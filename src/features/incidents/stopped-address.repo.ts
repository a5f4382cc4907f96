import type { ReadDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';
import type { Case } from './view.ts';

/** What stops the mailboxes of an account too; where only its outgoing mail is stopped, mail still comes in. */
const DOWN: readonly string[] = ['suspended', 'locked', 'pack_suspended'];

/** Whether an address lies on an account that the host stopped with all it holds: what is written there may not arrive, and cannot be answered from there. */
export async function isAtStopped(db: ReadDb, { stored: { packId, subject }, concerned }: Case, to: string): Promise<boolean> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('missing_since', 'is', null)
    .where('domain', 'in', among(domainsOver(to)))
    .select(['id', 'state'])
    .execute();
  const whole = subject.kind === 'suspension' && subject.stopped === 'hosting';
  const meant = (id: number): boolean => whole && (subject.scope === 'pack' || concerned.some(({ hostedId, role }) => hostedId === id && role !== 'innocent'));
  return rows.some(({ id, state }) => DOWN.includes(state) || meant(id));
}

/** The domain of an address and those above it, but for the last label. */
function domainsOver(address: string): string[] {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
