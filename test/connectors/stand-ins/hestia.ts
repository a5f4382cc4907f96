import { fixture } from './canned.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';
import type { World, WorldAccount } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface HestiaTricks {
  /** Answers to single commands. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

const SHAPES = ['usual', 'older', 'no_content'] as const;

/** The API of HestiaCP as it is recorded: the exit code in a header decides. */
export function hestiaDialect(tricks: HestiaTricks = {}): Dialect {
  return {
    kind: 'hestia',
    shapes: SHAPES,
    call: commandOf,
    admits: ({ path, form }, { secret }) => path === '/api/' && `${form.get('access_key')}:${form.get('secret_key')}` === secret,
    answer: (asked, world, shape) => tricks.instead?.[commandOf(asked)] ?? answer(asked, world, shape),
    refusal: () => recordedFailure('badkey-http401-exit9'),
    lacking: (call) => {
      const reply = recordedFailure('forbidden-http401-exit10');
      return { ...reply, body: reply.body.replace('v-list-users', call) };
    },
    failure: (_, reason) => failed(400, 15, `Error: ${reason}`),
  };
}

function commandOf({ path, form }: Asked): string {
  return form.get('cmd') ?? path;
}

/** Status, headers and text as they were recorded. */
export function recordedFailure(name: string): Reply {
  const [head = '', body = ''] = fixture(`hestia/error-${name}.recorded.txt`).split(/\r?\n\r?\n/);
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(head) ?? [];
  const [, exit] = /^Hestia-Exit-Code: (\d+)/m.exec(head) ?? [];
  return failed(Number(status), Number(exit), body);
}

/** Errors are plain text that is called a page. */
function failed(status: number, exit: number, body: string): Reply {
  return { status, headers: { 'hestia-exit-code': String(exit), 'content-type': 'text/html; charset=UTF-8' }, body };
}

function answer(asked: Asked, world: World, shape: string): Reply {
  const command = commandOf(asked);
  if (command === 'v-list-users')
    return listed(
      world.accounts.map((account) => [account.login, userOf(account, shape)]),
      shape,
    );
  const account = world.accounts.find(({ login }) => login === asked.form.get('arg1'));
  if (account === undefined) return recordedFailure('notexist-http400-exit3');
  const names = [account.domain, ...account.otherDomains];
  if (command === 'v-list-web-domains')
    return listed(
      names.map((name) => [name, { IP: '192.0.2.1', SUSPENDED: 'no' }]),
      shape,
    );
  if (command !== 'v-list-mail-domains') return failed(400, 2, 'Error: command not found');
  const rate = account.perHour === null ? {} : { RATE_LIMIT: String(account.perHour) };
  return listed([[account.domain, { ...rate, ACCOUNTS: '2', SUSPENDED: 'no' }]], shape);
}

function userOf(account: WorldAccount, shape: string): object {
  const created = new Date(account.createdAt + 3 * 3_600_000).toISOString();
  return {
    NAME: account.login,
    PACKAGE: account.plan,
    CONTACT: account.emails.join(' '),
    RKEY: 'NotForTheEyesOfAnybody',
    ROLE: 'user',
    SUSPENDED: account.suspended ? 'yes' : 'no',
    SUSPENDED_MAIL: '0',
    // Versions before have no such counts.
    ...(shape === 'older' ? {} : { U_WEB_DOMAINS: String(1 + account.otherDomains.length), U_MAIL_DOMAINS: '1' }),
    TIME: created.slice(11, 19),
    DATE: created.slice(0, 10),
  };
}

function listed(rows: readonly (readonly [string, object])[], shape: string): Reply {
  if (rows.length === 0 && shape === 'no_content') return { status: 204, headers: { 'hestia-exit-code': '0' }, body: '' };
  const head = shape === 'older' ? {} : { 'hestia-exit-code': '0' };
  return { headers: { ...head, 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(Object.fromEntries(rows), null, 4) };
}
