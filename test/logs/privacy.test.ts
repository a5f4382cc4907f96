import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MailServer } from './in-place.ts';
import { readLog } from './in-place.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const RECIPIENTS = { exim: / (?:=>|->|\*\*|==) ([^\s@<]+@[^\s:]+)/g, postfix: /\bto=<([^>]+)>/g } as const;
/** Senders and logins, which are shown. */
const OWN = { exim: /(?: <= |set_id=)([^\s)]+)/g, postfix: /(?:from=<|sasl_username=)([^>,\s]+)/g } as const;
const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@')).toLowerCase();

describe('what is kept of a log', () => {
  it.each([
    ['exim', 'exim-full.log.gz'],
    ['exim', 'exim-da-small.log'],
    ['postfix', 'postfix-small.log'],
    ['postfix', 'postfix-small-iso.log'],
  ] as const satisfies readonly (readonly [MailServer, string])[])('names no recipient: %s, %s', (format, name) => {
    const file = readFileSync(fixturePath(name));
    // Many servers repeat whom they do not know without a domain.
    const log = (name.endsWith('.gz') ? gunzipSync(file) : file)
      .toString('latin1')
      .replace(/^(.* (?:\*\*|==) ([^\s@<]+)@.*)$/gm, '$1: no mailbox by the name of $2, $2')
      .replace(/^(.* to=<([^@>]+)@.*status=(?:bounced|deferred) \(.*)\)$/gm, '$1: User $2 unknown)');
    const all = (pattern: RegExp): Set<string> => new Set([...log.matchAll(pattern)].map(([, address]) => address ?? ''));
    const own = new Set([...all(OWN[format]), ...ACCOUNTS.flatMap(({ mailboxes }) => mailboxes)]);
    const kept = JSON.stringify(readLog(format, Buffer.from(log, 'latin1')));
    const recipients = [...all(RECIPIENTS[format])].filter((address) => !own.has(address));
    expect(recipients.length).toBeGreaterThan(20);
    expect(recipients.filter((address) => kept.includes(address))).toEqual([]);
    const ownNames = new Set([...own].map(localOf));
    const words = new Set(kept.toLowerCase().split(/[^\w.+=-]+|[.](?!\w)/));
    expect(recipients.map(localOf).filter((local) => local.length > 2 && !ownNames.has(local) && words.has(local))).toEqual([]);
  });
});
