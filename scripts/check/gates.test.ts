import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { grownEntries, overBaseline } from './baseline.ts';
import { bundleProblems, bundleSizes } from './bundle.ts';
import { conclude, failed, passed, runSteps, type Step } from './steps.ts';

const finding = (path: string) => ({ path, line: 1, message: 'cast' });

describe('baseline', () => {
  const baseline = { assertions: { 'src/old.ts': 2 }, sizes: {} };

  it('tolerates exactly what it names', () => {
    expect(overBaseline('assertions', [finding('src/old.ts'), finding('src/old.ts')], baseline)).toEqual([]);
  });

  it('reports findings above it, in the file and elsewhere', () => {
    const found = [finding('src/new.ts'), ...[1, 2, 3].map(() => finding('src/old.ts'))];
    expect(overBaseline('assertions', found, baseline)).toHaveLength(4);
  });

  it('must be lowered when fewer are left', () => {
    expect(overBaseline('assertions', [finding('src/old.ts')], baseline).map(({ message }) => message)).toEqual([
      'assertions of src/old.ts: 2 allowed, 1 left; lower it',
    ]);
  });

  it('may not grow over any committed version', () => {
    const committed = [
      { assertions: { 'src/old.ts': 2 }, sizes: {} },
      { assertions: { 'src/old.ts': 5 }, sizes: {} },
    ];
    expect(grownEntries(baseline, committed)).toEqual([]);
    expect(grownEntries({ assertions: { 'src/old.ts': 3 }, sizes: { 'src/b.ts': 1 } }, committed)).toHaveLength(2);
  });
});

describe('bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-bundle-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('counts what the first screen imports and, apart, what waits', () => {
    const noise = (bytes: number): string => `/* ${Array.from({ length: bytes }, (_, at) => ((at * 7919) % 36).toString(36)).join('')} */`;
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<script type="module" src="./assets/main.js"></script>');
    writeFileSync(join(folder, 'assets/main.js'), `import './shared.js'; import('./later.js'); ${noise(10)}`);
    writeFileSync(join(folder, 'assets/shared.js'), 'export const a = 1;');
    writeFileSync(join(folder, 'assets/later.js'), noise(200_000));
    const sizes = bundleSizes(folder);
    expect(sizes.first).toBe(0);
    expect(sizes.all).toBeGreaterThan(0);
    expect(bundleProblems(sizes, { first: 1, all: sizes.all })).toBe('');
    expect(bundleProblems({ first: 3, all: 9 }, { first: 2, all: 8 })).toBe('first screen 3 kB (at most 2)\nall 9 kB (at most 8)');
  });
});

describe('steps', () => {
  const lines: string[] = [];
  const silence = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  const step = (name: string, run: Step['run'], after?: string): Step => ({ name, run, ...(after === undefined ? {} : { after }) });
  const printed = (): string =>
    lines
      .splice(0)
      .join('')
      .replaceAll(/\d+\.\d s/g, '0.0 s');
  afterAll(() => silence.mockRestore());

  it('adds up and shows the output of what failed only', async () => {
    const sum = await runSteps([step('good', () => ({ passed: 3, failed: 0, output: 'quiet' })), step('bad', () => failed('because\nof this'))], 1);
    expect(sum).toMatchObject({ passed: 3, failed: 1 });
    expect(printed()).toBe('ok      0.0 s  good  3 of 3\nFAIL    0.0 s  bad\n       because\n       of this\n');
  });

  it('takes a step that throws for a failed one and goes on', async () => {
    const broken = step('broken', () => Promise.reject(new Error('no tool')));
    expect(await runSteps([broken, step('next', passed)], 2)).toMatchObject({ passed: 1, failed: 1 });
    expect(printed()).toContain('Error: no tool');
  });

  it('does not run what needs a failed step', async () => {
    let ran = false;
    const dependent = step(
      'bundle',
      () => {
        ran = true;
        return passed();
      },
      'build',
    );
    expect(await runSteps([step('build', () => failed('broken')), dependent], 2)).toMatchObject({ passed: 0, failed: 2 });
    expect(printed()).toContain('not run: "build" failed');
    expect(ran).toBe(false);
  });

  it('ends with one line and a status that is bad when nothing passed', () => {
    const before = process.exitCode;
    conclude({ passed: 0, failed: 0, output: '' });
    expect(process.exitCode).toBe(1);
    conclude({ passed: 2, failed: 0, output: '' });
    expect(process.exitCode).toBe(0);
    process.exitCode = before;
    expect(printed()).toBe('\n0 passed, 0 failed\n\n2 passed, 0 failed\n');
  });
});
