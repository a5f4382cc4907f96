import { DAY_MS } from '../../../src/shared/durations.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';
import { TODAY, type World, type WorldAccount } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface PleskTricks {
  /** Operators that this login may not use at all. */
  readonly denies?: readonly string[];
  /** The only address from which the secret key works is another one. */
  readonly otherAddress?: boolean;
  /** Logs in with this secret key alone. */
  readonly key?: string;
  /** Answers to single packets. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

type Shape = 'usual' | 'spread_out' | 'one_fails';

interface Manner {
  readonly shape: string;
  readonly tricks: PleskTricks;
}

const PATH = '/enterprise/control/agent.php';
/** The schema wants these children in this order. */
const OPERATIONS: Readonly<Record<string, RegExp>> = {
  'webspace/get': /^<webspace><get><filter\/><dataset><gen_info\/>(<mail\/>)?<\/dataset><\/get><\/webspace>/,
  'webspace/get_traffic': /^<webspace><get_traffic><filter\/><since_date>[\d-]{10}<\/since_date><to_date>[\d-]{10}<\/to_date><\/get_traffic><\/webspace>/,
  'customer/get': /^<customer><get><filter\/><dataset><gen_info\/><\/dataset><\/get><\/customer>/,
  'site/get': /^<site><get><filter\/><dataset><gen_info\/><\/dataset><\/get><\/site>/,
  'reseller/get': /^<reseller><get><filter><login>[^<]+<\/login><\/filter><dataset><gen-info\/><\/dataset><\/get><\/reseller>/,
};

/** The XML interface of Plesk as its published schema and samples describe it, for a reseller. */
export function pleskDialect(tricks: PleskTricks = {}): Dialect {
  return {
    kind: 'plesk',
    // Where one fails nothing is complete: that is for a test of just this.
    shapes: ['usual', 'spread_out'] satisfies readonly [Shape, ...Shape[]],
    call: (asked) => operationsOf(asked.body)?.[0] ?? asked.path,
    admits: ({ path, headers }, { login, secret }) =>
      path === PATH &&
      (tricks.key === undefined ? headers['http_auth_login'] === login && headers['http_auth_passwd'] === secret : headers['key'] === tricks.key),
    answer: (asked, world, shape) => answer(asked, world, { shape, tricks }),
    refusal: () => system(tricks.key === undefined ? 1001 : 11_003, 'Vous avez saisi un nom d’utilisateur ou un mot de passe incorrect.'),
    // The text is in the language of the server, and says other things in each.
    lacking: (call) => packet(operation(call, failed(1006, 'Доступ запрещён. OK.'))),
    failure: (call, reason) => packet(operation(call, failed(1023, reason))),
  };
}

/** What a packet asks for, in its order; null = it is none that the schema allows. */
function operationsOf(body: string): readonly string[] | null {
  const [, inner = ''] = /^<\?xml[^>]*\?><packet>([\s\S]*)<\/packet>$/.exec(body) ?? [];
  const found: string[] = [];
  let rest = inner;
  while (rest !== '') {
    const [name, pattern] = Object.entries(OPERATIONS).find(([, one]) => one.test(rest)) ?? [];
    if (name === undefined || pattern === undefined) return null;
    found.push(name);
    rest = rest.replace(pattern, '');
  }
  return found.length === 0 ? null : found;
}

function answer({ body }: Asked, world: World, { shape, tricks }: Manner): Reply {
  const asked = operationsOf(body);
  if (asked === null) return system(1014, 'Parser error: Request is invalid.');
  const instead = tricks.instead?.[asked[0] ?? ''];
  if (instead !== undefined) return instead;
  if (tricks.otherAddress === true) return system(11_003, 'PleskAPIInvalidSecretKeyException : Invalid secret key usage. Please check logs for details.');
  const parts = asked.map((one) =>
    operation(one, tricks.denies?.includes(one) === true ? failed(1006, 'Permission denied.') : resultsOf(one, body, { world, shape })),
  );
  const whole = packet(parts.join(''));
  return shape === 'spread_out' ? { ...whole, body: spreadOut(whole.body) } : whole;
}

/** The same with white space, comments, literal text and elements that nobody knows. */
function spreadOut(xml: string): string {
  return xml
    .replaceAll('<result>', '\n  <!-- <result>no</result> -->\n  <result>\n')
    .replaceAll('</result>', '\n  </result>')
    .replace(/<owner-login>([^<]*)<\/owner-login>/g, '<owner-login><![CDATA[$1]]></owner-login><brand-new a="1">7</brand-new>');
}

interface Scene {
  readonly world: World;
  readonly shape: string;
}

function resultsOf(name: string, body: string, { world, shape }: Scene): string {
  const broken = shape === 'one_fails' ? failed(1013, 'Объект не найден.') : '';
  if (name === 'reseller/get') return ok('7', `<gen-info><cr-date>2020-01-02</cr-date><status>${world.resellerSuspended ? 16 : 0}</status></gen-info>`);
  const ids = world.accounts.map((account) => ({ account, id: String(account.uid) }));
  if (name === 'customer/get') return broken + ids.map(({ account, id }) => ok(id, customer(account))).join('');
  if (name === 'site/get')
    return broken + ids.flatMap(({ account, id }) => [account.domain, ...account.otherDomains].map((site) => ok(`9${id}`, siteOf(site, id)))).join('');
  if (name === 'webspace/get') return ids.map(({ account, id }) => ok(id, webspace(account, body.includes('<mail/>')))).join('') + broken;
  const [, since = ''] = /<since_date>([\d-]+)</.exec(body) ?? [];
  const [, to = ''] = /<to_date>([\d-]+)</.exec(body) ?? [];
  return (
    ids
      .map(({ account, id }) => `<result><status>ok</status><filter-id>${id}</filter-id><id>${id}</id>${traffic(world, account, { since, to })}</result>`)
      .join('') + broken
  );
}

function customer({ login, emails, owner }: WorldAccount): string {
  const names = `<cname/><pname>${login}</pname><login>${login}</login>`;
  return `<gen_info><cr_date>2022-06-20</cr_date>${names}<status>0</status><phone/><email>${emails.join(', ')}</email><owner-login>${owner}</owner-login></gen_info>`;
}

function siteOf(site: string, webspaceId: string): string {
  return `<gen_info><cr_date>2022-06-20</cr_date><name>${site}</name><ascii-name>${site}</ascii-name><status>0</status><webspace-id>${webspaceId}</webspace-id></gen_info>`;
}

/** 16 is the host's, 32 the reseller's. */
function statusOf({ suspended, locked }: WorldAccount): number {
  return suspended ? (locked ? 16 : 32) : 0;
}

function webspace(account: WorldAccount, withMail: boolean): string {
  const { domain, login, uid, createdAt, perHour } = account;
  const names = `<cr_date>${dateOf(createdAt)}</cr_date><name>${domain}</name><ascii-name>${domain}</ascii-name><status>${statusOf(account)}</status>`;
  const info = `<gen_info>${names}<real_size>851863142</real_size><owner-id>${uid}</owner-id><owner-login>${login}</owner-login><guid>guid-${uid}</guid></gen_info>`;
  const limits = `<outgoing-messages-mbox-limit>default</outgoing-messages-mbox-limit><outgoing-messages-subscription-limit>${perHour ?? -1}</outgoing-messages-subscription-limit>`;
  return `${info}${withMail ? `<mail><mailservice>true</mailservice>${limits}</mail>` : ''}`;
}

/** Statistics are made at night: there is nothing of today yet, and nothing of a day without traffic. */
function traffic(world: World, { login }: WorldAccount, { since, to }: { readonly since: string; readonly to: string }): string {
  const bytes = new Map<string, number>();
  for (const hour of world.traffic.filter((one) => one.login === login && one.at < TODAY)) {
    const date = dateOf(hour.at);
    if (date >= since && date <= to) bytes.set(date, (bytes.get(date) ?? 0) + hour.bytes);
  }
  return [...bytes]
    .map(([date, sum]) => `<traffic><date>${date}</date><http_in>1200</http_in><smtp_in>49000</smtp_in><smtp_out>${sum}</smtp_out></traffic>`)
    .join('');
}

/** The day it is for the server, three hours ahead. */
function dateOf(at: number): string {
  return new Date(at + DAY_MS / 8).toISOString().slice(0, 10);
}

function ok(id: string, data: string): string {
  return `<result><status>ok</status><filter-id>${id}</filter-id><id>${id}</id><data>${data}</data></result>`;
}

function failed(code: number, text: string): string {
  return `<result><status>error</status><errcode>${code}</errcode><errtext>${escaped(text)}</errtext></result>`;
}

/** Without a single result it is an empty element. */
function operation(name: string, results: string): string {
  const [operator = '', verb = ''] = name.split('/');
  return `<${operator}>${results === '' ? `<${verb}/>` : `<${verb}>${results}</${verb}>`}</${operator}>`;
}

function system(code: number, text: string): Reply {
  return packet(`<system><status>error</status><errcode>${code}</errcode><errtext>${escaped(text)}</errtext></system>`);
}

function packet(inner: string): Reply {
  return { headers: { 'content-type': 'text/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n<packet version="1.6.9.1">${inner}</packet>` };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
