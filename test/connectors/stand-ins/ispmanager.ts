import { fixture } from './canned.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';
import type { World, WorldAccount } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface IspmanagerTricks {
  /** Rows a page. */
  readonly page?: number;
  /** Sends the first page again and again. */
  readonly ignoresPage?: boolean;
  /** Calls that a session lasts. */
  readonly sessionCalls?: number;
  /** Answers to single functions. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

const SHAPES = ['usual', 'translated', 'xml', 'marks'] as const;
type Shape = (typeof SHAPES)[number];
type Row = Readonly<Record<string, string>>;

interface Question {
  readonly asked: Asked;
  readonly world: World;
  readonly shape: Shape;
  readonly tricks: IspmanagerTricks;
}

/** ISPmanager 6 as its published answers and users of it show it, for a reseller. It keeps sessions. */
export function ispmanagerDialect(tricks: IspmanagerTricks = {}): Dialect {
  const sessions = new Map<string, number>();
  return {
    kind: 'ispmanager',
    shapes: SHAPES,
    call: funcOf,
    admits: (asked, world) => admits(asked, world, sessions),
    answer: (asked, world, shape) => {
      const question = { asked, world, shape: SHAPES.find((one) => one === shape) ?? 'usual', tricks };
      const instead = tricks.instead?.[funcOf(asked)];
      if (instead !== undefined) return instead;
      return funcOf(asked) === 'auth' ? opened(question, sessions) : (TELLERS[funcOf(asked)]?.(question) ?? refusedBy('missed', 'func', 'Function not found'));
    },
    refusal: () => json(JSON.parse(fixture('ispmanager/error-auth.json'))),
    lacking: (call) => refusedBy('access', call, 'Insufficient privileges to execute the function'),
    failure: (_, reason) => refusedBy('internal', '', reason),
  };
}

function funcOf({ path, form }: Asked): string {
  return form.get('func') ?? path;
}

function admits({ path, form, query }: Asked, { login, secret }: World, sessions: Map<string, number>): boolean {
  if (path !== '/ispmgr' || form.get('out') !== 'json' || [...query].length > 0) return false;
  if (form.get('func') === 'auth') return form.get('username') === login && form.get('password') === secret;
  const left = sessions.get(form.get('auth') ?? '') ?? 0;
  sessions.set(form.get('auth') ?? '', left - 1);
  return left > 0;
}

function opened({ tricks, shape }: Question, sessions: Map<string, number>): Reply {
  const id = `session${sessions.size + 1}`;
  sessions.set(id, tricks.sessionCalls ?? 1000);
  if (shape === 'xml' || shape === 'marks') return xml(`<doc><auth id="${id}" level="16">${id}</auth></doc>`);
  return json({ doc: { auth: { $id: id, $level: '16', $: id } } });
}

const TELLERS: Readonly<Record<string, (question: Question) => Reply>> = {
  user: (question) => list(question, question.world.accounts.map(user), question.world.accounts),
  webdomain: (question) =>
    list(
      question,
      question.world.accounts.flatMap((account) =>
        // The newest first.
        [...account.otherDomains, account.domain].map((name) => ({
          id: String(account.uid * 10 + (name === account.domain ? 0 : 1)),
          name,
          owner: account.login,
          active: 'on',
        })),
      ),
    ),
  'user.edit': (question) => form(question),
  'user.history': (question) => history(question),
};

function user({ login, owner, suspended, emails, plan }: WorldAccount): Row {
  return { name: login, owner, active: suspended ? 'off' : 'on', fullname: emails.join(', '), preset: plan, quota_used: '812', quota_total: '2048' };
}

function list(question: Question, rows: readonly Row[], accounts: readonly WorldAccount[] = []): Reply {
  const { asked, tricks } = question;
  const size = Number(asked.form.get('p_cnt') ?? tricks.page ?? 1000);
  const number = tricks.ignoresPage === true ? 1 : Number(asked.form.get('p_num') ?? 1);
  const shown = rows.slice((number - 1) * size, number * size);
  return shaped(question, shown, { p_cnt: String(size), p_elems: String(rows.length), p_num: String(number) }, accounts);
}

/** A form is shown and not sent; whoever sends one changes something. */
function form(question: Question): Reply {
  const { asked, world } = question;
  if (asked.form.has('sok')) return refusedBy('value', 'sok', 'This stand-in is only read');
  const account = world.accounts.find(({ login }) => login === asked.form.get('elid'));
  const fields: Row =
    account === undefined
      ? { elid: '', name: '', limit_mailrate: '' }
      : { elid: account.login, name: account.login, limit_mailrate: String(account.perHour ?? 0) };
  return question.shape === 'xml' || question.shape === 'marks'
    ? xml(`<doc func="user.edit">${elements(fields)}</doc>`)
    : json({ doc: { $func: 'user.edit', ...wrapped(fields, question.shape), passwd: { $: 'not for the eyes of anybody' } } });
}

function history(question: Question): Reply {
  const account = question.world.accounts.find(({ login }) => login === question.asked.form.get('elid'));
  const row = (at: number, action: string, by: string): Row => ({ changedate: local(at), action, desc: '', ip: '198.51.100.7', user: by });
  const made = account === undefined ? [] : [row(account.createdAt, 'create', question.world.login)];
  const stopped = account?.suspendedAt == null ? [] : [row(account.suspendedAt, 'suspend', account.locked ? 'root' : question.world.login)];
  return shaped(question, [...stopped, ...made], { p_elems: String(made.length + stopped.length) });
}

/** What clocks in Moscow show. */
function local(at: number): string {
  return new Date(at + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function shaped({ asked, shape }: Question, rows: readonly Row[], page: Row, accounts: readonly WorldAccount[] = []): Reply {
  const func = funcOf(asked);
  if (shape === 'xml') return xml(`<doc lang="en" func="${func}">${rows.map((row) => `<elem>${elements(row)}</elem>`).join('')}${elements(page)}</doc>`);
  if (shape === 'marks') return xml(`<doc func="${func}">${rows.map((row, index) => marked(row, accounts[index])).join('')}${elements(page)}</doc>`);
  const elems = rows.map((row) => wrapped(row, shape));
  // One row may come alone.
  const elem = elems.length === 0 ? {} : { elem: shape === 'translated' && elems.length === 1 ? elems[0] : elems };
  return json({ doc: { $lang: 'en', $func: func, ...elem, ...wrapped(page, 'usual'), saved_filters: {}, tparams: { func: { $: func } } } });
}

/** On is a mark, and off is none. */
function marked({ active, ...row }: Row, account: WorldAccount | undefined): string {
  return `<elem>${elements(account === undefined && active !== undefined ? { ...row, active } : row)}${account !== undefined && active === 'on' ? '<active/>' : ''}</elem>`;
}

function wrapped(row: Row, shape: Shape): Readonly<Record<string, unknown>> {
  const value = (text: string) => (shape === 'translated' ? { $orig: text, $: `«${text}»`, brand_new: {} } : { $: text });
  return Object.fromEntries(Object.entries(row).map(([key, text]) => [key, value(text)]));
}

function elements(row: Row): string {
  return Object.entries(row)
    .map(([key, text]) => `<${key}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${key}>`)
    .join('');
}

/** Errors come with HTTP 200, and with the address of who asked. */
function refusedBy(type: string, object: string, message: string): Reply {
  const param = [{ $name: 'value', $: 'remote_addr: [198.51.100.7]' }];
  return json({ doc: { error: { $type: type, $object: object, $lang: 'en', msg: { $: message }, detail: { $: `${message} [198.51.100.7]` }, param } } });
}

function json(value: unknown): Reply {
  return { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(value) };
}

function xml(body: string): Reply {
  return { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}
