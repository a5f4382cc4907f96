import sending from '../../../../locales/en/sending.json' with { type: 'json' };
import { fail } from '../../../contract/fail.ts';
import { ClientId } from '../../../contract/ids.ts';
import type { OutboxSummary } from '../../../contract/outbox.ts';
import { fold } from '../../../shared/text.ts';
import { SaidError, UsageError } from '../failure.ts';
import { answer, type Client, type CommonOptions, resultOf, type Terminal, withClient } from '../session.ts';

const PAGE = 500;

/** The one client that answers to an id, number, address or name. */
export async function findClient(client: Client, wanted: string, terminal: Terminal): Promise<ClientId> {
  const id = ClientId.safeParse(wanted);
  if (id.success) return id.data;
  const { rows } = await client.clients.list({ filter: { search: wanted.slice(0, 200) }, limit: PAGE });
  const found = rows.filter((row) => [row.number, row.email, row.name].some((value) => fold(value) === fold(wanted)));
  const [first, second] = found;
  if (first === undefined) throw fail('client_not_found', {});
  if (second !== undefined) {
    throw new SaidError('client_not_found', terminal.say('cli:clientAmbiguous', { client: wanted, ids: found.map((row) => row.id).join(', ') }));
  }
  return first.id;
}

/** `sendward notice issue`: composes and queues; `outbox flush` or a running server sends. */
export async function issueNotices(options: CommonOptions & { client?: string; allDue?: boolean }, terminal: Terminal): Promise<void> {
  const wanted = options.client;
  if ((wanted === undefined) === (options.allDue !== true)) {
    throw new UsageError(terminal.say('cli:usageOneOf', { first: '--client C', second: '--all-due' }));
  }
  await withClient(options, async (client) => {
    const input = wanted === undefined ? { allDue: true as const } : { clientIds: [await findClient(client, wanted, terminal)] };
    const result = await resultOf(await client.notices.issue(input));
    const blocked = result.blocked.map(({ clientName, missing }) => terminal.say('cli:notice.blocked', { client: clientName, missing: missing.join(', ') }));
    const counts = { count: result.issued, already: result.alreadyIssued, blocked: result.blocked.length };
    answer(terminal, options, { document: { ok: true, ...result }, words: [...blocked, terminal.say('cli:notice.issued', counts)] });
  });
}

/** `sendward outbox flush`: sends what is due, at the pace of the rules, until nothing more can leave now. */
export async function flushOutbox(options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const result = await resultOf(await client.outbox.flush({}));
    const { sent, failed, deferred, uncertain, waiting } = result;
    const counts = terminal.say('cli:outbox.flushed', { sent, failed, deferred, uncertain, waiting });
    answer(terminal, options, { document: { ok: true, ...result }, words: [counts, ...whyWaiting(result, terminal)] });
  });
}

/** Troubles that the screens have a name for. */
const NAMED: ReadonlySet<string> = new Set(Object.keys(sending.trouble));

/** Why the outbox stands still, and what makes it go on; nothing while it does not. */
function whyWaiting({ pausedBecause, trouble }: Pick<OutboxSummary, 'pausedBecause' | 'trouble'>, terminal: Terminal): string[] {
  const paused = pausedBecause === null ? [] : [terminal.say(`cli:outbox.paused.${pausedBecause}`)];
  if (trouble === null) return paused;
  const known = NAMED.has(trouble.code) ? trouble.code : 'other';
  const [what, todo] = [terminal.say(`sending:trouble.${known}`), terminal.say(`sending:trouble.${known}Do`)];
  const reply = trouble.reply === '' ? terminal.say('sending:trouble.noReply') : `${terminal.say('sending:trouble.reply')} ${trouble.reply}`;
  return [...paused, `${what} (${trouble.code}). ${reply}`, todo];
}

/** `sendward outbox pause`. */
export async function pauseOutbox(options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const { pausedBecause } = await client.outbox.pause({});
    answer(terminal, options, { document: { ok: true, pausedBecause }, words: [terminal.say('cli:outbox.held')] });
  });
}

/** `sendward outbox resume`: also after a restored backup. */
export async function resumeOutbox(options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const { counts } = await client.outbox.resume({});
    const waiting = counts.queued + counts.deferred;
    answer(terminal, options, { document: { ok: true, waiting }, words: [terminal.say('cli:outbox.resumed', { waiting })] });
  });
}

/** `sendward outbox list`: every message, newest as the app shows them. */
export async function listOutbox(options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const rows = [];
    for (;;) {
      const page = await client.outbox.list({ offset: rows.length, limit: PAGE });
      rows.push(...page.rows);
      if (rows.length >= page.total || page.rows.length === 0) break;
    }
    const document = rows.map(({ id, client: name, kind, state, to, dueAt, sentAt, serverReply }) => ({
      id,
      client: name,
      kind,
      state,
      to,
      dueAt,
      sentAt,
      serverReply,
    }));
    answer(terminal, options, {
      document,
      words: rows.map((row) => [row.state, row.transport, row.sentAt ?? row.dueAt, row.to, row.client, row.serverReply ?? ''].join('\t')),
    });
  });
}
