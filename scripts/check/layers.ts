import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const Cruise = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** What dependency-cruiser found: breaches one line each, and the modules it looked at. */
export interface LayerReport {
  readonly breaches: readonly string[];
  readonly modules: readonly string[];
}

/** Holds the imports of a tree against the folder rules of `.dependency-cruiser.cjs`. Throws when the tool did not run. */
export async function layerReport(root: string, config: string, folders: readonly string[]): Promise<LayerReport> {
  const tool = join(import.meta.dirname, '../../node_modules/.bin/depcruise');
  const args = [tool, '--config', config, '--output-type', 'json', ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 }).catch(onlyBreaches);
  const { modules, summary } = Cruise.parse(JSON.parse(stdout));
  return { breaches: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`), modules: modules.map(({ source }) => source) };
}

/** The tool leaves with the number of breaches as its status and still prints its report. */
function onlyBreaches(error: unknown): { stdout: string } {
  const { stdout } = z.object({ stdout: z.string() }).parse(error);
  if (stdout === '') throw error;
  return { stdout };
}
