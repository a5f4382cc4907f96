import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from './sources.ts';

const Counts = z.record(z.string(), z.number().int().positive());
const Baseline = z.object({ assertions: Counts, sizes: Counts });

/** What is still tolerated: findings a file, by kind of check. */
export type Baseline = z.infer<typeof Baseline>;
export type BaselineKind = keyof Baseline;

const PATH = 'scripts/check/baseline.json';

/** The baseline as it stands in the folder. */
export function readBaseline(root: string): Baseline {
  return Baseline.parse(JSON.parse(readFileSync(join(root, PATH), 'utf8')));
}

/** Every committed version of the baseline, newest first; none outside a repository. */
export function committedBaselines(root: string): Baseline[] {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const commits = git('log', '--format=%H', '--', PATH).split('\n').filter(Boolean);
    return commits.map((commit) => Baseline.parse(JSON.parse(git('show', `${commit}:${PATH}`))));
  } catch {
    // An unpacked archive has no history to hold the file against.
    return [];
  }
}

/** What is wrong with the findings of one kind against the baseline: new ones, and entries that must be lowered. */
export function overBaseline(kind: BaselineKind, findings: readonly Finding[], baseline: Baseline): Finding[] {
  const byPath = Map.groupBy(findings, ({ path }) => path);
  const paths = new Set([...byPath.keys(), ...Object.keys(baseline[kind])]);
  return [...paths].flatMap((path) => {
    const found = byPath.get(path) ?? [];
    const allowed = baseline[kind][path] ?? 0;
    if (found.length > allowed) return found;
    return found.length < allowed ? [{ path: PATH, line: 1, message: `${kind} of ${path}: ${allowed} allowed, ${found.length} left; lower it` }] : [];
  });
}

/** Entries that are higher than in a committed version: the baseline may only shrink. */
export function grownEntries(now: Baseline, committed: readonly Baseline[]): Finding[] {
  const kinds: readonly BaselineKind[] = ['assertions', 'sizes'];
  return kinds.flatMap((kind) =>
    Object.entries(now[kind]).flatMap(([path, count]) => {
      const least = Math.min(count, ...committed.map((before) => before[kind][path] ?? 0));
      return least < count ? [{ path: PATH, line: 1, message: `${kind} of ${path}: grew from ${least} to ${count}; the baseline may only shrink` }] : [];
    }),
  );
}
