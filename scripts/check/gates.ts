import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { kernelProblem } from '../kernel.ts';
import { assertionsIn } from './assertions.ts';
import { committedBaselines, grownEntries, overBaseline, readBaseline } from './baseline.ts';
import { bundleProblems, bundleSizes } from './bundle.ts';
import { readCatalogs } from './catalogs.ts';
import { impuritiesIn } from './core-purity.ts';
import { layerReport } from './layers.ts';
import { localeUseFindings } from './locale-use.ts';
import { localeProblems } from './locales.ts';
import { sizesIn } from './sizes.ts';
import { listed, readSources, type Source } from './sources.ts';
import { spokenWordsIn } from './spoken-words.ts';
import { command, failed, findings, passed, type Step } from './steps.ts';
import { vitestStep } from './test-runners.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['src', 'electron', 'renderer', 'scripts', 'bench', 'test'];

/** Every gate a change must pass, the longest first. */
export function gates(): Step[] {
  let parsed: Source[] | undefined;
  const sources = (): Source[] => {
    parsed ??= readSources(ROOT);
    return parsed;
  };
  return [
    { ...command('build', 'node', 'scripts/build.ts') },
    types('core'),
    types('node'),
    types('renderer'),
    command('style', 'biome', 'check', '--error-on-warnings', '--diagnostic-level=warn'),
    { name: 'layers', run: layers },
    command('unused code', 'knip'),
    findings('locales: sentences', () => localeProblems(readCatalogs(ROOT)).join('\n')),
    findings('locales: use', () =>
      readCatalogs(ROOT)
        .slice(0, 1)
        .map((catalog) => listed(localeUseFindings(sources(), catalog)))
        .join('\n'),
    ),
    findings('locales: words in code', () => listed(sources().flatMap(spokenWordsIn))),
    findings('no assertions', () => listed(overBaseline('assertions', sources().flatMap(assertionsIn), readBaseline(ROOT)))),
    findings('sizes', () => listed(overBaseline('sizes', sources().flatMap(sizesIn), readBaseline(ROOT)))),
    findings('baseline shrinks', () => listed(grownEntries(readBaseline(ROOT), committedBaselines(ROOT)))),
    findings('kernel of the logs', kernelProblem),
    findings('core: no clock of its own', () => listed(sources().flatMap(impuritiesIn))),
    { ...findings('bundle', () => bundleProblems(bundleSizes(join(ROOT, 'dist/renderer')))), after: 'build' },
    vitestStep('unit'),
  ];
}

/** One checker: several work out most types anew, each for itself, and two steps run at once anyway. */
const types = (project: 'core' | 'node' | 'renderer'): Step => command(`types: ${project}`, 'tsc', '-p', `tsconfig.${project}.json`, '--checkers', '1');

/** No breach, and proof that every folder was really looked at. */
async function layers() {
  const folders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)));
  const { breaches, modules } = await layerReport(ROOT, '.dependency-cruiser.cjs', folders);
  const due = globSync('{src/*,electron,renderer}/**/*.{ts,tsx}', { cwd: ROOT, exclude: ['**/*.d.ts'] }).map((path) => path.replaceAll('\\', '/'));
  const unseen = due.filter((path) => !modules.includes(path)).map((path) => `not looked at: ${path}`);
  const problems = [...breaches, ...unseen];
  if (modules.length === 0) return failed('no module was looked at');
  return problems.length === 0 ? passed() : failed(problems.join('\n'));
}
