import type { Asked, Dialect, Reply } from './stand-in.ts';
import { TODAY, type World, type WorldAccount, type WorldMessage } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface DirectAdminTricks {
  /** Rows a page at most, whatever `ipp` asks for. */
  readonly cap?: number;
  /** Sends the first page again and again. */
  readonly ignoresPage?: boolean;
  /** Says that there is one page, and how many rows there would be. */
  readonly hidesPages?: boolean;
  /** Messages of a log in one answer at most. */
  readonly logCap?: number;
  /** Commands a restricted login key may call. */
  readonly allowed?: readonly string[];
  /** Acting as a client is a wrong login here. */
  readonly noClients?: boolean;
  /** Clients whose log does not open. */
  readonly shut?: readonly string[];
  /** Answers to single calls. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

type Shape = 'usual' | 'encoded' | 'all_in_one' | 'other_shapes' | 'old_server';

interface Manner {
  readonly shape: Shape;
  readonly tricks: DirectAdminTricks;
}

interface Question {
  readonly asked: Asked;
  readonly world: World;
  readonly manner: Manner;
  /** The user it is about. */
  readonly user: string;
}

const SHAPES = ['usual', 'encoded', 'all_in_one', 'other_shapes', 'old_server'] as const satisfies readonly [Shape, ...Shape[]];
const PER_USER = /^\/api\/users\/([^/]+)\/(usage|config)$/;

/** DirectAdmin as `test/fixtures/panels/directadmin` has it recorded or its schema describes it, for a reseller. */
export function directadminDialect(tricks: DirectAdminTricks = {}): Dialect {
  return {
    kind: 'directadmin',
    shapes: SHAPES,
    call: nameOf,
    admits: (asked, world) => admits(asked, world, tricks),
    answer: (asked, world, shape) => answer(asked, world, { shape: SHAPES.find((one) => one === shape) ?? 'usual', tricks }),
    refusal: () => ({ ...json({ type: 'UNAUTHORIZED' }), status: 401 }),
    // A command that a key may not call shows a page; the newer API has a word for it.
    lacking: (call) => (call.startsWith('/') ? { ...json({ type: 'ACCESS_DENIED' }), status: 403 } : page('Access Denied')),
    failure: (call, reason) =>
      call.startsWith('/') ? { ...json({ type: 'INTERNAL_ERROR', message: reason }), status: 500 } : json({ error: 'An error has occurred', result: reason }),
  };
}

function nameOf({ path }: Asked): string {
  return path.replace(PER_USER, '/api/users/{username}/$2').replace(/^\/CMD_/, 'CMD_');
}

function admits({ headers }: Asked, { login, secret, accounts }: World, { noClients = false }: DirectAdminTricks): boolean {
  const user = userOf(headers.authorization);
  const [reseller, client] = user.split('|');
  if (reseller !== login || headers.authorization !== `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`) return false;
  return client === undefined || (!noClients && accounts.some((one) => one.login === client));
}

/** As whom a request came: the name in its login. */
export function userOf(authorization = ''): string {
  return Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().replace(/:.*/s, '');
}

type Teller = (question: Question) => Reply;

const TELLERS: Readonly<Record<string, Teller>> = {
  '/api/session': ({ world, manner }) =>
    json({ effectiveUsername: world.login, effectiveRole: 'reseller', allowedCommands: manner.tricks.allowed ?? [], demo: false, sessionID: '' }),
  '/api/session/user-config': ({ world }) =>
    json({ username: world.login, userType: 'reseller', email: 'me@reseller.example', suspended: world.resellerSuspended }),
  CMD_API_LOGIN_TEST: () => json({ success: 'Login OK' }),
  CMD_USER_SHOW: (question) => table(question),
  CMD_API_SHOW_USERS: ({ world, manner }) => names(world, manner),
  CMD_API_SHOW_USER_CONFIG: (question) => oldConfig(question),
  CMD_API_SHOW_USER_USAGE: (question) => oldUsage(question),
  CMD_API_ALL_USER_USAGE: (question) => allUsage(question),
  '/api/users/{username}/config': (question) => newConfig(question),
  '/api/users/{username}/usage': (question) => newUsage(question),
  '/api/email-logs/user': (question) => log(question),
  '/api/messages/list': ({ world }) => messages(world),
};

function answer(asked: Asked, world: World, manner: Manner): Reply {
  const call = nameOf(asked);
  const tell = TELLERS[call];
  const instead = manner.tricks.instead?.[call];
  if (instead !== undefined) return instead;
  if (tell === undefined || (manner.shape === 'old_server' && call.startsWith('/'))) return { ...json({ type: 'NOT_FOUND' }), status: 404 };
  return tell({ asked, world, manner, user: PER_USER.exec(asked.path)?.[1] ?? asked.query.get('user') ?? '' });
}

function table({ asked: { query }, world, manner }: Question): Reply {
  // The same command without it draws the screen.
  if (query.get('json') !== 'yes') return page('Users');
  const { cap = 9999, ignoresPage = false, hidesPages = false } = manner.tricks;
  const size = Math.min(Number(query.get('ipp') ?? 50), cap);
  const at = ignoresPage ? 1 : Number(query.get('page') ?? 1);
  const rows = world.accounts.slice((at - 1) * size, at * size).map((account) => row(account, manner.shape));
  const pages = hidesPages ? 1 : Math.max(1, Math.ceil(world.accounts.length / size));
  const info = { columns: { username: '1' }, current_page: String(at), ipp: String(size), rows: String(world.accounts.length), total_pages: String(pages) };
  // Keys come in no particular order.
  const keyed = rows.map((one, index) => [String(index), one] as const).reverse();
  return json({ ...Object.fromEntries(keyed), info });
}

function row(account: WorldAccount, shape: Shape): unknown {
  const others = shape === 'other_shapes';
  const domains = [account.domain, ...account.otherDomains];
  return {
    username: others ? { value: account.login, is_user: 'yes' } : account.login,
    ...(others ? { creator: account.owner, something_new: { deep: ['x'] } } : {}),
    bandwidth: { limit: 'unlimited', usage: '0' },
    quota: { limit: '2147483648', usage: '851863142' },
    package: account.plan,
    suspended: { value: account.suspended ? 'yes' : 'no', reason: account.suspended ? account.reason : 'none' },
    ip: ['192.0.2.53'],
    domains: Object.fromEntries(domains.map((one) => [one, []])),
    date_created: String(account.createdAt / 1000),
  };
}

function names({ accounts }: World, { shape }: Manner): Reply {
  const logins = accounts.map(({ login }) => login);
  return shape === 'encoded' ? text(logins.map((login) => `list[]=${encoded(login)}`).join('&')) : json(logins);
}

function oldConfig({ world, manner: { shape }, user }: Question): Reply {
  const own = {
    domain: 'reseller.example',
    emails: ['me@reseller.example'],
    owner: 'admin',
    plan: '',
    createdAt: 0,
    suspended: world.resellerSuspended,
    perHour: null,
  };
  const account = user === world.login ? own : world.accounts.find(({ login }) => login === user);
  if (account === undefined) return legacyError('Unable to show user', 'The user you specified is not under your control', shape);
  const email = account.emails.join(', ');
  const config = {
    account: 'ON',
    creator: account.owner,
    date_created: serverDate(account.createdAt),
    domain: account.domain,
    email: shape === 'other_shapes' ? `<input type=text name="email" value="${email}">` : email,
    email_limit: account.perHour === null ? '0' : String(account.perHour),
    package: account.plan,
    suspended: account.suspended ? 'yes' : 'no',
    username: user,
    usertype: 'user',
  };
  return shape === 'encoded' ? text(pairs(config)) : json(config);
}

function newConfig({ world, user }: Question): Reply {
  const account = world.accounts.find(({ login }) => login === user);
  if (account === undefined) return { ...json({ type: 'NOT_FOUND' }), status: 404 };
  const { domain, otherDomains, emails, owner, plan, suspended, createdAt } = account;
  const domains = [domain, ...otherDomains];
  return json({
    username: user,
    userType: 'user',
    creator: owner,
    email: emails.join(','),
    domain,
    domains,
    dateCreated: serverDate(createdAt),
    package: plan,
    suspended,
  });
}

function sentToday({ traffic }: World, login: string): number {
  return traffic.filter((one) => one.login === login && one.at >= TODAY).reduce((sum, { sent }) => sum + sent, 0);
}

const isUser = ({ accounts, login }: World, user: string): boolean => user === login || accounts.some((one) => one.login === user);

function newUsage({ world, user }: Question): Reply {
  if (!isUser(world, user)) return { ...json({ type: 'NOT_FOUND' }), status: 404 };
  const sent = sentToday(world, user);
  return json({ emailDeliveries: sent + 28, emailDeliveriesIncoming: 28, emailDeliveriesOutgoing: sent, inode: { limit: 0, unlimited: true, usage: 172 } });
}

function oldUsage({ world, manner: { shape }, user }: Question): Reply {
  if (!isUser(world, user)) return legacyError('Unable to show user', 'The user you specified is not under your control', shape);
  const usage = { email_deliveries: '999', email_deliveries_incoming: '28', email_deliveries_outgoing: String(sentToday(world, user)), inode: '172' };
  return shape === 'encoded' ? text(pairs(usage)) : json(usage);
}

function allUsage({ world, manner: { shape } }: Question): Reply {
  if (shape !== 'all_in_one') return legacyError('You cannot execute that command', '', shape);
  const lines = world.accounts.map((account) => {
    const usage = {
      default: account.domain,
      list: [account.domain, ...account.otherDomains].join('<br>'),
      package: account.plan,
      bandwidth: '12.5 / 10240',
      suspended: account.suspended ? `Yes:${account.reason}` : 'No',
      email_deliveries_outgoing: String(sentToday(world, account.login)),
      email_daily_limit: account.perHour === null ? 'unlimited' : String(account.perHour),
    };
    return `${account.login}=${pairs(usage)}`;
  });
  return text(`${lines.join('\n')}\n`);
}

function log({ asked, world, manner }: Question): Reply {
  const client = clientOf(asked);
  if (manner.tricks.shut?.includes(client) === true) return { ...json({ type: 'ACCESS_DENIED' }), status: 403 };
  const [from, to] = [Date.parse(asked.query.get('from') ?? ''), Date.parse(asked.query.get('to') ?? '')];
  if (Number.isNaN(from) || Number.isNaN(to)) return { ...json({ type: 'BAD_REQUEST', message: 'from' }), status: 400 };
  const found = world.messages.filter(({ login, at, sentAt }) => login === client && (at ?? sentAt) >= from && (at ?? sentAt) < to);
  const most = Math.min(Number(asked.query.get('limit')) || Number.POSITIVE_INFINITY, manner.tricks.logCap ?? Number.POSITIVE_INFINITY);
  // An empty list is written as null.
  return json({ emails: found.length === 0 ? null : found.slice(0, most).map((one) => email(one, manner.shape)), more: found.length > most });
}

function email(message: WorldMessage, shape: Shape): unknown {
  const { messageId, sender, recipient, at, sentAt, outcome, remote, sizeBytes, login } = message;
  const state = outcome === 'in_progress' ? 'unknown' : outcome;
  const transport = remote ? 'remote_smtp' : 'virtual_localdelivery';
  const more =
    shape === 'other_shapes'
      ? { envelopeFrom: sender, localUser: login, direction: 'outgoing' }
      : { envelope_from: sender, local_user: login, direction: 'out' };
  const to = [{ address: recipient, state, ...(message.text === '' ? {} : { message: message.text }) }];
  return { id: messageId, datetime: inMoscow(at ?? sentAt), from: sender, state, size: sizeBytes, subject: 'x', transport, to, ...more };
}

function messages({ warnings }: World): Reply {
  const list = warnings.map(({ id, at, subject, text: message }) => ({
    id: Number(id),
    legacyID: `000${id}`,
    from: 'admin',
    fromName: 'Message System',
    subject,
    message,
    timestamp: new Date(at).toISOString(),
    unread: true,
  }));
  return json(list.length === 0 ? null : list);
}

function clientOf({ headers }: Asked): string {
  return userOf(headers.authorization).split('|')[1] ?? '';
}

/** The server's clock is three hours ahead and says so nowhere but here. */
function inMoscow(at: number): string {
  return new Date(at + 10_800_000).toISOString().replace('Z', '+03:00');
}

/** "Sun Mar  3 12:15:00 2024": a day of one digit has two spaces before it. */
function serverDate(at: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(at + 10_800_000).toUTCString().split(/[\s,]+/);
  return `${day} ${month} ${String(Number(date)).padStart(2)} ${time} ${year}`;
}

/** Everything but letters is percent-encoded. */
function encoded(value: string): string {
  return [...Buffer.from(value)]
    .map((byte) => (/[a-z]/i.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`))
    .join('');
}

function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .join('&');
}

function legacyError(words: string, details: string, shape: Shape): Reply {
  if (shape !== 'encoded') return json({ error: 'An error has occurred', result: details || words });
  return text(`error=1&text=${encodeURIComponent(words)}&details=${encodeURIComponent(details)}`);
}

function json(value: unknown): Reply {
  return { headers: { 'content-type': 'application/json', server: 'DirectAdmin Daemon v1.697 Registered to a host' }, body: JSON.stringify(value) };
}

function text(body: string): Reply {
  return { headers: { 'content-type': 'text/plain' }, body };
}

function page(title: string): Reply {
  return { headers: { 'content-type': 'text/html' }, body: `<!DOCTYPE html><html><head><title>DirectAdmin ${title}</title></head><body></body></html>` };
}
