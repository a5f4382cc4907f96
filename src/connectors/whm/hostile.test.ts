import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/app-error.ts';
import { accountOf } from './accounts.ts';
import { read } from './calls.ts';
import { messageOf } from './messages.ts';
import { usageOf } from './usage.ts';

/** Values as they might stand in an answer: those that are meant, and any others. */
const value = fc.oneof(fc.constantFrom(0, 1, '0', '1', '', '*unknown*', 'unlimited', '150/150', null, undefined), fc.jsonValue());

/** The work is done, or fails in one of the ways that are expected of a panel. */
function holds<T>(work: () => T, check: (made: T) => void = () => {}): void {
  try {
    check(work());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toMatch(/^panel_(auth_refused|privilege_missing|refused|unreadable|not_an_api)$/);
  }
}

it('makes an answer or an expected failure of whatever a server sends', () => {
  const envelope = fc.record({ metadata: fc.record({ result: value, reason: value, overflowed: value }), data: value });
  const legacy = fc.record({ cpanelresult: fc.record({ error: value, data: value }) });
  const oldest = fc.record({ status: value, statusmsg: value, result: value });
  const text = fc.oneof(
    fc.string(),
    fc.oneof(envelope, legacy, oldest, fc.jsonValue()).map((answer) => JSON.stringify(answer) ?? ''),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(200, 401, 403, 404, 500), (body, status) => {
      holds(() => read('listaccts', { status, headers: {}, text: body }));
    }),
  );
});

it('makes of any row an account without invented facts, or none', () => {
  const keys = ['domain', 'plan', 'email', 'suspended', 'suspendreason', 'suspendtime', 'is_locked', 'outgoing_mail_hold', 'max_email_per_hour', 'uid'];
  const row = fc.record(Object.fromEntries(['user', 'owner', 'unix_startdate', 'outgoing_mail_suspended', ...keys].map((key) => [key, value])));
  fc.assert(
    fc.property(row, (one) => {
      holds(
        () => accountOf('listaccts', one, 'reseller1'),
        (account) => {
          expect(account.login).not.toBe('');
          if (account.suspended !== true) expect([account.reason, account.suspendedAt, account.lifter]).toEqual(['', null, 'unknown']);
          for (const limit of account.limits ?? []) expect(limit.count).toBeGreaterThan(0);
        },
      );
    }),
  );
});

it('makes of any row figures that are counts, or none', () => {
  const keys = [
    'USER',
    'DOMAIN',
    'PRIMARY_DOMAIN',
    'SENDCOUNT',
    'SUCCESSCOUNT',
    'DEFERCOUNT',
    'FAILCOUNT',
    'TOTALSIZE',
    'REACHED_MAXEMAILS',
    'REACHED_MAXDEFERFAIL',
  ];
  fc.assert(
    fc.property(fc.record(Object.fromEntries(keys.map((key) => [key, value]))), (row) => {
      holds(
        () => usageOf(row),
        (rows) => {
          for (const { sent, bytes, limit } of rows) {
            expect(Number.isSafeInteger(sent)).toBe(true);
            expect(bytes === null || bytes >= 0).toBe(true);
            expect(limit === null || limit.count > 0).toBe(true);
          }
        },
      );
    }),
  );
});

it('makes of any row a try to deliver with a time, or none', () => {
  const keys = ['user', 'domain', 'sender', 'email', 'recipient', 'sendunixtime', 'actionunixtime', 'transport_is_remote', 'message', 'msgid', 'size'];
  const type = fc.constantFrom('success', 'defer', 'failure', 'inprogress');
  fc.assert(
    fc.property(type, fc.record(Object.fromEntries(keys.map((key) => [key, value]))), (kind, row) => {
      holds(
        () => messageOf({ ...row, type: kind }),
        (message) => expect(message === null || message.at > 0).toBe(true),
      );
    }),
  );
});
