import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/node';
import { z } from 'zod';
import type { AppRouter } from '../app/router.ts';
import { SECURITY_HEADERS } from '../boot/content-security-policy.ts';
import type { Logger } from '../ports/logger.ts';
import { cookie, header, type Refusal, refuseBody, refuseStranger } from './guard.ts';
import { Sessions } from './sessions.ts';
import { type ServeStatic, staticFiles } from './static-files.ts';

export interface HeadlessServer {
  readonly port: number;
  readonly controlToken: string;
  /** The address with a fresh one-time code in its fragment, which browsers keep to themselves. */
  freshUrl(): string;
  close(): Promise<void>;
}

interface ServerParts {
  readonly router: AppRouter;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** What a visitor without a link is shown. */
  readonly noSessionPage: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly now: () => number;
  readonly logger: Logger;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const SMALL_BODY_BYTES = 4096;

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  response.end(text);
}

/** Shaped as the RPC client expects an error, so that the page meets a refused call as an error with `status` and `code`. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, reason }: Refusal): void {
  const code = status === 401 ? 'UNAUTHORIZED' : 'REFUSED';
  // What the caller still sends is not read: the connection ends with this answer.
  if (request.method === 'POST') response.setHeader('connection', 'close');
  json(response, status, { json: { defined: false, code, status, message: reason } });
}

async function smallBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = z.instanceof(Uint8Array).parse(chunk);
    size += bytes.length;
    if (size > SMALL_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

const Login = z.object({ code: z.string().max(200) });

/** Spends the code of a link for a session. */
function login(sessions: Sessions): Answer {
  return async (request, response) => {
    const body = Login.safeParse(await smallBody(request));
    const opened = body.success ? sessions.open(body.data.code) : undefined;
    if (opened === undefined) return refuse(request, response, { status: 401, reason: 'code' });
    response.setHeader('set-cookie', `${sessions.cookieName}=${opened.cookie}; Path=/; HttpOnly; SameSite=Strict`);
    json(response, 200, { token: opened.token });
  };
}

/** Ends the session of whoever calls, such as a command that has done its work. */
function logout(sessions: Sessions): Answer {
  return (request, response) =>
    sessions.end(cookie(request, sessions.cookieName), header(request, 'x-sendward-token'))
      ? json(response, 200, {})
      : refuse(request, response, { status: 401, reason: 'session' });
}

function rpc(router: AppRouter, sessions: Sessions): Answer {
  const handler = new RPCHandler(router);
  return async (request, response) => {
    if (!sessions.allows(cookie(request, sessions.cookieName), header(request, 'x-sendward-token'))) {
      return refuse(request, response, { status: 401, reason: 'session' });
    }
    response.setHeader('cache-control', 'no-store');
    const { matched } = await handler.handle(request, response, { prefix: '/rpc', context: {} });
    if (!matched) refuse(request, response, { status: 404, reason: 'operation' });
  };
}

function page(serve: ServeStatic, noSessionPage: string): Answer {
  return (request, response) => {
    if (serve(request, response)) return;
    if (request.url !== '/no-session.html') return refuse(request, response, { status: 404, reason: 'path' });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : noSessionPage);
  };
}

interface Routes {
  readonly page: Answer;
  readonly login: Answer;
  readonly logout: Answer;
  readonly rpc: Answer;
  readonly control: Answer;
}

function route(routes: Routes): Answer {
  return (request, response) => {
    if (request.method !== 'POST') return routes.page(request, response);
    const refusal = refuseBody(request);
    if (refusal !== undefined) return refuse(request, response, refusal);
    const path = request.url ?? '';
    if (path === '/session') return routes.login(request, response);
    if (path === '/session/end') return routes.logout(request, response);
    if (path === '/control/link') return routes.control(request, response);
    if (path.startsWith('/rpc/')) return routes.rpc(request, response);
    return refuse(request, response, { status: 404, reason: 'path' });
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Serves the page and the contract on this machine only. Rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<HeadlessServer> {
  const sessions = new Sessions(parts.now);
  const freshUrl = (): string => `http://127.0.0.1:${port}/#code=${sessions.issueCode()}`;
  const answer = route({
    page: page(staticFiles(parts.pageFolder), parts.noSessionPage),
    login: login(sessions),
    logout: logout(sessions),
    rpc: rpc(parts.router, sessions),
    control: (request, response) =>
      sessions.controls(header(request, 'x-sendward-control'))
        ? json(response, 200, { url: freshUrl() })
        : refuse(request, response, { status: 401, reason: 'control token' }),
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refusal = refuseStranger(request, port);
    if (refusal !== undefined) return refuse(request, response, refusal);
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        parts.logger.error('request_failed', error);
        response.destroy();
      });
  });
  const port = await listen(server, parts.port);
  return {
    port,
    controlToken: sessions.controlToken,
    freshUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
