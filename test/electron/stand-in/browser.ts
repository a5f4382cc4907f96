import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { z } from 'zod';

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  sessionId: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Whatever slips through an interception still reaches nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-pipe',
];

/** Chromium, spoken to over its pipe. */
export class Browser {
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #last = 0;

  constructor(profile: string) {
    const path = process.env['STAND_IN_CHROMIUM'] ?? '/usr/bin/chromium';
    this.#child = spawn(path, [...ARGUMENTS, `--user-data-dir=${join(profile, 'chromium')}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const [, , , input, output] = this.#child.stdio;
    if (!isWritable(input) || !isReadable(output)) throw new Error('Chromium has no pipe');
    this.#input = input;
    // The browser may be gone before its last message is written.
    input.on('error', () => {});
    this.#read(output);
  }

  /** Sends a command, to a page when `sessionId` is given. Rejects with the protocol's own message. */
  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  on(method: string, sessionId: string | undefined, listener: (params: unknown) => void): void {
    this.#events.on(`${method}@${sessionId ?? ''}`, listener);
  }

  once(method: string, sessionId: string): Promise<void> {
    return new Promise((resolve) => this.#events.once(`${method}@${sessionId}`, () => resolve()));
  }

  kill(): void {
    const { pid } = this.#child;
    // Its own process group: the renderers go with it.
    if (pid !== undefined && this.#child.exitCode === null) process.kill(-pid, 'SIGKILL');
  }

  #read(output: Readable): void {
    let buffer = '';
    output.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (buffer + chunk).split('\0');
      buffer = parts.pop() ?? '';
      for (const part of parts) this.#receive(Message.parse(JSON.parse(part)));
    });
  }

  #receive({ id, method, sessionId, params, result, error }: z.infer<typeof Message>): void {
    if (id === undefined) {
      this.#events.emit(`${method}@${sessionId ?? ''}`, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}

function isWritable(stream: Duplex | Readable | Writable | null | undefined): stream is Writable {
  return stream !== null && stream !== undefined && 'write' in stream;
}

function isReadable(stream: Duplex | Readable | Writable | null | undefined): stream is Readable {
  return stream !== null && stream !== undefined && 'read' in stream;
}
