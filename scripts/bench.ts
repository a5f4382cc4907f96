import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { conclude, program } from './check/steps.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'bench/results');

/** A result file is any JSON object; what it says at its top level is what the table shows. */
const Result = z.record(z.string(), z.unknown());

interface Row {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly figures: string;
}

function figuresOf(path: string): string {
  const figures = Object.entries(Result.parse(JSON.parse(readFileSync(path, 'utf8')))).filter(([, value]) =>
    ['number', 'string', 'boolean'].includes(typeof value),
  );
  return figures.map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`).join(', ');
}

/** Runs one benchmark with the machine to itself. It has to leave its result file anew. */
async function run(file: string): Promise<Row> {
  const name = basename(file, '.bench.ts');
  const result = join(RESULTS, `${name}.json`);
  rmSync(result, { force: true });
  process.stdout.write(`\n${name}\n`);
  const start = performance.now();
  const { code } = await program(['node', join('bench', file)], { live: true });
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) return { name, ok: false, seconds, figures: `ended with ${code}` };
  try {
    return { name, ok: true, seconds, figures: figuresOf(result) };
  } catch (error) {
    return { name, ok: false, seconds, figures: `no usable bench/results/${name}.json: ${String(error)}` };
  }
}

mkdirSync(RESULTS, { recursive: true });
// `npm run bench -- import` runs those whose name has "import" in it.
const wanted = process.argv.slice(2);
const files = globSync('*.bench.ts', { cwd: join(ROOT, 'bench') }).filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
const rows: Row[] = [];
for (const file of files.sort()) rows.push(await run(file));

process.stdout.write('\n');
const width = Math.max(0, ...rows.map(({ name }) => name.length));
for (const { name, ok, seconds, figures } of rows)
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${name.padEnd(width)}  ${figures}\n`);
const passed = rows.filter(({ ok }) => ok).length;
conclude({ passed, failed: rows.length - passed, output: '' });
