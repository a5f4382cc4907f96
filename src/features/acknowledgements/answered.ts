import type { ParsedMail } from '../../ports/mailer.ts';
import type { Core } from '../core.ts';
import { type AnsweredNotice, bodyOf, type Reading } from './reading.rules.ts';
import { reminderAfter, repeatedBy } from './repeated.repo.ts';
import { emlOf, findByMessageId, findByToken, findNotice, type SentNotice } from './replies.repo.ts';

/** Message-IDs of a thread that are looked for. */
const THREAD_LENGTH = 50;

/**
 * What a mail answers: by the token in the writer's own words, then by the thread, then by any token that is quoted. A reminder repeats the
 * token of a notice: which of the two is meant the thread says, or else the one that came last.
 */
export async function answeredNotice(core: Core, { tokens, answers }: Reading, { dateMs }: Pick<ParsedMail, 'dateMs'>): Promise<SentNotice | null> {
  const db = core.db.read;
  const thread = answers.slice(0, THREAD_LENGTH);
  const byToken = (token: string) => async () => {
    const named = await findByToken(db, token);
    return named === undefined ? undefined : ((await sameThread(core, named, thread)) ?? (await reminderAfter(db, named, dateMs ?? core.clock.now())) ?? named);
  };
  const ways = [...tokens.own.map(byToken), ...thread.map((id) => () => findByMessageId(db, id)), ...[...tokens.subject, ...tokens.quoted].map(byToken)];
  for (const way of ways) {
    const found = await way();
    if (found !== undefined) return found;
  }
  return null;
}

/** The message of a thread that has the very token of a notice: itself, or a reminder that repeats it. */
async function sameThread(core: Core, named: SentNotice, thread: readonly string[]): Promise<SentNotice | undefined> {
  const db = core.db.read;
  for (const id of thread) {
    const found = await findByMessageId(db, id);
    if (found?.id === named.id) return found;
    if (found !== undefined && (await repeatedBy(db, found))?.id === named.id) return found;
  }
  return undefined;
}

/** The text of a notice as it was sent, in both its forms; of a reminder, that of the notice whose token it repeats beside its own. */
export async function noticeTextOf(core: Core, noticeId: string): Promise<string> {
  const notice = await findNotice(core.db.read, noticeId);
  const repeated = await repeatedBy(core.db.read, notice);
  const texts = [];
  for (const { outbox_id } of repeated === undefined ? [notice] : [notice, repeated]) {
    const sent = await core.mail.read(await emlOf(core.db.read, outbox_id));
    texts.push(sent.text, bodyOf({ text: '', html: sent.html }));
  }
  return texts.join('\n');
}

/** What a mail is judged by. */
export async function answered(core: Core, notice: SentNotice): Promise<AnsweredNotice> {
  const text = await noticeTextOf(core, notice.id);
  const token = notice.token ?? (await repeatedBy(core.db.read, notice))?.token ?? null;
  return { token, withdrawn: notice.withdrawn_at !== null, practice: notice.transport === 'practice', text };
}
