import { judgeCase, RULES_VERSION } from '../src/features/culprits/verdict.rules.ts';
import { sceneOf } from '../test/culprits/simulator/scenes.ts';
import { type Outcome, play, type Score, scoreOf, scoresBy } from '../test/culprits/simulator/score.ts';
import { measure, report } from './measure.ts';

// How often the first suspect is the culprit, and how often an innocent is accused strongly, over made-up scenes; beside it, in the same scenes, the account
// with most failures. The second range of seeds was not looked at while the rules were written.
const RANGES = { developed: 1, heldOut: 100_001 } as const;
const SCENES = Number(process.env['SCENES'] ?? 1000);

const played = Object.entries(RANGES).map(([range, first]): readonly [string, Outcome[]] => [
  range,
  Array.from({ length: SCENES }, (_, index) => play(first + index)),
]);

const ready = Array.from({ length: 20 }, (_, index) => sceneOf(RANGES.developed + index));
const judging = await measure(5, () => {
  for (const { input } of ready) judgeCase(input);
  return Promise.resolve(undefined);
});

report(
  'culprits',
  { rulesVersion: RULES_VERSION, scenes: SCENES, ...Object.fromEntries(played.map(([range, outcomes]) => [range, shares(scoreOf(outcomes))])) },
  {
    byKind: Object.fromEntries(played.map(([range, outcomes]) => [range, scoresBy(outcomes, ({ scene }) => scene.kind)])),
    byKnowledge: Object.fromEntries(played.map(([range, outcomes]) => [range, scoresBy(outcomes, ({ scene }) => scene.knowledge)])),
    judging: { scenes: ready.length, ...judging },
  },
);

/** In percent: of the scenes with a culprit, and of all. */
function shares(score: Score): Record<string, number> {
  const percent = (part: number, of: number): number => Math.round((1000 * part) / Math.max(1, of)) / 10;
  return {
    scenes: score.scenes,
    withCulprit: score.withCulprit,
    firstIsCulprit: percent(score.first, score.withCulprit),
    firstNamedIsCulprit: percent(score.namedFirst, score.withCulprit),
    namedAtAll: percent(score.named, score.withCulprit),
    culpritStrong: percent(score.strong, score.withCulprit),
    innocentStrong: percent(score.falseStrong, score.scenes),
    quietNobodyBetterThanWeak: percent(score.scenes - score.withCulprit - score.quietPossible, score.scenes - score.withCulprit),
    quietNobodyNamed: percent(score.scenes - score.withCulprit - score.quietNamed, score.scenes - score.withCulprit),
    mostFailuresIsCulprit: percent(score.naiveFirst, score.withCulprit),
    mostFailuresAccusesInnocent: percent(score.naiveWrong, score.scenes),
  };
}
