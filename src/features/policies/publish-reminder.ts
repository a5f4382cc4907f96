import { VersionId } from '../../contract/ids.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { draftOf, orderOf } from './draft.ts';
import { gapsOf } from './gaps.rules.ts';
import { type NewVersion, newestVersionId, nextNumber } from './versions.repo.ts';
import { hashed, writeDown } from './write-down.ts';

const KIND = 'reminder';

/**
 * Publishes the generated reminder of a host beside its notice, so that reminders say the same rules from the first day on. Left alone is one
 * the reseller worded himself, one that says what its newest version says, and one that cannot be published as it is: the notice goes its way.
 */
export async function publishReminderWith(core: Core, tx: WriteDb, notice: NewVersion): Promise<void> {
  const text = { hostId: notice.hostId, kind: KIND } as const;
  const order = await orderOf(tx, text);
  if (order.edits.some(({ wording }) => wording !== null)) return;
  const drafted = draftOf(core, order);
  const content = hashed(core, drafted.texts);
  if (gapsOf({ kind: KIND, ...drafted }).length > 0 || (await says(tx, text, content.sha256))) return;
  const number = await nextNumber(tx, notice.hostId, KIND);
  const { effectiveOn, author, publishedAt, changelog } = notice;
  const about = { ...text, number, effectiveOn, author, publishedAt, changelog, material: notice.material || number === 1, basis: order.basis };
  await writeDown(core, tx, { version: { id: VersionId.parse(core.ids.next()), ...about, ...content }, hostName: order.host.name });
}

/** Whether the newest version has that hash. */
async function says(tx: WriteDb, text: Parameters<typeof newestVersionId>[1], sha256: string): Promise<boolean> {
  const newest = await newestVersionId(tx, text);
  if (newest === null) return false;
  const stored = await tx.selectFrom('policy_version').select('sha256').where('id', '=', newest).executeTakeFirst();
  return stored?.sha256 === sha256;
}
