import { LOG_IDENTITIES, LOG_OTHERS, LOG_TRACES, type LogAccountFacts, type LogCounts, type LogIdentity } from '../shared/logs.ts';
import * as c from './columns.ts';
import { lineOf } from './lines.ts';
import { nameOf } from './names.ts';
import type { PackedAccount, PackedTrace } from './packed-facts.ts';
import type { Share } from './shares.ts';
import { subjectText } from './subjects.ts';
import type { Tally } from './tally.ts';

/** What belongs to one account. */
export interface AccountSum {
  readonly account: string;
  readonly share: Share;
  /** Messages by how it is known that they are the account's. */
  readonly identities: ReadonlyMap<LogIdentity, number>;
  /** Rows of the tally. */
  readonly limits: readonly number[];
}

/** What a log says of one account. */
export function packedAccount(sum: AccountSum, tally: Tally): PackedAccount {
  const { account, share } = sum;
  const identity = (kind: LogIdentity): number => sum.identities.get(kind) ?? 0;
  const [login, panel, script, user, domain] = LOG_IDENTITIES.map(identity);
  return {
    account,
    totals: countsOf(share.totals),
    uniqueRecipients: share.recipients,
    identities: { login: login ?? 0, panel: panel ?? 0, script: script ?? 0, user: user ?? 0, domain: domain ?? 0 },
    numbers: share.numbers,
    traces: tracesOf(share.traces, tally),
    refusals: refusalsOf(share.refusals, tally),
  };
}

/** Counts in the order of `LOG_MEASURES`. */
export function countsOf(counts: Int32Array): LogCounts {
  const count = (column: number): number => counts[column] ?? 0;
  return {
    messages: count(c.MESSAGES),
    recipients: count(c.RECIPIENTS),
    delivered: count(c.DELIVERED_TO),
    failed: count(c.FAILED_TO),
    deferredRecipients: count(c.DEFERRED_TO),
    bounces: count(c.BOUNCES),
    localRecipients: count(c.LOCAL),
    queuedAtEnd: count(c.QUEUED),
    forwardedIn: count(c.FORWARDED),
    limitRefusals: count(c.REFUSED),
  };
}

function tracesOf(told: Int32Array, tally: Tally): PackedTrace[] {
  const { names, lines } = tally;
  const traces: PackedTrace[] = [];
  for (let at = 0; at < told.length; at += c.TOLD_WIDTH) {
    const column = (place: number): number => told[at + place] ?? 0;
    const kind = LOG_TRACES[column(c.TOLD_KIND)];
    const first = lineOf(lines, column(c.TOLD_LINE));
    if (kind === undefined || first === null) continue;
    const value = column(c.TOLD_NAME) === c.TOLD_OTHERS ? LOG_OTHERS : nameOf(names, column(c.TOLD_NAME));
    traces.push({
      ...{ kind, value: kind === 'subject' ? subjectText(value) : value, foreign: column(c.TOLD_FOREIGN) !== 0 },
      ...{ messages: column(c.TOLD_MESSAGES), recipients: column(c.TOLD_RECIPIENTS), failed: column(c.TOLD_FAILED) },
      ...{ sources: column(c.TOLD_SOURCES), first, lastAt: column(c.TOLD_LAST) >>> 0 },
    });
  }
  return traces;
}

function refusalsOf(told: Int32Array, { lines }: Tally): LogAccountFacts['refusals'] {
  const refusals: LogAccountFacts['refusals'][number][] = [];
  for (let at = 0; at < told.length; at += 2) {
    const line = lineOf(lines, told[at + 1] ?? 0);
    if (line !== null) refusals.push({ reply: told[at] ?? 0, line });
  }
  return refusals;
}
