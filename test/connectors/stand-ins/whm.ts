import type { Asked, Dialect, Reply } from './stand-in.ts';
import type { World, WorldAccount, WorldMessage } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface WhmTricks {
  /** Delivery reports say that they were cut when they hold more rows than this. */
  readonly overflowsAt?: number;
  /** Delivery figures of more than so many seconds take longer than anybody waits. */
  readonly slowAbove?: number;
  /** 250 rows of a type and no more, whatever is asked for. */
  readonly alwaysCuts?: boolean;
  /** Answers everything at once, whatever page is asked for. */
  readonly ignoresChunks?: boolean;
  /** Sends the first page again and again. */
  readonly ignoresStart?: boolean;
  /** Keys that this server's version does not know. */
  readonly lacksKeys?: readonly string[];
  /** Answers as if `api.version` had not been sent. */
  readonly oldest?: boolean;
  /** Keeps delivery data from this moment on. */
  readonly keepsFrom?: number;
}

type Row = Readonly<Record<string, unknown>>;
type Shape = 'usual' | 'strings' | 'legacy' | 'unknown_keys';

/** WHM API 1 as `test/fixtures/panels/whm` has it recorded. */
export function whmDialect(tricks: WhmTricks = {}): Dialect {
  return {
    kind: 'whm',
    shapes: ['usual', 'strings', 'legacy', 'unknown_keys'] satisfies readonly [Shape, ...Shape[]],
    call: ({ path }) => path.replace('/json-api/', ''),
    admits: ({ headers }, { login, secret }) => headers.authorization === `whm ${login}:${secret}`,
    answer: (asked, world, shape) => answer(asked, world, { shape, tricks }),
    // r12: JSON of another envelope, said to be plain text.
    refusal: () => ({
      status: 403,
      headers: { 'content-type': 'text/plain; charset="utf-8"', connection: 'close' },
      body: '{"cpanelresult":{"apiversion":"2","error":"Access denied","data":{"reason":"Access denied","result":"0"},"type":"text"}}',
    }),
    // r15
    lacking: (call) => failed(call, `Permission denied: You do not have the required privileges to run ${call}`),
    failure: failed,
  };
}

function failed(call: string, reason: string): Reply {
  return json({ metadata: { command: call, reason, result: 0, version: 1 } });
}

function json(value: unknown): Reply {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

interface Manner {
  readonly shape: string;
  readonly tricks: WhmTricks;
}

function answer(asked: Asked, world: World, manner: Manner): Reply {
  const call = asked.path.replace('/json-api/', '');
  switch (call) {
    case 'version':
      return enveloped(call, { version: world.version }, manner);
    case 'listaccts':
      return listed(call, { key: 'acct', rows: world.accounts.map((account) => accountRow(account, manner)) }, { asked, manner });
    case 'accountsummary':
      return enveloped(
        call,
        { acct: world.accounts.filter(({ login }) => login === asked.query.get('user')).map((account) => accountRow(account, manner)) },
        manner,
      );
    case 'get_domain_info':
      return enveloped(
        call,
        { domains: world.accounts.flatMap(({ login, domain, otherDomains }) => [domain, ...otherDomains].map((name) => ({ user: login, domain: name }))) },
        manner,
      );
    case 'emailtrack_user_stats':
      return {
        ...listed(call, { key: 'records', rows: statRows(asked, world, manner) }, { asked, manner }),
        late: secondsOf(asked) > (manner.tricks.slowAbove ?? Infinity),
      };
    case 'emailtrack_search':
      return listed(call, { key: 'records', rows: searchRows(asked, world, manner) }, { asked, manner });
    default:
      return failed(call, `Unknown app requested for this version (1) of the api: ${call}`);
  }
}

/** How long a time figures are asked of. */
function secondsOf({ query }: Asked): number {
  return Number(query.get('endtime')) - Number(query.get('starttime'));
}

interface Listing {
  readonly key: 'acct' | 'records';
  readonly rows: readonly Row[];
}

function listed(call: string, { key, rows }: Listing, { asked, manner }: { readonly asked: Asked; readonly manner: Manner }): Reply {
  const { overflowsAt, ignoresChunks = false, ignoresStart = false } = manner.tricks;
  const [size, start] = ['size', 'start'].map((name) => Number(asked.query.get(`api.chunk.${name}`) ?? 0));
  const chunking = asked.query.get('api.chunk.enable') === '1' && !ignoresChunks && size !== undefined && size > 0;
  const from = ignoresStart ? 0 : Math.max((start ?? 1) - 1, 0);
  const page = chunking ? rows.slice(from, from + size) : rows;
  return enveloped(call, { [key]: page }, { ...manner, overflowed: key === 'records' && overflowsAt !== undefined && rows.length > overflowsAt });
}

function enveloped(call: string, data: Row, manner: Manner & { readonly overflowed?: boolean }): Reply {
  const { shape, tricks, overflowed = false } = manner;
  const shown = shape === 'strings' ? asStrings(data) : shape === 'unknown_keys' ? withUnknown(data) : data;
  if (tricks.oldest === true) return json({ ...Object.assign({}, asStrings(data)), status: 1, statusmsg: 'Ok' });
  // r13
  if (shape === 'legacy') return { headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ cpanelresult: { apiversion: '2', data, type: 'text' } }) };
  const result = shape === 'strings' ? '1' : 1;
  return json({ data: shown, metadata: { command: call, reason: 'OK', result, version: 1, __chunked: 1, overflowed: overflowed ? 1 : 0 } });
}

/** Every number as text (r03, r09). */
function asStrings(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(asStrings);
  return isRow(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asStrings(one)])) : value;
}

/** With keys that came with a later version. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (!isRow(value)) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withUnknown(one)])),
    standalone_feature: '',
    child_nodes: [{ alias: 'n1', workload: 'Mail' }],
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const seconds = (at: number): number => Math.floor(at / 1000);
const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);

function accountRow(account: WorldAccount, { shape, tricks }: Manner): Row {
  const row: Row = {
    user: account.login,
    domain: account.domain,
    owner: account.owner,
    plan: account.plan,
    email: account.emails.join(', ') || '*unknown*',
    suspended: bit(account.suspended),
    suspendreason: account.suspended ? account.reason : 'not suspended',
    // r10: a time stays although the account is active again.
    suspendtime: account.suspendedAt === null ? (shape === 'strings' ? 1594040856 : 0) : seconds(account.suspendedAt),
    is_locked: bit(account.locked),
    outgoing_mail_suspended: bit(account.outgoingMail === 'suspended'),
    outgoing_mail_hold: bit(account.outgoingMail === 'held'),
    max_email_per_hour: account.perHour ?? 'unlimited',
    max_defer_fail_percentage: 'unlimited',
    min_defer_fail_to_trigger_protection: '5',
    // Read with the century of the wrong century's parser it is another year.
    startdate: '24 Mar 03 09:15',
    unix_startdate: seconds(account.createdAt),
    uid: account.uid,
    maxaddons: '*unknown*',
    ipv6: [],
  };
  return Object.fromEntries(Object.entries(row).filter(([key]) => tricks.lacksKeys?.includes(key) !== true));
}

function statRows(asked: Asked, { traffic, accounts }: World, { tricks }: Manner): Row[] {
  const from = Number(asked.query.get('starttime') ?? 0) * 1000;
  const to = Number(asked.query.get('endtime') ?? Number.MAX_SAFE_INTEGER) * 1000;
  const rows = new Map<string, Record<string, string | number>>();
  for (const hour of traffic) {
    if (hour.at < Math.max(from, tricks.keepsFrom ?? 0) || hour.at > to) continue;
    const key = `${hour.login} ${hour.domain}`;
    const primary = accounts.find(({ login }) => login === hour.login)?.domain ?? hour.domain;
    const row = rows.get(key) ?? statRow(hour.login, hour.domain, primary);
    for (const [name, value] of Object.entries(countsOf(hour))) row[name] = Number(row[name]) + value;
    rows.set(key, row);
  }
  // r01: mail from outside and the server's own.
  const nobodys = [
    { ...statRow('-remote-', '', ''), SENDCOUNT: 634, SUCCESSCOUNT: 551, FAILCOUNT: 83, DEFERCOUNT: 386, DEFERFAILCOUNT: 469 },
    { ...statRow('root', '-system-', ''), SENDCOUNT: 24, SUCCESSCOUNT: 24 },
  ];
  return [nobodys[0] ?? {}, ...rows.values(), nobodys[1] ?? {}];
}

function statRow(user: string, domain: string, primary: string): Record<string, string | number> {
  const counts = { SENDCOUNT: 0, SUCCESSCOUNT: 0, DEFERCOUNT: 0, FAILCOUNT: 0, DEFERFAILCOUNT: 0, TOTALSIZE: 0 };
  return { USER: user, DOMAIN: domain, PRIMARY_DOMAIN: primary, OWNER: 'reseller1', REACHED_MAXDEFERFAIL: 0, REACHED_MAXEMAILS: 0, ...counts };
}

function countsOf({ sent, delivered, deferred, failed, bytes }: World['traffic'][number]): Readonly<Record<string, number>> {
  return { SENDCOUNT: sent, SUCCESSCOUNT: delivered, DEFERCOUNT: deferred, FAILCOUNT: failed, DEFERFAILCOUNT: deferred + failed, TOTALSIZE: bytes };
}

const TYPES = { delivered: 'success', deferred: 'defer', failed: 'failure', in_progress: 'inprogress' } as const;

function searchRows(asked: Asked, { messages }: World, { tricks }: Manner): Row[] {
  const most = tricks.alwaysCuts === true ? 250 : Number(asked.query.get('max_results_by_type') ?? 250);
  const sent = new Map<string, number>();
  return messages
    .map(messageRow)
    .filter((row) => asked.query.get(String(row['type'])) !== '0' && passesFilters(row, asked.query))
    .sort((a, b) => Number(b['sendunixtime']) - Number(a['sendunixtime']))
    .filter(({ type }) => {
      const count = (sent.get(String(type)) ?? 0) + 1;
      sent.set(String(type), count);
      return most === 0 || count <= most;
    })
    .sort((a, b) => Number(a['sendunixtime']) - Number(b['sendunixtime']));
}

function passesFilters(row: Row, query: URLSearchParams): boolean {
  return ['a', 'b', 'c'].every((letter) => {
    const field = query.get(`api.filter.${letter}.field`);
    if (field === null) return true;
    const [value, wanted] = [row[field], query.get(`api.filter.${letter}.arg0`)];
    const type = query.get(`api.filter.${letter}.type`);
    if (type === 'gt') return Number(value) > Number(wanted);
    return type === 'lt_equal' ? Number(value) <= Number(wanted) : String(value) === wanted;
  });
}

function messageRow(message: WorldMessage): Row {
  return {
    type: TYPES[message.outcome],
    user: message.login,
    domain: message.domain,
    sender: message.sender,
    email: message.sender,
    recipient: message.recipient,
    sendunixtime: seconds(message.sentAt),
    actionunixtime: message.at === null ? null : seconds(message.at),
    // Local time of a server that does not say of which zone.
    actiontime: '2026-01-10 12:00:05',
    transport_is_remote: bit(message.remote),
    message: message.text,
    msgid: message.messageId,
    size: message.sizeBytes,
    host: null,
    ip: null,
    deliveredto: null,
  };
}
