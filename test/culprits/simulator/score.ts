import type { Case } from '../../../src/features/culprits/case.rules.ts';
import { type Judgement, judgeCase } from '../../../src/features/culprits/verdict.rules.ts';
import { naiveCulprit, type Scene, sceneOf } from './scenes.ts';

/** How many scenes there were of a sort, and what was made of them. */
export interface Score {
  scenes: number;
  withCulprit: number;
  /** The culprit is ranked first, as the table of failures ranks everybody. */
  first: number;
  /** And has a label. */
  namedFirst: number;
  /** The culprit has a label, if not ranked first. */
  named: number;
  strong: number;
  /** Somebody else is called strong. */
  falseStrong: number;
  /** In a scene without a culprit somebody has a label better than weak, or any. */
  quietPossible: number;
  quietNamed: number;
  naiveFirst: number;
  /** The ranking by failures puts an innocent first. */
  naiveWrong: number;
}

/** What was made of one scene. */
export interface Outcome {
  readonly scene: Pick<Scene, 'seed' | 'kind' | 'knowledge' | 'culprit'>;
  readonly outcome: string;
  readonly first: string | null;
  readonly namedFirst: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly naive: string | null;
}

/** Whoever judges a case: the rules, or something to hold beside them. */
export type Judge = (input: Case) => Pick<Judgement, 'outcome' | 'suspects'>;

export function play(seed: number, judge: Judge = judgeCase): Outcome {
  const scene = sceneOf(seed);
  const { outcome, suspects } = judge(scene.input);
  const labelled = suspects.flatMap(({ account, label }) => (label === null ? [] : [[account, label] as const]));
  const { kind, knowledge, culprit } = scene;
  return {
    scene: { seed, kind, knowledge, culprit },
    outcome,
    first: suspects[0]?.account ?? null,
    namedFirst: labelled[0]?.[0] ?? null,
    labels: Object.fromEntries(labelled),
    naive: naiveCulprit(scene),
  };
}

/** Adds up outcomes. */
export function scoreOf(outcomes: readonly Outcome[]): Score {
  const score: Score = {
    scenes: 0,
    withCulprit: 0,
    first: 0,
    namedFirst: 0,
    named: 0,
    strong: 0,
    falseStrong: 0,
    quietPossible: 0,
    quietNamed: 0,
    naiveFirst: 0,
    naiveWrong: 0,
  };
  for (const { scene, first, namedFirst, labels, naive } of outcomes) {
    const { culprit } = scene;
    score.scenes += 1;
    if (Object.entries(labels).some(([account, label]) => account !== culprit && label === 'strong')) score.falseStrong += 1;
    if (naive !== null && naive !== culprit) score.naiveWrong += 1;
    if (culprit === null) {
      if (Object.values(labels).some((label) => label !== 'weak')) score.quietPossible += 1;
      if (namedFirst !== null) score.quietNamed += 1;
      continue;
    }
    score.withCulprit += 1;
    if (first === culprit) score.first += 1;
    if (namedFirst === culprit) score.namedFirst += 1;
    if (labels[culprit] !== undefined) score.named += 1;
    if (labels[culprit] === 'strong') score.strong += 1;
    if (naive === culprit) score.naiveFirst += 1;
  }
  return score;
}

/** The scores of outcomes apart by what is asked of them. */
export function scoresBy(outcomes: readonly Outcome[], key: (outcome: Outcome) => string): Record<string, Score> {
  const groups = Map.groupBy(outcomes, key);
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, scoreOf(group)]));
}
