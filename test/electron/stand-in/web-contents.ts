import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { preventable } from './app.ts';
import type { Browser } from './browser.ts';
import { BINDING, ISOLATED_WORLD, MAIN_WORLD, PRELOAD } from './page-scripts.ts';
import { type MessagePortMain, type PortTraffic, RemotePorts } from './ports.ts';
import { records } from './records.ts';
import { defaultSession } from './session.ts';

/** `app://` never reaches the protocol's interception; this origin is secure and resolves nowhere. */
const toWeb = (url: string): string => url.replace(/^app:\/\/([^/]+)/, 'https://$1.app.invalid');
const fromWeb = (url: string): string => url.replace(/^https:\/\/([^/]+)\.app\.invalid/, 'app://$1');

const Encoded = z.union([z.object({ text: z.string() }), z.object({ bytes: z.array(z.number()) }), z.object({ json: z.unknown().optional() })]);
const FromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ipc'), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ type: z.literal('port'), id: z.number(), data: Encoded }),
  z.object({ type: z.literal('port-close'), id: z.number() }),
]);
const Context = z.object({ context: z.object({ id: z.number(), name: z.string() }) });
const Paused = z.object({
  requestId: z.string(),
  resourceType: z.string(),
  frameId: z.string(),
  request: z.object({ url: z.string(), method: z.string(), headers: z.record(z.string(), z.string()) }),
});
const Navigated = z.object({ frame: z.object({ url: z.string(), parentId: z.string().optional() }) });

type OpenHandler = (details: { url: string }) => { action: string };

/** A page in Chromium: its preload, its messages, its requests and its navigation, as main knows them. */
export class WebContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly #browser: Browser;
  readonly #ports = new RemotePorts((traffic) => void this.#toPage(encodeTraffic(traffic)));
  #session = '';
  #mainFrame = '';
  #isolated: number | undefined;
  #url = 'about:blank';
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #loading: string | undefined;
  #destroyed = false;
  #zoom = 0;

  constructor(browser: Browser) {
    super();
    this.#browser = browser;
  }

  /** Attaches to a blank page and puts the preload in place, before anything is loaded. */
  async attach(target: { session: string; targetId: string }, preload: string, size: { width: number; height: number }): Promise<void> {
    this.#session = target.session;
    this.#mainFrame = target.targetId;
    const key = `stand-in-${Math.random().toString(36).slice(2)}`;
    this.#listen();
    await this.#send('Page.enable');
    await this.#send('Runtime.enable');
    await this.#send('Inspector.enable');
    await this.#send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    await this.#send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: MAIN_WORLD(key) });
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: PRELOAD(key, readFileSync(preload, 'utf8')), worldName: ISOLATED_WORLD });
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  }

  async load(url: string): Promise<void> {
    this.#loading = url;
    const loaded = this.#browser.once('Page.loadEventFired', this.#session);
    const { errorText, loaderId } = z
      .object({ errorText: z.string().optional(), loaderId: z.string().optional() })
      .parse(await this.#send('Page.navigate', { url: toWeb(url) }));
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
    // Within the page that is there already nothing is loaded.
    if (loaderId === undefined) {
      this.#loading = undefined;
      this.#url = url;
      return;
    }
    await loaded;
    this.emit('did-finish-load');
  }

  reload(): void {
    this.load(this.#url).catch((error: unknown) => this.emit('did-fail-load', error));
  }

  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void {
    if (this.#destroyed) throw new Error('Object has been destroyed');
    void this.#toPage({ type: 'ipc', channel, args: [message], ports: ports.map((port) => this.#ports.adopt(port)) });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setZoomLevel(level: number): void {
    this.#zoom = level;
  }

  getZoomLevel(): number {
    return this.#zoom;
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#ports.closeAll();
    this.emit('destroyed');
  }

  /** For tests: a command to this very page. */
  command(method: string, params: object = {}): Promise<unknown> {
    return this.#send(method, params);
  }

  #send(method: string, params: object = {}): Promise<unknown> {
    return this.#browser.send(method, params, this.#session);
  }

  async #toPage(message: object): Promise<void> {
    if (this.#isolated === undefined || this.#destroyed) return;
    const expression = `${BINDING}Receive(${JSON.stringify(JSON.stringify(message))})`;
    // A page that navigated meanwhile takes its messages with it, as in Electron.
    await this.#send('Runtime.evaluate', { expression, contextId: this.#isolated }).catch(() => {});
  }

  #listen(): void {
    const on = (method: string, listener: (params: unknown) => void): void => this.#browser.on(method, this.#session, listener);
    on('Runtime.executionContextCreated', (params) => {
      const { context } = Context.parse(params);
      if (context.name === ISOLATED_WORLD) this.#isolated = context.id;
    });
    on('Runtime.executionContextsCleared', () => {
      this.#isolated = undefined;
      this.#ports.closeAll();
    });
    on('Page.frameNavigated', (params) => {
      const { frame } = Navigated.parse(params);
      if (frame.parentId === undefined) this.#url = fromWeb(frame.url);
    });
    on('Runtime.bindingCalled', (params) => this.#fromPage(z.object({ payload: z.string() }).parse(params).payload));
    on('Fetch.requestPaused', (params) => void this.#request(Paused.parse(params)));
    on('Page.windowOpen', (params) => {
      const { url } = z.object({ url: z.string() }).parse(params);
      records.popups.push({ url, action: this.#openHandler({ url: fromWeb(url) }).action });
    });
    on('Inspector.targetCrashed', () => {
      this.#ports.closeAll();
      this.emit('render-process-gone', preventable(), { reason: 'crashed', exitCode: 5 });
    });
  }

  #fromPage(payload: string): void {
    const message = FromPage.parse(JSON.parse(payload));
    if (message.type === 'port') {
      const { data } = message;
      const value = 'text' in data ? data.text : 'bytes' in data ? Uint8Array.from(data.bytes) : data.json;
      this.#ports.receive({ type: 'port', id: message.id, data: value });
    } else if (message.type === 'port-close') this.#ports.receive(message);
    else {
      const senderFrame = { url: this.#url, detached: false, parent: null };
      if (!this.ipc.emit(message.channel, { sender: this, senderFrame }, ...message.args)) records.badSenders += 1;
    }
  }

  async #request(paused: z.infer<typeof Paused>): Promise<void> {
    const url = fromWeb(paused.request.url);
    const isPage = paused.resourceType === 'Document' && paused.frameId === this.#mainFrame;
    const own = isPage && url === this.#loading;
    if (own) this.#loading = undefined;
    if (isPage && !own && this.#refusesNavigation(url)) {
      records.refusedNavigations.push(url);
      // "Aborted" keeps the page; any other reason leaves an error page.
      return this.#answer('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
    }
    if (defaultSession.cancels(url)) {
      records.cancelledRequests.push(url);
      return this.#answer('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'BlockedByClient' });
    }
    return this.#serve(paused, url, own);
  }

  #refusesNavigation(url: string): boolean {
    const frame = preventable({ url, isMainFrame: true });
    this.emit('will-frame-navigate', frame);
    const main = preventable({ url });
    this.emit('will-navigate', main);
    return frame.prevented() && main.prevented();
  }

  async #serve({ requestId, request: { method, headers } }: z.infer<typeof Paused>, url: string, byMain: boolean): Promise<void> {
    const handler = defaultSession.handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return this.#answer('Fetch.failRequest', { requestId, errorReason: 'AddressUnreachable' });
    const request = new Request(url, { method, headers });
    if (!byMain) Object.defineProperty(request, 'initiatorOrigin', { value: new URL('/', this.#url).href.slice(0, -1) });
    const response = await handler(request);
    records.served.push(`${response.status} ${url}`);
    await this.#answer('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  async #answer(method: string, params: object): Promise<void> {
    // The page may have dropped the request meanwhile.
    await this.#send(method, params).catch(() => {});
  }
}

function encodeTraffic(traffic: PortTraffic): object {
  if (traffic.type === 'port-close') return traffic;
  const { data } = traffic;
  if (typeof data === 'string') return { ...traffic, data: { text: data } };
  return { ...traffic, data: data instanceof Uint8Array ? { bytes: [...data] } : { json: data } };
}
