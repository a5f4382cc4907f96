import { describe, expect, it } from 'vitest';
import { readLog } from './in-place.ts';

const MESSAGE = '2026-11-23 00:00:01 1abcde-000000-AA';
const ARRIVED = `${MESSAGE} <= joy@server.example U=joyphoto P=local S=900 for x@one.example`;
const said = (words: string): ReturnType<typeof readLog>['limits'] =>
  readLog('exim', Buffer.from(`${ARRIVED}\n${MESSAGE} ** x@one.example R=enforce_mail_permissions: ${words}\n`)).limits;

describe('words of a router about a sender', () => {
  it.each([
    ['Domain a.example has exceeded the max emails per hour (126/125 (100%)) allowed.', 'messages', 125, 126],
    ['Domain a.example has exceeded the max defers and failures per hour (184/175 (31%)) allowed.', 'failures', 175, 184],
    ['Domain a.example has an outgoing mail suspension.  Message discarded.', 'suspended', null, null],
    ['Domain a.example has an outgoing mail hold. Message will be reattempted later', 'held', null, null],
    ['Policy rejection: quota exceeded', 'messages', null, null],
    ['too many messages from this sender', 'messages', null, null],
    ['User joy is not allowed to submit mail', 'suspended', null, null],
  ])('are read as a limit: %s', (words, kind, allowed, counted) => {
    expect(said(words)).toMatchObject([{ account: 'joyphoto', kind, allowed, counted, times: 1 }]);
  });

  it.each(['Unrouteable address', 'Mailbox quota exceeded', 'retry timeout exceeded'])('are none: %s', (words) => {
    expect(said(words)).toEqual([]);
  });
});
