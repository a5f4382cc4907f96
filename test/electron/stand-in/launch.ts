import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const Answer = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });

export interface LaunchOptions {
  /** Built main of the shell, unmodified. */
  readonly main: string;
  readonly dataFolder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The desktop shell, running on the stand-in. */
export interface RunningShell {
  readonly pid: number;
  /** Runs an expression in the page's own world. */
  evaluate(expression: string): Promise<unknown>;
  /** Asks or orders by a verb of `control.ts`. */
  tell(verb: string, argument?: unknown): Promise<unknown>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Everything written to standard output and error so far. */
  output(): string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  kill(): void;
}

/** Starts an unmodified main on the stand-in, on a data folder of its own. */
export function launchShell({ main, dataFolder, env = {} }: LaunchOptions): RunningShell {
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'register.ts'), main, '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent', STAND_IN_USER_DATA: dataFolder, ...env },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => void output.push(text));
  const ended = once(child, 'exit').then(([code]) => z.number().nullable().parse(code));
  const tell = teller(child, output);
  const evaluate = (expression: string): Promise<unknown> => tell('evaluate', expression);
  return {
    pid: child.pid ?? 0,
    evaluate,
    tell,
    until: (expression) => untilTrue(expression, evaluate, output),
    output: () => output.join(''),
    ended,
    kill: () => void child.kill('SIGKILL'),
  };
}

function teller(child: ChildProcess, output: readonly string[]): RunningShell['tell'] {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on('message', (message) => {
    const { id, value, error } = Answer.parse(message);
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new ShellEnded(output.join('')));
  });
  return (verb, argument) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, verb, argument }, (error) => error !== null && reject(new ShellEnded(error.message)));
    });
}

async function untilTrue(expression: string, evaluate: (expression: string) => Promise<unknown>, output: readonly string[]): Promise<void> {
  const end = Date.now() + 45_000;
  let problem: unknown;
  while (Date.now() < end) {
    // No window yet, or a page between two documents: asked again.
    try {
      if ((await evaluate(expression)) === true) return;
    } catch (error) {
      problem = error;
    }
    if (problem instanceof ShellEnded) break;
    await pause(50);
  }
  throw new Error(`Never true: ${expression}\n${String(problem ?? '')}\n${output.join('')}`);
}

/** The shell's process is gone; the message is what it wrote. */
export class ShellEnded extends Error {}
