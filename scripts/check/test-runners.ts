import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inScratch } from './scratch.ts';
import { failed, type Outcome, program, type Step } from './steps.ts';

const VitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const PlaywrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) });

/** How many browser tests of a run may need a second try, on a machine nobody knows; each is printed with what its first try met. */
const SECOND_TRIES = 1;

interface Runner {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Reads the runner's own report. */
  readonly count: (report: unknown) => { passed: number; failed: number; again?: number };
}

/**
 * Runs a test runner and counts by its report. No report, no test, or a bad end without a failed test
 * (a file that does not load, an error outside of tests) is a failure.
 */
async function countedRun(runner: Runner, options: { report: string; live: boolean }): Promise<Outcome> {
  const { code, output } = await program(runner.command, { live: options.live, env: runner.env ?? {} });
  const counts = runner.count(JSON.parse(readFileSync(options.report, 'utf8')));
  if (counts.passed + counts.failed === 0) return failed(`${output}\nno test ran`);
  const { passed, again = 0 } = counts;
  return { passed, failed: counts.failed === 0 && code !== 0 ? 1 : counts.failed, again, output: withoutPassed(output) };
}

/** What a runner printed without its lines on what passed: a reader of a cut log sees what failed. */
const withoutPassed = (output: string): string => output.replace(/^\s*✓.*\n/gm, '');

function testStep(name: string, live: boolean, runnerFor: (report: string) => Runner): Step {
  return {
    name,
    run: () =>
      inScratch((folder) => {
        const report = join(folder, 'report.json');
        const { env = {}, ...runner } = runnerFor(report);
        return countedRun({ ...runner, env: { TMPDIR: folder, ...env } }, { report, live });
      }),
  };
}

/** One project of `vitest.config.ts`. */
export function vitestStep(project: 'unit' | 'integration', live = false): Step {
  return testStep(`tests: ${project}`, live, (report) => ({
    command: ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    count: (json) => {
      const { numPassedTests, numFailedTests } = VitestReport.parse(json);
      return { passed: numPassedTests, failed: numFailedTests };
    },
  }));
}

const PLAYWRIGHT_CONFIGS = { browser: 'playwright.config.ts', desktop: 'playwright.electron.config.ts' } as const;

/** The browser tests against the headless shell, or those that need the Electron runtime. */
export function playwrightStep(shell: keyof typeof PLAYWRIGHT_CONFIGS, live = false): Step {
  return testStep(`tests: ${shell}`, live, (report) => ({
    command: ['playwright', 'test', '--config', PLAYWRIGHT_CONFIGS[shell], '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count: (json) => {
      const { expected, unexpected, flaky } = PlaywrightReport.parse(json).stats;
      return flaky > SECOND_TRIES ? { passed: expected, failed: unexpected + flaky } : { passed: expected + flaky, failed: unexpected, again: flaky };
    },
  }));
}
