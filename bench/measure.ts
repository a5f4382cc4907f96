import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';

/** Milliseconds of one run: by the clock on the wall, and of processor time, which a busy machine does not stretch. */
export interface Lap {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Several runs of the same work. */
export interface Timing {
  readonly runs: number;
  readonly wallMs: Spread;
  readonly cpuMs: Spread;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

const RESULTS = new URL('results/', import.meta.url);

/** Starts to measure; the function it returns says how long it has been. */
export function startLap(): () => Lap {
  const begin = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wallMs: performance.now() - begin, cpuMs: (user + system) / 1000 };
  };
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => Math.round((sorted[index] ?? 0) * 10) / 10;
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) };
}

/** Runs `work` a number of times, one after the other. `work` returns the lap that counts, or nothing to have all of it count. */
export async function measure(runs: number, work: () => Promise<Lap | undefined>): Promise<Timing> {
  const laps: Lap[] = [];
  for (let run = 0; run < runs; run++) {
    const lap = startLap();
    const own = await work();
    laps.push(own ?? lap());
  }
  return { runs, wallMs: spread(laps.map(({ wallMs }) => wallMs)), cpuMs: spread(laps.map(({ cpuMs }) => cpuMs)) };
}

/** Ratio of two medians of processor time, to two decimals: what stays comparable from machine to machine. */
export function ratio(ours: Timing, bare: Timing): number {
  return Math.round((ours.cpuMs.median / bare.cpuMs.median) * 100) / 100;
}

/** Prints a result and writes it to `bench/results/<name>.json`: figures on top, then details, then what the machine is. */
export function report(name: string, figures: Readonly<Record<string, unknown>>, details: Readonly<Record<string, unknown>> = {}): void {
  const machine = {
    node: process.version,
    platform: platform(),
    arch: arch(),
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 2 ** 20),
  };
  const text = JSON.stringify({ ...figures, ...details, machine }, null, 2);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(new URL(`${name}.json`, RESULTS), `${text}\n`);
  process.stdout.write(`${text}\n`);
}
