import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/** What came of one step. A step that counts nothing of its own counts as one. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** How many passed at their second try only. */
  readonly again?: number;
  /** Shown when something failed, or passed at its second try only. */
  readonly output: string;
}

export interface Step {
  readonly name: string;
  /** Name of a step that must have passed before; when it did not, this one fails unrun. */
  readonly after?: string;
  readonly run: () => Outcome | Promise<Outcome>;
}

const ROOT = join(import.meta.dirname, '../..');
/** Tools of the project come first, above all its Node. */
const ENVIRONMENT = {
  ...process.env,
  PATH: [dirname(process.execPath), join(ROOT, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

/** Runs a program of the project and answers what it printed and how it ended. `live` shows its output while it runs. */
export function program(
  command: readonly [string, ...string[]],
  options: { live?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<{ code: number; output: string }> {
  const [file, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: ROOT, env: { ...ENVIRONMENT, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (options.live === true) process.stdout.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step that is one program: it passes when the program ends with 0. */
export function command(name: string, ...line: [string, ...string[]]): Step {
  return {
    name,
    run: async () => {
      const { code, output } = await program(line);
      return code === 0 ? passed() : failed(output === '' ? `ended with ${code}` : output);
    },
  };
}

/** One passed check. */
export function passed(): Outcome {
  return { passed: 1, failed: 0, output: '' };
}

/** One failed check. */
export function failed(output: string): Outcome {
  return { passed: 0, failed: 1, output };
}

/** A step that passes when it finds nothing. */
export function findings(name: string, find: () => string | Promise<string>): Step {
  return {
    name,
    run: async () => {
      const found = await find();
      return found === '' ? passed() : failed(found);
    },
  };
}

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Runs steps, `lanes` at a time, and prints one line for each as it ends. Answers the sums. */
export async function runSteps(steps: readonly Step[], lanes: number): Promise<Outcome> {
  const ended = new Map<string, Promise<Outcome>>();
  const queue = [...steps];
  const all: Outcome[] = [];
  const next = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const start = performance.now();
      const outcome = afterwards(step, step.after === undefined ? undefined : await ended.get(step.after));
      ended.set(step.name, outcome);
      all.push(await outcome);
      report(step.name, await outcome, performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, next));
  return total(all);
}

async function afterwards(step: Step, before: Outcome | undefined): Promise<Outcome> {
  return before !== undefined && before.failed > 0 ? failed(`not run: "${step.after}" failed`) : await outcomeOf(step);
}

function report(name: string, { passed, failed, again = 0, output }: Outcome, ms: number): void {
  const counted = passed + failed > 1 ? `  ${passed} of ${passed + failed}${again > 0 ? `, ${again} at the second try` : ''}` : '';
  process.stdout.write(`${failed === 0 ? 'ok  ' : 'FAIL'} ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}${counted}\n`);
  if (failed + again > 0) process.stdout.write(`${output.trimEnd().replace(/^/gm, '       ')}\n`);
}

/** The sum of outcomes. */
export function total(outcomes: readonly Outcome[]): Outcome {
  const sum = (part: 'passed' | 'failed'): number => outcomes.reduce((count, outcome) => count + outcome[part], 0);
  return { passed: sum('passed'), failed: sum('failed'), output: '' };
}

/** Prints the sum, alone on the last line, and sets the exit status: nothing passed is a failure too. */
export function conclude({ passed, failed }: Outcome): void {
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
