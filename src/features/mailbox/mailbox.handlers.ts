import { sql } from 'kysely';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { toIso } from '../../shared/dates.ts';
import { fold, safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';

/** What list rows say of a message; messages never change, so it is read from each at most once while the core runs. */
interface Glance {
  readonly from: ParsedMail['from'];
  readonly to: ParsedMail['to'];
  readonly attachments: number;
}

const KEPT_GLANCES = 2000;

/** The functions of `contract.mailbox`. */
export function mailboxHandlers(core: Core): Handlers<Contract['mailbox']> {
  const glances = new Map<string, Glance>();
  const glance = async (id: string): Promise<Glance> => {
    const known = glances.get(id);
    if (known !== undefined) return known;
    const { from, to, attachments } = await openMessage(core, id);
    const seen = { from, to, attachments: attachments.length };
    if (glances.size >= KEPT_GLANCES) glances.clear();
    glances.set(id, seen);
    return seen;
  };
  return {
    list: async (query) => {
      const { total, unread, rows } = await listPractice(core, query);
      const shown = [];
      for (const row of rows) {
        shown.push({ id: row.id, ...(await glance(row.id)), subject: row.subject, receivedAt: toIso(row.received_at), read: row.read_at !== null });
      }
      return { total, unread, rows: shown };
    },
    get: async ({ id }) => {
      const mail = await openMessage(core, id);
      const receivedAt = await markRead(core, id);
      const { from, to, subject, messageId, text, html } = mail;
      const attachments = mail.attachments.map(({ name, mime, bytes }, index) => ({ index, name, mime, sizeBytes: bytes.length }));
      return { id, from, to, subject, receivedAt: toIso(receivedAt), messageId, headers: [...mail.headers], text, html, attachments };
    },
    attachment: async ({ id, index }) => {
      const attachment = (await openMessage(core, id)).attachments[index];
      if (attachment === undefined) throw fail('message_not_found', {});
      const { ref } = await core.files.put(safeFileName(attachment.name), attachment.mime, attachment.bytes);
      return { fileRef: ref };
    },
  };
}

async function listPractice(core: Core, query: { readonly search: string; readonly offset: number; readonly limit: number }) {
  const all = core.db.read.selectFrom('practice_message').innerJoin('outbox', 'outbox.id', 'practice_message.outbox_id');
  const wanted = all.$if(query.search !== '', (each) => each.where(sql<boolean>`instr(outbox.search_key, ${fold(query.search)}) > 0`));
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { unread } = await all
    .where('practice_message.read_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .executeTakeFirstOrThrow();
  const rows = await wanted
    .select(['outbox.id', 'outbox.subject', 'practice_message.received_at', 'practice_message.read_at'])
    .orderBy('practice_message.received_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { total, unread, rows };
}

/** The message as its recipient would have got it, read from the very bytes that were handed over. */
async function openMessage(core: Core, id: string): Promise<ParsedMail> {
  const row = await core.db.read
    .selectFrom('practice_message')
    .innerJoin('outbox_content', 'outbox_content.outbox_id', 'practice_message.outbox_id')
    .select('eml')
    .where('practice_message.outbox_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw fail('message_not_found', {});
  return await core.mail.read(row.eml);
}

/** Returns when the message was received. */
async function markRead(core: Core, id: string): Promise<number> {
  const row = await core.db.read.selectFrom('practice_message').selectAll().where('outbox_id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('message_not_found', {});
  if (row.read_at === null) {
    await core.db.write((tx) => tx.updateTable('practice_message').set({ read_at: core.clock.now() }).where('outbox_id', '=', id).execute());
    core.changed('mailbox');
  }
  return row.received_at;
}
