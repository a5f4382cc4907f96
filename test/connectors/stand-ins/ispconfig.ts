import { fixture } from './canned.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';
import type { World, WorldAccount } from './world.ts';

/** Ways in which servers differ, for tests of just these. */
export interface IspconfigTricks {
  /** Calls that a session lasts. */
  readonly sessionCalls?: number;
  /** Answers to single functions. */
  readonly instead?: Readonly<Record<string, Reply>>;
}

const SHAPES = ['usual', 'canceled', 'numbers'] as const;

/** The remote API of ISPConfig as it is recorded. It keeps sessions. */
export function ispconfigDialect(tricks: IspconfigTricks = {}): Dialect {
  const sessions = new Map<string, number>();
  return {
    kind: 'ispconfig',
    shapes: SHAPES,
    call: methodOf,
    admits: (asked, world) => asked.path === '/remote/json.php' && (methodOf(asked) !== 'login' || isLogin(asked, world)),
    answer: (asked, world, shape) => {
      const method = methodOf(asked);
      const instead = tricks.instead?.[method];
      if (instead !== undefined) return instead;
      if (method === 'login') return opened(sessions, tricks.sessionCalls ?? 1000);
      return method === 'client_get'
        ? clients(asked, world, { shape, sessions })
        : json({ code: 'invalid_method', message: 'Method not found', response: false });
    },
    refusal: () => ({ body: fixture('ispconfig/error-login.recorded.json') }),
    lacking: () => fault('You do not have the permissions to access this function.'),
    failure: (_, reason) => fault(reason),
  };
}

function methodOf({ path, query }: Asked): string {
  return [...query.keys()][0] ?? path;
}

function bodyOf({ body }: Asked): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isLogin(asked: Asked, { login, secret }: World): boolean {
  const { username, password } = bodyOf(asked);
  return username === login && password === secret;
}

function opened(sessions: Map<string, number>, calls: number): Reply {
  const id = String(sessions.size + 1).padStart(32, '0');
  sessions.set(id, calls);
  return json({ code: 'ok', message: '', response: id });
}

interface Manner {
  readonly shape: string;
  readonly sessions: Map<string, number>;
}

function clients(asked: Asked, { accounts }: World, { shape, sessions }: Manner): Reply {
  const { session_id, client_id } = bodyOf(asked);
  const left = sessions.get(String(session_id)) ?? 0;
  sessions.set(String(session_id), left - 1);
  if (left <= 0) return { body: fixture('ispconfig/error-session.recorded.json') };
  // Anybody but -1 is one client.
  if (client_id !== -1) return { body: fixture('ispconfig/client_get-missing.recorded.json') };
  return json({ code: 'ok', message: '', response: accounts.map((account) => clientOf(account, shape)) });
}

function clientOf(account: WorldAccount, shape: string): object {
  const off = account.suspended ? (shape === 'canceled' ? { canceled: 'y' } : { locked: 'y' }) : {};
  const id = shape === 'numbers' ? account.uid : String(account.uid);
  return rowOf({ client_id: id, username: account.login, email: account.emails.join(', '), created_at: String(account.createdAt / 1000), ...off });
}

/** The answer holds much that is nobody's business. */
function rowOf(changes: object): object {
  const secrets = { password: '$5$rounds=5000$not-for-the-eyes-of-anybody', id_rsa: '-----BEGIN OPENSSH PRIVATE KEY-----', passphrase: 'nobody' };
  return {
    parent_client_id: '0',
    company_name: '',
    contact_name: 'Somebody',
    locked: 'n',
    canceled: 'n',
    can_use_api: 'n',
    limit_mailbox: '10',
    ...secrets,
    ...changes,
  };
}

/** Faults come with HTTP 200. */
function fault(message: string): Reply {
  return json({ code: 'remote_fault', message, response: false });
}

function json(value: unknown): Reply {
  return { headers: { 'content-type': 'text/html; charset=UTF-8' }, body: JSON.stringify(value) };
}
