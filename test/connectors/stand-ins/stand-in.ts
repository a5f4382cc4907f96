import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { PanelKind } from '../../../src/shared/panels.ts';
import { portOf } from '../../support/ports.ts';
import type { World } from './world.ts';

const pem = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), 'utf8');

/** A request as it came in. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body read as a form. */
  readonly form: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** It never gets ready. */
  readonly late?: boolean;
}

/** How a panel of one kind speaks. One dialect lives as long as its server and may keep sessions. */
export interface Dialect {
  readonly kind: PanelKind;
  /** Variants of the same answers that real servers give, the usual one first: numbers as text, an older envelope, keys nobody knows. */
  readonly shapes: readonly [string, ...string[]];
  /** Name of the call, as the connector names it in capabilities and errors. */
  call(asked: Asked): string;
  admits(asked: Asked, world: World): boolean;
  answer(asked: Asked, world: World, shape: string): Reply;
  /** A login it does not know. */
  refusal(): Reply;
  /** A known login without the privilege for this call. */
  lacking(call: string): Reply;
  /** The call went wrong, in the panel's own way of saying so. */
  failure(call: string, reason: string): Reply;
}

/** What goes wrong: at every call, or at one. `without` = the answer lacks a key. */
export interface Trouble {
  readonly at?: string;
  readonly kind:
    | 'refused'
    | 'page'
    | 'cut'
    | 'empty'
    | 'failure'
    | 'busy'
    | 'login_redirect'
    | 'redirect'
    | 'dropped'
    | 'cut_connection'
    | 'slow'
    | 'huge'
    | 'without';
  readonly key?: string;
}

export interface Behaviour {
  readonly shape?: string;
  /** Calls that the login has no privilege for. */
  readonly lacks?: readonly string[];
  readonly trouble?: Trouble;
}

export interface StandIn {
  readonly url: string;
  /** Of its certificate. */
  readonly sha256: string;
  /** Calls so far, as `METHOD name`. */
  calls(): readonly string[];
  /** The same with everything they carried. */
  requests(): readonly Asked[];
  /** The most that were being answered at the same time. */
  most(): number;
  behave(next: Behaviour): void;
  change(next: World): void;
  close(): Promise<void>;
}

export interface StandInChoice {
  readonly certificate?: 'panel' | 'other';
  readonly port?: number;
  /** How long each answer takes; some time, so that calls which overlap are caught. */
  readonly ms?: number;
}

/** A real HTTPS server on 127.0.0.1 with a certificate nobody signed, as panels have it. */
export async function startStandIn(dialect: Dialect, world: World, choice: StandInChoice = {}): Promise<StandIn> {
  const certificate = choice.certificate ?? 'panel';
  const state = { world, behaviour: empty(), now: 0, most: 0 };
  const requests: Asked[] = [];
  const server = createServer({ cert: pem(certificate), key: pem(`${certificate}-key`), keepAlive: false }, (incoming, response) => {
    state.now += 1;
    state.most = Math.max(state.most, state.now);
    response.once('close', () => {
      state.now -= 1;
    });
    read(incoming).then(
      (asked) => {
        requests.push(asked);
        setTimeout(() => reply(response, asked, { dialect, ...state }), choice.ms ?? 2);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(choice.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${portOf(server.address())}`,
    sha256: createHash('sha256')
      .update(new X509Certificate(pem(certificate)).raw)
      .digest('hex'),
    calls: () => requests.map((asked) => `${asked.method} ${dialect.call(asked)}`),
    requests: () => requests,
    most: () => state.most,
    behave: (next) => {
      state.behaviour = next;
    },
    change: (next) => {
      state.world = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const empty = (): Behaviour => ({});

async function read(incoming: IncomingMessage): Promise<Asked> {
  const parts: Uint8Array[] = [];
  for await (const part of incoming) parts.push(Buffer.from(part));
  const body = Buffer.concat(parts).toString();
  const url = new URL(incoming.url ?? '/', 'https://panel');
  return { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, form: new URLSearchParams(body), body, headers: incoming.headers };
}

interface Scene {
  readonly dialect: Dialect;
  readonly world: World;
  readonly behaviour: Behaviour;
}

function reply(response: ServerResponse, asked: Asked, scene: Scene): void {
  const call = scene.dialect.call(asked);
  const { trouble } = scene.behaviour;
  const troubled = trouble !== undefined && (trouble.at === undefined || trouble.at === call);
  if (troubled && trouble.kind === 'slow') return;
  if (troubled && trouble.kind === 'dropped') {
    response.destroy();
    return;
  }
  if (troubled && trouble.kind === 'cut_connection') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"data":', () => response.destroy());
    return;
  }
  const usual = (): Reply => usualReply(asked, call, scene);
  const { status = 200, headers = {}, body, late = false } = troubled ? troubledReply(trouble, { call, usual, scene }) : usual();
  if (!late) response.writeHead(status, headers).end(body);
}

function usualReply(asked: Asked, call: string, { dialect, world, behaviour }: Scene): Reply {
  if (!dialect.admits(asked, world)) return dialect.refusal();
  if (behaviour.lacks?.includes(call) === true) return dialect.lacking(call);
  return dialect.answer(asked, world, behaviour.shape ?? dialect.shapes[0]);
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

function troubledReply(trouble: Trouble, { call, usual, scene }: { readonly call: string; readonly usual: () => Reply; readonly scene: Scene }): Reply {
  const { dialect, world } = scene;
  switch (trouble.kind) {
    case 'refused':
      return dialect.refusal();
    case 'page':
      return { headers: HTML, body: '<!DOCTYPE html>\n<html dir="ltr">\n<head>\n<title>host1 - Panel</title>\n</head>\n<body></body>\n</html>' };
    case 'cut':
      return { ...usual(), body: usual().body.slice(0, Math.floor(usual().body.length * 0.6)) };
    case 'empty':
      return { ...usual(), body: '' };
    case 'failure':
      // Panels quote what they were given.
      return dialect.failure(call, `Something <b>broke</b> for ${world.login} ${world.secret} ${encodeURIComponent(world.secret)}`);
    case 'busy':
      return { status: 503, headers: { 'retry-after': '120' }, body: 'Service Unavailable' };
    case 'login_redirect':
      return { status: 302, headers: { location: '/login/?goto=1' }, body: '' };
    case 'redirect':
      return { status: 301, headers: { location: 'https://elsewhere.example/' }, body: '' };
    case 'huge':
      return { body: 'x'.repeat(3 * 1024 * 1024) };
    default:
      return { ...usual(), body: withoutKey(usual().body, trouble.key ?? '') };
  }
}

/** The same answer without a key, wherever it stands: JSON, XML or `key=value&…`. */
function withoutKey(body: string, key: string): string {
  if (/^\s*[[{]/.test(body)) return JSON.stringify(JSON.parse(body), (name, value: unknown) => (name === key ? undefined : value));
  if (body.trimStart().startsWith('<')) return body.replace(new RegExp(`<${key}\\b[^>]*>[\\s\\S]*?</${key}>|<${key}\\b[^>]*/>`, 'g'), '');
  return body
    .split('&')
    .filter((pair) => pair.split('=')[0] !== key)
    .join('&');
}
