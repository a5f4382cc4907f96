import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '../../bin/sendward.mjs');
/** No data folder: what whoever runs the tests has on his machine is no business of theirs. */
const NO_DATA = join(import.meta.dirname, 'no-data');
const ENVIRONMENT = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '', SENDWARD_DATA: NO_DATA, DISPLAY: '', WAYLAND_DISPLAY: '' };

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** The Node to run on; the one of the test when left out. */
  readonly node?: string;
}

function launch(args: readonly string[], { env = {}, node = process.execPath }: Start): ChildProcess {
  return spawn(node, [PROGRAM, ...args], { env: { ...ENVIRONMENT, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs one command line to its end. */
export function run(args: readonly string[], start: Start = {}): Promise<Ended> {
  const child = launch(args, start);
  const read = (stream: NodeJS.ReadableStream | null): string[] => {
    const chunks: string[] = [];
    stream?.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
    return chunks;
  };
  const [out, err] = [read(child.stdout), read(child.stderr)];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

/** Runs a verb with `--json` and gives its one document. */
export async function runJson(args: readonly string[], start: Start = {}): Promise<{ readonly code: number | null; readonly json: unknown }> {
  const { code, out, err } = await run([...args, '--json'], start);
  const lines = out.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`Not one line of JSON: ${out}\n${err}`);
  return { code, json: JSON.parse(lines[0] ?? '') };
}

export interface Serving {
  readonly line: string;
  readonly pid: number | undefined;
  /** Sends SIGTERM and resolves with the exit code. */
  end(): Promise<number | null>;
}

/** Starts `serve` and waits for its first line. */
export async function serve(args: readonly string[], start: Start = {}): Promise<Serving> {
  const child = launch(['serve', ...args], start);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then((code) => reject(new Error(`serve ended with ${code}`)));
  });
  return {
    line,
    pid: child.pid,
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export interface Watched {
  /** The next line of the answer. */
  next(): Promise<string>;
  /** Sends SIGTERM and resolves with the exit code. */
  end(): Promise<number | null>;
}

/** Starts a verb that goes on until it is stopped. */
export function watch(args: readonly string[], start: Start = {}): Watched {
  const child = launch(args, start);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (child.stdout === null) throw new Error('No answer can be read');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('It ended without another line');
      return value;
    },
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
