import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { records } from './records.ts';
import { pretendVersions } from './versions.ts';

const LOCK = 'stand-in.lock';
const NOTE = /^stand-in-note-\d+\.json$/;

pretendVersions();

/** `app`: order of start, single instance across real processes, and the way out. */
class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === '1';
  readonly commandLine = { hasSwitch: (name: string): boolean => process.argv.includes(`--${name}`) };
  #ready = false;
  #holdsLock = false;
  #userData = process.env['STAND_IN_USER_DATA'] ?? '';
  #becomeReady: () => void = () => {};
  readonly #whenReady = new Promise<void>((resolve) => {
    this.#becomeReady = resolve;
  });
  /** Closes the windows of a plain quit; set by the window module. */
  closeWindows: () => Promise<void> = async () => {};

  /** Called once the browser runs and main has been evaluated. */
  markReady(): void {
    this.#ready = true;
    this.emit('ready');
    this.#becomeReady();
  }

  needReady(what: string): void {
    if (!this.#ready) throw new Error(`${what} can only be used after the app is ready`);
  }

  needNotReady(what: string): void {
    if (this.#ready) throw new Error(`${what} must be called before the app is ready`);
  }

  isReady(): boolean {
    return this.#ready;
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  enableSandbox(): void {
    this.needNotReady('app.enableSandbox');
    records.sandboxEnabled = true;
  }

  setAppUserModelId(): void {}

  setBadgeCount(count: number): boolean {
    records.badges.push(count);
    return true;
  }

  setAboutPanelOptions(options: unknown): void {
    records.aboutPanel = options;
  }

  getName(): string {
    return 'Sendward';
  }

  getVersion(): string {
    return '0.0.0-stand-in';
  }

  getPreferredSystemLanguages(): string[] {
    return (process.env['STAND_IN_LANGUAGES'] ?? 'en-US').split(',');
  }

  getPath(name: string): string {
    if (name === 'userData') return this.#userData;
    throw new Error(`The stand-in has no path "${name}"`);
  }

  setPath(name: string, path: string): void {
    if (name !== 'userData' || !statSync(path).isDirectory()) throw new Error(`Cannot set the path "${name}"`);
    this.#userData = path;
  }

  /** Scope is the profile folder, as in Electron. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(this.#userData, { recursive: true });
    const lock = join(this.#userData, LOCK);
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(join(this.#userData, `stand-in-note-${process.pid}.json`), '{}');
      return false;
    }
    writeFileSync(lock, String(process.pid));
    this.#holdsLock = true;
    watch(this.#userData, () => this.#readNotes()).unref();
    return true;
  }

  relaunch(): void {
    records.relaunched += 1;
  }

  /** Asks; whoever prevents it decides. */
  quit(): void {
    const event = preventable();
    this.emit('before-quit', event);
    if (event.prevented()) return;
    void this.closeWindows().then(() => this.exit(0));
  }

  /** At once: no further event. */
  exit(code = 0): void {
    if (this.#holdsLock) rmSync(join(this.#userData, LOCK), { force: true });
    this.emit('stand-in-exit');
    process.exit(code);
  }

  #readNotes(): void {
    for (const name of readdirSync(this.#userData).filter((file) => NOTE.test(file))) {
      rmSync(join(this.#userData, name), { force: true });
      void this.#whenReady.then(() => this.emit('second-instance', preventable(), [], '', {}));
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // No such process: the lock is a leftover.
    return false;
  }
}

/** An event whose default can be prevented. */
export function preventable<T extends object>(fields?: T): T & { preventDefault(): void; prevented(): boolean } {
  let prevented = false;
  return Object.assign(fields ?? Object.create(null), {
    preventDefault: () => {
      prevented = true;
    },
    prevented: () => prevented,
  });
}

export const app = new App();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
process.once('disconnect', () => app.exit(0));
