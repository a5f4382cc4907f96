import { LogFeed } from '../../src/adapters/log-feed.ts';
import { packedFacts } from '../../src/logs/facts.ts';
import { Joining } from '../../src/logs/join.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import { StretchReader } from '../../src/logs/reader.ts';
import type { Stretch } from '../../src/logs/stretch.ts';
import type { LogAccount, LogFacts } from '../../src/shared/logs.ts';
import { ACCOUNTS } from './scene.ts';

export type MailServer = 'exim' | 'postfix';

const ZONE = 'America/New_York';

/** Reads the lines of one stretch, without threads and files. `after`: epoch seconds of the first line of the log, for stretches that are not its first. */
export function readStretch(format: MailServer, bytes: Uint8Array, after?: number): Stretch {
  const reader = new StretchReader({ format, zone: ZONE, year: 2026, after: after ?? null });
  const feed = new LogFeed(reader);
  feed.feed(bytes);
  feed.end();
  return reader.take();
}

/** What the stretches of one log say together. */
export function factsOfStretches(format: MailServer, stretches: readonly Stretch[], accounts: readonly LogAccount[] = ACCOUNTS): LogFacts {
  const joining = new Joining();
  let before = 0;
  for (const stretch of stretches) {
    joining.add(stretch, { file: 0, before });
    before += stretch.lines;
  }
  return factsOf(packedFacts(joining.end(), { format, zone: ZONE, files: [], accounts }));
}

/** What a log of one stretch says. */
export function readLog(format: MailServer, bytes: Uint8Array, accounts?: readonly LogAccount[]): LogFacts {
  return factsOfStretches(format, [readStretch(format, bytes)], accounts);
}
