import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { app, preventable } from './app.ts';
import { Browser } from './browser.ts';
import { records } from './records.ts';
import { WebContents } from './web-contents.ts';

const Options = z.looseObject({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  webPreferences: z.looseObject({ preload: z.string() }),
});
const Attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string(), openerId: z.string().optional() }),
});

let browser: Browser | undefined;
export const windows = new Set<BrowserWindow>();
const sessions = new Map<string, (session: string) => void>();

/** Starts Chromium; then the app is ready. */
export async function launchBrowser(): Promise<void> {
  const started = new Browser(app.getPath('userData'));
  browser = started;
  app.once('stand-in-exit', () => started.kill());
  started.on('Target.attachedToTarget', undefined, (params) => void attached(started, Attached.parse(params)));
  await started.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  app.markReady();
}

async function attached(started: Browser, { sessionId, targetInfo }: z.infer<typeof Attached>): Promise<void> {
  if (targetInfo.type === 'page' && targetInfo.openerId !== undefined) {
    // Its opener hears of it by an event of its own. It shares the opener's thread: closed while it is still paused, it would leave both of them paused for good.
    await started.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {});
    await started.send('Target.closeTarget', { targetId: targetInfo.targetId });
    return;
  }
  sessions.get(targetInfo.targetId)?.(sessionId);
  early.set(targetInfo.targetId, sessionId);
  await started.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
}
/** Sessions that came before anybody waited for them. */
const early = new Map<string, string>();

async function createTarget(started: Browser): Promise<{ session: string; targetId: string }> {
  const { targetId } = z.object({ targetId: z.string() }).parse(await started.send('Target.createTarget', { url: 'about:blank' }));
  const session = early.get(targetId) ?? (await new Promise<string>((resolve) => sessions.set(targetId, resolve)));
  return { session, targetId };
}

/** A window: a page of Chromium plus what main may ask of a window. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  targetId = '';
  readonly #bounds: { x: number; y: number; width: number; height: number };
  readonly #opening: Promise<void>;
  #maximized = false;
  #destroyed = false;

  constructor(options: unknown) {
    super();
    app.needReady('new BrowserWindow');
    if (browser === undefined) throw new Error('No browser');
    const { x, y, width, height, webPreferences } = Options.parse(options);
    records.windows.push(structuredClone(options));
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents(browser);
    windows.add(this);
    app.emit('web-contents-created', preventable(), this.webContents);
    this.#opening = this.#attach(browser, webPreferences.preload);
  }

  async #attach(started: Browser, preload: string): Promise<void> {
    const target = await createTarget(started);
    this.targetId = target.targetId;
    const { width, height } = this.#bounds;
    await this.webContents.attach(target, preload, { width, height });
  }

  async loadURL(url: string): Promise<void> {
    await this.#opening;
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (!event.prevented()) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    void browser?.send('Target.closeTarget', { targetId: this.targetId });
    if (windows.size === 0 && !app.emit('window-all-closed')) app.quit();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {
    records.shown += 1;
  }

  focus(): void {
    records.focused += 1;
  }

  isMinimized(): boolean {
    return false;
  }

  maximize(): void {
    this.#maximized = true;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds };
  }
}

app.closeWindows = async () => {
  for (const window of [...windows]) window.close();
};
