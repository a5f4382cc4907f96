import { fail } from '../../contract/fail.ts';
import type { Call, Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { isSenderComplete } from '../settings/index.ts';
import { blockOf, compose, type Desk, isReady, type Letter, mailOf, newToken, openDesk } from './compose.ts';
import { secondsFor } from './duration.rules.ts';
import { type Enqueue, type Envelope, insertNotice } from './notices.repo.ts';
import { loadRecipients, type Recipient } from './recipients.repo.ts';

/** Letters rendered side by side and written in one transaction. */
const CHUNK = 16;

type Issue = Handlers<Contract['notices']>['issue'];
type Step = ReturnType<Issue> extends AsyncGenerator<infer Yielded> ? Yielded : never;
type Blocked = Extract<Step, { kind: 'done' }>['result']['blocked'][number];

/**
 * Composes and queues the notices asked for. Each chunk is one transaction of whole clients: whoever stops it finds every client
 * either queued or still due. Throws `sender_not_set`, `policy_not_published`, `client_not_found`.
 */
export async function* issueNotices(core: Core, enqueue: Enqueue, { input, signal }: { input: Parameters<Issue>[0] } & Call): ReturnType<Issue> {
  const desk = await openDesk(core);
  if (!isSenderComplete(desk.sender)) throw fail('sender_not_set', {});
  const { recipients, toldBefore } = await findDue(core, 'clientIds' in input ? [...new Set(input.clientIds)] : undefined);
  const blocked: Blocked[] = [];
  const hosts: Recipient['host'][] = [];
  let issued = 0;
  let alreadyIssued = toldBefore;
  let done = 0;
  while (done < recipients.length) {
    yield { kind: 'progress', phase: 'composing', done, total: recipients.length };
    signal?.throwIfAborted();
    const chunk = recipients.slice(done, done + CHUNK);
    done += chunk.length;
    const letters = await composeChunk(desk, chunk);
    const ready = letters.filter(isReady);
    for (const letter of letters) if (!isReady(letter)) blocked.push(blockedRow(letter));
    const envelopes = await Promise.all(ready.map((letter) => seal(desk, letter)));
    signal?.throwIfAborted();
    const { written, changed } = await writeChunk(desk, envelopes, enqueue);
    issued += written.length;
    alreadyIssued += envelopes.length - written.length - changed.length;
    // Composed anew, as they are now.
    recipients.push(...changed);
    hosts.push(...written.map(({ letter }) => letter.recipient.host));
    if (written.length > 0) core.changed('notices', 'outbox', 'clients', 'evidence');
    await core.clock.yield();
  }
  yield { kind: 'progress', phase: 'composing', done: recipients.length, total: recipients.length };
  yield { kind: 'done', result: { issued, alreadyIssued, blocked, secondsToSend: secondsToSend(desk, hosts) } };
}

/** Who is due among the clients asked for (or among all), and how many of those asked for were told before. */
async function findDue({ db: { read: db }, clock }: Core, clientIds: readonly string[] | undefined): Promise<{ recipients: Recipient[]; toldBefore: number }> {
  const now = clock.now();
  if (clientIds === undefined) {
    const recipients = await loadRecipients(db, { dueOnly: true, now });
    if (recipients.length === 0) await requirePolicy(db);
    return { recipients, toldBefore: 0 };
  }
  const found = await db.selectFrom('client').select('id').where('id', 'in', clientIds).execute();
  if (found.length < clientIds.length) throw fail('client_not_found', {});
  const concerned = (await loadRecipients(db, { clientIds, dueOnly: false, now })).filter((recipient) => recipient.versionId !== null);
  if (concerned.length === 0) throw fail('policy_not_published', {});
  const recipients = concerned
    .map((recipient) => ({ ...recipient, accounts: recipient.accounts.filter((account) => account.told === 'due') }))
    .filter((recipient) => recipient.accounts.length > 0);
  return { recipients, toldBefore: concerned.length - recipients.length };
}

async function requirePolicy(db: ReadDb): Promise<void> {
  const published = await db.selectFrom('policy_version').where('kind', '=', 'notice').select('id').limit(1).executeTakeFirst();
  if (published === undefined) throw fail('policy_not_published', {});
}

async function composeChunk(desk: Desk, recipients: readonly Recipient[]): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const recipient of recipients) {
    if (recipient.versionId !== null) {
      letters.push(compose(desk, { recipient, version: await desk.version(recipient.versionId), token: newToken(desk.core) }));
    }
  }
  return letters;
}

function blockedRow({ recipient, missing }: Letter): Blocked {
  return { clientId: recipient.client.id, clientName: recipient.client.name, missing: [...missing], ...blockOf(recipient) };
}

/** A letter with its PDF, and its mail as it will leave. Throws `notice_blocked` when something is missing. */
export async function seal(desk: Desk, letter: Letter): Promise<Envelope> {
  const pdf = await desk.core.pdf.render(letter.pdf);
  const mail = mailOf(desk, letter, pdf);
  return { letter, pdf, mail, eml: await desk.core.mail.write(mail) };
}

/**
 * Writes the letters that say what is still so. Of the others, who is due all the same comes back as he is now, and so does who drew a token
 * that is taken; the rest were told or closed meanwhile.
 */
async function writeChunk(desk: Desk, envelopes: readonly Envelope[], enqueue: Enqueue): Promise<{ written: Envelope[]; changed: Recipient[] }> {
  if (envelopes.length === 0) return { written: [], changed: [] };
  return desk.core.db.write(async (tx) => {
    const clientIds = envelopes.map(({ letter }) => letter.recipient.client.id);
    const fresh = new Map(
      (await loadRecipients(tx, { clientIds, dueOnly: true, now: desk.core.clock.now() })).map((recipient) => [placeOf(recipient), recipient]),
    );
    const taken = await takenTokens(tx, envelopes);
    const written: Envelope[] = [];
    const changed: Recipient[] = [];
    for (const envelope of envelopes) {
      const before = envelope.letter.recipient;
      const now = fresh.get(placeOf(before));
      if (now === undefined) continue;
      const { token } = envelope.letter;
      if (JSON.stringify(now) === JSON.stringify(before) && !taken.has(token)) written.push(envelope);
      else changed.push(now);
      taken.add(token);
    }
    for (const envelope of written) await insertNotice({ tx, desk, enqueue }, envelope);
    return { written, changed };
  });
}

/** Tokens of these letters that another message has already. */
export async function takenTokens(tx: WriteDb, envelopes: readonly Envelope[]): Promise<Set<string>> {
  const tokens = envelopes.map(({ letter }) => letter.token);
  const rows = await tx.selectFrom('notice').select('token').where('token', 'in', tokens).execute();
  return new Set(rows.flatMap(({ token }) => (token === null ? [] : [token])));
}

function placeOf({ client, host }: Recipient): string {
  return `${client.id} ${host.id}`;
}

/** Seconds until the last message can leave: by the reseller's own pace for all, and by each host's limits for its own. */
function secondsToSend({ ownPace }: Desk, hosts: readonly Recipient['host'][]): number {
  const own = secondsFor(hosts.length, [{ ...ownPace, even: true }]);
  const each = new Map(hosts.map((host) => [host.id, host]));
  return Math.max(own, ...[...each.values()].map((host) => secondsFor(hosts.filter(({ id }) => id === host.id).length, host.limits)));
}
