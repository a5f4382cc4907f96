import type { Selectable } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { AnnouncementTable } from '../../db/schema-hosted.ts';

export type StoredAnnouncement = Selectable<AnnouncementTable>;

/** Announcements of the accounts of a pack that reach beyond an instant. */
export async function announcedSince(db: ReadDb, packId: string, from: number): Promise<StoredAnnouncement[]> {
  return await db
    .selectFrom('announcement')
    .innerJoin('hosted_account', 'hosted_account.id', 'announcement.hosted_id')
    .where('hosted_account.pack_id', '=', packId)
    .where('announcement.to_at', '>', from)
    .selectAll('announcement')
    .execute();
}

/** Announcements with the names of their accounts, newest first; those that are over only when asked for. */
export async function listAnnouncements(
  db: ReadDb,
  { hostedId, ended, now }: { readonly hostedId?: number | undefined; readonly ended: boolean; readonly now: number },
) {
  return await db
    .selectFrom('announcement')
    .innerJoin('hosted_account', 'hosted_account.id', 'announcement.hosted_id')
    .$if(hostedId !== undefined, (each) => each.where('announcement.hosted_id', '=', hostedId ?? 0))
    .$if(!ended, (each) => each.where('announcement.ended_at', 'is', null).where('announcement.to_at', '>', now))
    .selectAll('announcement')
    .select(['hosted_account.domain', 'hosted_account.login'])
    .orderBy('announcement.from_at', 'desc')
    .orderBy('announcement.id', 'desc')
    .execute();
}

export async function insertAnnouncement(tx: WriteDb, row: StoredAnnouncement): Promise<void> {
  await tx.insertInto('announcement').values(row).execute();
}

export async function findAnnouncement(db: ReadDb, id: string) {
  return await db
    .selectFrom('announcement')
    .innerJoin('hosted_account', 'hosted_account.id', 'announcement.hosted_id')
    .where('announcement.id', '=', id)
    .selectAll('announcement')
    .select(['hosted_account.domain', 'hosted_account.login'])
    .executeTakeFirst();
}

/** From `at` on its windows are like any others. One that is over already stays as it is. */
export async function endAnnouncement(tx: WriteDb, id: string, at: number): Promise<void> {
  await tx.updateTable('announcement').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).execute();
}

/** Whether there is such an account at a host. */
export async function hasHosted(db: ReadDb, id: number): Promise<boolean> {
  return (await db.selectFrom('hosted_account').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
