import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { grownEntries, overBaseline } from './baseline.ts';
import { bundleProblems, bundleSizes } from './bundle.ts';
import { total } from './steps.ts';

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
  it('adds up', () => {
    expect(
      total([
        { passed: 2, failed: 1, output: 'x' },
        { passed: 3, failed: 0, output: '' },
      ]),
    ).toEqual({ passed: 5, failed: 1, output: '' });
  });
});
