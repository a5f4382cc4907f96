import { fixture } from './canned.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';
import type { World, WorldAccount } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface VirtualminTricks {
  /** The professional edition has programs that the free one has not. */
  readonly professional?: boolean;
  /** Answers to single programs. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

const SHAPES = ['usual', 'stray_lines', 'bare_values'] as const;

/** The remote API of Virtualmin as it is recorded. */
export function virtualminDialect(tricks: VirtualminTricks = {}): Dialect {
  return {
    kind: 'virtualmin',
    shapes: SHAPES,
    call: programOf,
    admits: ({ path, headers }, { login, secret }) =>
      path === '/virtual-server/remote.cgi' && headers.authorization === `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`,
    answer: (asked, world, shape) => tricks.instead?.[programOf(asked)] ?? answer(asked, world, { shape, tricks }),
    refusal: () => recordedRefusal(),
    lacking: (call) => failure('error', `You are not allowed to run the remote program ${call}`),
    failure: (_, reason) => failure('failure', reason),
  };
}

function programOf({ path, query }: Asked): string {
  return query.get('program') ?? path;
}

/** Status, headers and no body, as they were recorded. */
export function recordedRefusal(): Reply {
  const [first = '', ...lines] = fixture('virtualmin/401.recorded.txt').trimEnd().split(/\r?\n/);
  const headers = lines.filter((line) => /^(www-authenticate|content-type):/i.test(line)).map((line) => line.split(/:\s*/, 2));
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body: '<h1>Error - Access denied</h1>' };
}

interface Manner {
  readonly shape: string;
  readonly tricks: VirtualminTricks;
}

function answer(asked: Asked, world: World, { shape, tricks }: Manner): Reply {
  const program = programOf(asked);
  if (asked.query.get('json') !== '1') return { body: 'Domain Username Description' };
  if (program === 'list-domains') return json({ status: 'success', command: program, data: listed(world, shape) });
  if (program === 'search-maillogs' && tricks.professional === true) return failure('failure', 'Unknown parameter --help');
  return { body: fixture('virtualmin/error-unknown-command.recorded.json').replace('no-such-command', program) };
}

function listed({ accounts }: World, shape: string): readonly unknown[] {
  const stray = (values: object = {}) => ({ name: 'Failed to find mount point for /home/x', values });
  const servers = accounts.flatMap((account) => {
    const main = { name: account.domain, values: valuesOf(account, shape) };
    const others = account.otherDomains.map((name, index) => ({
      name,
      values: { id: [`${account.uid}${index}`], username: [account.login], parent_domain: [account.domain], type: ['Sub-server'] },
    }));
    if (shape !== 'stray_lines') return [main, ...others];
    // What is lost of this one is nothing that is read of it.
    return [stray(), main, ...(account.suspended ? [stray({ shell_type: ['ssh'], username_format: ['x'] })] : []), ...others];
  });
  return servers;
}

function valuesOf(account: WorldAccount, shape: string): object {
  const values = {
    id: String(account.uid),
    type: 'Top-level server',
    username: account.login,
    contact_email: account.emails.join(', '),
    created_unix_time: String(account.createdAt / 1000),
    created_on: '03/Mar/2024 12:15',
    plan: account.plan,
    reseller: account.owner,
    password: 'not for the eyes of anybody',
    hashed_password: '$y$not-for-the-eyes-of-anybody',
    ...(account.suspended ? { disabled: `Manually (${account.reason})`, disabled_at: localDate(account.suspendedAt ?? 0) } : {}),
  };
  return shape === 'bare_values' ? values : Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value]]));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What clocks in Moscow show. */
function localDate(at: number): string {
  const local = new Date(at + 3 * 3_600_000);
  return `${local.getUTCDate()}/${MONTHS[local.getUTCMonth()]}/${local.getUTCFullYear()} ${local.toISOString().slice(11, 16)}`;
}

/** Failures come with HTTP 200. */
function failure(status: 'failure' | 'error', error: string): Reply {
  return json({ status, error, full_error: `${error}\n\nvirtualmin list-domains [--multiline]` });
}

function json(value: unknown): Reply {
  return { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(value, null, 3) };
}
