import { join } from 'node:path';
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron/main';
import type { SystemSealer } from './adapters/safe-storage.ts';
import { type CoreOptions, FromCore, type ToCore } from './core-process/messages.ts';
import { afterCrash } from './lifecycle/restart.rules.ts';

export interface CoreHostOptions {
  readonly core: CoreOptions;
  /** Folder of the built files. */
  readonly folder: string;
  readonly sealer: SystemSealer;
  /** The data folder could not be opened: a declared error. */
  onFailed(failure: Extract<FromCore, { kind: 'failed' }>): void;
  onAppearance(appearance: Extract<FromCore, { kind: 'appearance' }>): void;
  onAlerts(alerts: Extract<FromCore, { kind: 'alerts' }>): void;
  /** The core process ended by itself. `givenUp`: too often, somebody must decide. */
  onCrash(exitCode: number, givenUp: boolean): void;
}

/** The core process: started, given the pages' lines, restarted when it dies, and drained at the end. */
export class CoreHost {
  readonly #options: CoreHostOptions;
  readonly #crashedAt: number[] = [];
  /** Pages that asked for a line while there was no process to give it to. */
  readonly #waiting = new Set<WebContents>();
  #process: UtilityProcess | undefined;
  #draining = false;

  constructor(options: CoreHostOptions) {
    this.#options = options;
  }

  start(): void {
    const child = utilityProcess.fork(join(this.#options.folder, 'core-process.js'), [JSON.stringify(this.#options.core)], {
      serviceName: 'Sendward core',
    });
    this.#process = child;
    child.on('message', (message: unknown) => this.#receive(FromCore.parse(message)));
    child.once('exit', (code) => this.#ended(code));
    for (const contents of this.#waiting) this.connect(contents);
    this.#waiting.clear();
  }

  /** Gives the page a line of its own to the core: one end each, main keeps none. */
  connect(contents: WebContents): void {
    if (this.#process === undefined) {
      this.#waiting.add(contents);
      return;
    }
    if (contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#process.postMessage({ kind: 'page' } satisfies ToCore, [port1]);
    contents.postMessage('core-port', null, [port2]);
  }

  /** Resolves when the core has finished its message in flight and closed its data. */
  async drain(): Promise<void> {
    this.#draining = true;
    const child = this.#process;
    if (child === undefined) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      this.#post({ kind: 'drain' });
    });
  }

  /** Ends what did not end by itself. */
  kill(): void {
    this.#process?.kill();
  }

  #post(message: ToCore): void {
    this.#process?.postMessage(message);
  }

  #receive(message: FromCore): void {
    if (message.kind === 'failed') this.#options.onFailed(message);
    else if (message.kind === 'appearance') this.#options.onAppearance(message);
    else if (message.kind === 'alerts') this.#options.onAlerts(message);
    else if (message.kind === 'secret') void this.#answerSecret(message);
  }

  async #answerSecret({ id, verb, value }: Extract<FromCore, { kind: 'secret' }>): Promise<void> {
    if (verb === 'open') {
      this.#post({ kind: 'secret', id, answer: await this.#options.sealer.open(value) });
      return;
    }
    const sealed = await this.#options.sealer.seal(value);
    this.#post({ kind: 'secret', id, answer: sealed === null ? null : { value: sealed, resealed: null } });
  }

  #ended(exitCode: number): void {
    this.#process = undefined;
    if (this.#draining) return;
    const now = Date.now();
    this.#crashedAt.push(now);
    const verdict = afterCrash(this.#crashedAt, now);
    this.#options.onCrash(exitCode, verdict.kind === 'give_up');
    if (verdict.kind === 'restart') setTimeout(() => this.#draining || this.start(), verdict.delayMs);
  }
}
