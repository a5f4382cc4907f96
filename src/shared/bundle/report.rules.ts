import en from '../../../locales/en/bundle.json' with { type: 'json' };
import fr from '../../../locales/fr/bundle.json' with { type: 'json' };
import ru from '../../../locales/ru/bundle.json' with { type: 'json' };
import type { Language } from '../language.ts';
import type { Verdict } from './verify.ts';
import { isNoBundle } from './words.ts';

/** What the verifiers say, where no app is at hand to word it. */
export const VERIFIER_WORDS = { en, fr, ru } as const satisfies Readonly<Record<Language, object>>;

/** Puts values where a sentence names them. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The one sentence that says how it stands. */
export function verdictSentence({ valid, entries, rows, problems }: Verdict, language: Language): string {
  const { verify } = VERIFIER_WORDS[language];
  return filled(valid ? verify.validText : verify.invalidText, { entries, rows, count: problems.length });
}

/** How signature and time stamp stand, as names and values. */
export function verdictFacts(verdict: Verdict, language: Language): (readonly [string, string])[] {
  const { verify } = VERIFIER_WORDS[language];
  const { signature, timeStamp, head } = verdict;
  const stamped = timeStamp === null ? '' : new Date(timeStamp.atMs).toISOString();
  return [
    [verify.rows, String(verdict.rows)],
    [verify.evidence, String(verdict.evidence)],
    ...(head === null
      ? []
      : ([
          [verify.head, `${head.seq}, ${head.at}`],
          [verify.headHash, head.hash],
        ] as const)),
    [verify.signature, verify.signatureState[signature?.outcome ?? 'none']],
    ...(signature === null ? [] : ([[verify.fingerprint, signature.fingerprint]] as const)),
    [verify.timeStamp, filled(verify.timeStampState[timeStamp?.outcome ?? 'none'], { at: stamped })],
  ];
}

/** The whole verdict as lines of text. */
export function reportLines(verdict: Verdict, language: Language): string[] {
  const { verify, problem, limit } = VERIFIER_WORDS[language];
  if (isNoBundle(verdict.problems)) return [problem.not_a_bundle];
  return [
    `${verdict.valid ? verify.valid : verify.invalid}. ${verdictSentence(verdict, language)}`,
    ...verdict.problems.map((found) => `  ${found.entry}: ${problem[found.problem]}`),
    ...verdictFacts(verdict, language).map(([name, value]) => `${name}: ${value}`),
    `${verify.limits}:`,
    ...verdict.limits.map((code) => `  - ${limit[code]}`),
  ];
}
