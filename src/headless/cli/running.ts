import { request } from 'node:http';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { runningServer } from '../../boot/runtime-file.ts';
import type { Contract } from '../../contract/index.ts';
import { parseJson } from '../../shared/json.ts';

/** Where a server is reached. */
export interface Address {
  /** With a one-time code in its fragment. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

const Link = z.object({ url: z.url() });
const Session = z.object({ token: z.string() });

/** Asks the server that holds the folder for a fresh link. Undefined when its note is stale or it does not answer. */
export async function linkOfRunning(folder: string): Promise<Address | undefined> {
  const running = runningServer(folder);
  if (running === undefined) return undefined;
  const { port, pid, controlToken } = running;
  const headers = { 'content-type': 'application/json', 'content-length': 2, origin: `http://127.0.0.1:${port}`, 'x-sendward-control': controlToken };
  const text = await new Promise<string>((resolve) => {
    const call = request({ host: '127.0.0.1', port, path: '/control/link', method: 'POST', headers, timeout: 5000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.once('end', () => resolve(body)).once('error', () => resolve(''));
    });
    call.once('error', () => resolve('')).once('timeout', () => call.destroy());
    call.end('{}');
  });
  // After a crash another program may answer on that port.
  const link = Link.safeParse(parseJson(text));
  return link.success && isHere(link.data.url, port) ? { url: link.data.url, port, pid } : undefined;
}

/** The note may be stale, and another program may answer on its port: whoever opens the link, or sends its code, must not be led away from this machine. */
function isHere(url: string, port: number): boolean {
  const { origin, username, password } = new URL(url);
  return [`http://127.0.0.1:${port}`, `http://[::1]:${port}`].includes(origin) && username === '' && password === '';
}

/** A session with a server that another process runs. */
export interface Visit {
  readonly client: ContractRouterClient<Contract>;
  /** Ends the session, so that commands which come one after another push no window out. */
  leave(): Promise<void>;
}

/** Calls the server that holds the folder, as another window of it would. Undefined when there is none, or it cannot be reached. */
export async function visitRunning(folder: string): Promise<Visit | undefined> {
  const link = await linkOfRunning(folder);
  if (link === undefined) return undefined;
  const { origin, hash } = new URL(link.url);
  const response = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ code: new URLSearchParams(hash.slice(1)).get('code') }),
  });
  if (!response.ok) return undefined;
  const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  const { token } = Session.parse(await response.json());
  const headers = { cookie: cookie.join('; '), origin, 'x-sendward-token': token };
  return {
    client: createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers })),
    leave: async () => {
      // A server that has gone has no sessions left.
      await fetch(`${origin}/session/end`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }).catch(() => undefined);
    },
  };
}
