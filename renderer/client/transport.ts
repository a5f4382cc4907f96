import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { z } from 'zod';
import { connection } from './connection.ts';

/** What the desktop shell's preload puts on the window: nothing but a way to be handed a port to the core. */
interface DesktopBridge {
  readonly shell: 'electron';
  connect(): void;
}

declare global {
  interface Window {
    readonly sendward?: DesktopBridge;
  }
}

const TOKEN_KEY = 'sendward-token';
const Session = z.object({ token: z.string().min(1) });

/**
 * A link to the core: over a message port in the desktop shell, over HTTP in a browser.
 * `onClosed` is called when this link is dead for good (the core was restarted) and a new one has to be opened.
 */
export async function openLink(onClosed: () => void): Promise<ClientLink<ClientContext>> {
  return window.sendward?.shell === 'electron' ? await portLink(window.sendward, onClosed) : await httpLink();
}

async function portLink(bridge: DesktopBridge, onClosed: () => void): Promise<ClientLink<ClientContext>> {
  const port = await new Promise<MessagePort>((resolve) => {
    const receive = (event: MessageEvent) => {
      const [received] = event.ports;
      if (event.source !== window || event.origin !== window.location.origin || received === undefined) return;
      window.removeEventListener('message', receive);
      resolve(received);
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
  port.addEventListener('close', onClosed);
  port.start();
  return new PortLink({ port });
}

async function httpLink(): Promise<ClientLink<ClientContext>> {
  const token = await sessionToken();
  return new HttpLink({
    url: new URL('rpc', window.location.origin).href,
    headers: { 'x-sendward-token': token },
    fetch: async (request, init) => {
      const response = await fetch(request, init);
      if (response.status === 401 || response.status === 403) connection.refused();
      return response;
    },
  });
}

/** Exchanges the one-time code of the address for a token of this tab; the code leaves the address at once. */
async function sessionToken(): Promise<string> {
  const code = new URLSearchParams(window.location.hash.replace(/^#\/?/, '')).get('code');
  if (code === null) return sessionStorage.getItem(TOKEN_KEY) ?? '';
  window.history.replaceState(null, '', `${window.location.pathname}#/`);
  const response = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
  const session = response.ok ? Session.safeParse(await response.json()) : undefined;
  if (session?.success !== true) {
    connection.refused();
    return '';
  }
  sessionStorage.setItem(TOKEN_KEY, session.data.token);
  return session.data.token;
}
