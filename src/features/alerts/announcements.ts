import type { z } from 'zod';
import type { Announcement } from '../../contract/alerts.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { AnnouncementId, HostedId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { endAnnouncement, findAnnouncement, hasHosted, insertAnnouncement, listAnnouncements } from './announcements.repo.ts';

type AlertHandlers = Handlers<Contract['alerts']>;
type Stored = NonNullable<Awaited<ReturnType<typeof findAnnouncement>>>;

/** Longer than this is a habit, and no mailing. */
const LONGEST = 92 * DAY_MS;

function announcementOf(row: Stored): z.input<typeof Announcement> {
  return {
    id: AnnouncementId.parse(row.id),
    hostedId: HostedId.parse(row.hosted_id),
    name: row.domain || row.login,
    from: toIso(row.from_at),
    to: toIso(row.to_at),
    messages: row.messages,
    note: row.note,
    author: row.author,
    madeAt: toIso(row.made_at),
    endedAt: row.ended_at === null ? null : toIso(row.ended_at),
  };
}

/** What clients told of beforehand. */
export async function announcements(core: Core, query: { readonly hostedId?: number | undefined; readonly ended: boolean }) {
  const rows = await listAnnouncements(core.db.read, { ...query, now: core.clock.now() });
  return rows.map(announcementOf);
}

/** Throws `hosted_not_found`, and `announcement_span_invalid` for one that ends before it begins, lasts for more than 92 days or is over. */
export async function announce(core: Core, input: Parameters<AlertHandlers['announce']>[0]): ReturnType<AlertHandlers['announce']> {
  const now = core.clock.now();
  const span = { from: Date.parse(input.from), to: Date.parse(input.to) };
  if (span.to <= span.from || span.to - span.from > LONGEST || span.to <= now - DAY_MS) throw fail('announcement_span_invalid', {});
  const id = core.ids.next();
  await core.db.write(async (tx) => {
    if (!(await hasHosted(tx, input.hostedId))) throw fail('hosted_not_found', {});
    await insertAnnouncement(tx, {
      id,
      hosted_id: input.hostedId,
      from_at: span.from,
      to_at: span.to,
      messages: input.messages,
      note: input.note,
      author: await readAuthor(core, tx),
      made_at: now,
      ended_at: null,
    });
  });
  core.changed('alerts');
  return await existing(core, id);
}

/** Throws `announcement_not_found`. */
export async function endEarly(core: Core, id: string): ReturnType<AlertHandlers['endAnnouncement']> {
  await core.db.write((tx) => endAnnouncement(tx, id, core.clock.now()));
  core.changed('alerts');
  return await existing(core, id);
}

async function existing(core: Core, id: string) {
  const row = await findAnnouncement(core.db.read, id);
  if (row === undefined) throw fail('announcement_not_found', {});
  return announcementOf(row);
}
