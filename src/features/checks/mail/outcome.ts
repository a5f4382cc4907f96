import type { Found } from '../../../shared/checks.ts';

/** What the sentence of a finding names. */
export type Facts = Readonly<Record<string, string | number>>;

/** What one look at a mail came to; `evidence` is the header or the passage it is about, on one line. */
export interface Outcome {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly found: Found;
  readonly facts: Facts;
  readonly evidence: string;
}

interface Said {
  readonly facts?: Facts;
  readonly evidence?: string;
}

function said(outcome: Outcome['outcome'], found: Found, { facts = {}, evidence = '' }: Said): Outcome {
  return { outcome, found, facts, evidence };
}

/** The rule is kept. */
export function passed(found: Found, about: Said = {}): Outcome {
  return said('pass', found, about);
}

/** The rule is broken, for certain. */
export function failed(found: Found, about: Said = {}): Outcome {
  return said('fail', found, about);
}

/** Nobody can tell from what there is. */
export function unknown(found: Found, about: Said = {}): Outcome {
  return said('unknown', found, about);
}
