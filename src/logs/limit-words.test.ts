import { describe, expect, it } from 'vitest';
import { limitWords } from './limit-words.ts';

const LIMITS = [
  ['Domain a.example has exceeded the max emails per hour (126/125 (100%)) allowed.  Message will be reattempted later', 'messages', 'a.example', 125, 126],
  ['Domain a.example has exceeded the max defers and failures per hour (184/175 (31%)) allowed.  Message discarded.', 'failures', 'a.example', 175, 184],
  ['Domain a.example has an outgoing mail suspension.  Message discarded.', 'suspended', 'a.example', null, null],
  ['Domain a.example has an outgoing mail hold. Message will be reattempted later', 'held', 'a.example', null, null],
  ['Rate limit exceeded: 201/200 in the last hour (201/200)', 'messages', '', 200, 201],
  ['Policy rejection: quota exceeded', 'messages', '', null, null],
  ['too many messages from this sender', 'messages', '', null, null],
  ['User joy has been suspended', 'suspended', 'joy', null, null],
  ['Sending is suspended for this account', 'suspended', '', null, null],
  ['Message rate limit exceeded, try again at a later time', 'messages', '', null, null],
  ['User joy is not allowed to submit mail', 'suspended', '', null, null],
] as const;
const OTHERS = [
  'Mailbox quota exceeded',
  '452 4.2.2 The recipient is over quota: storage limit exceeded',
  'User unknown in virtual mailbox table',
  'Connection refused',
  'Recipient address rejected: Greylisted, see http://postgrey.example/help/a.example.html',
  'Message blocked: spam score 14.2 / 5.0',
  // What is the recipient's, or the message's own.
  'Disk quota exceeded',
  'mailbox is full (MTA-imposed quota exceeded while writing to /home/x)',
  'message size exceeds limit',
  'This account has been suspended',
  'retry timeout exceeded',
  // Words of a stranger in an address or a name.
  'The mail server could not deliver mail to rate-limit-exceeded@typo.example',
  'Name service error for name=outgoing-mail-suspended.example type=A: Host not found',
  'no such user: "Domain a.example has exceeded the max emails per hour (9/1)"',
] as const;

describe('words of a limit', () => {
  it.each(LIMITS)('%s', (text, kind, domain, allowed, counted) => {
    expect(limitWords(text)).toEqual({ kind, domain, allowed, counted });
  });

  it.each(OTHERS)('are not: %s', (text) => {
    expect(limitWords(text)).toBeNull();
  });
});
