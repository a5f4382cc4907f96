import type { CaseLetterKind } from '../../../src/contract/incidents.ts';
import type { HandInWay, Handover, LetterBlock, LetterReader, OwnLetterKind } from '../../../src/contract/letters.ts';
import type { Language } from '../../../src/shared/language.ts';

/** A letter that a case may have. */
export interface PossibleLetter {
  readonly kind: OwnLetterKind;
  readonly step: string | null;
  readonly reader: LetterReader;
  readonly language: Language;
  readonly blocked: LetterBlock | null;
  readonly written: number;
  readonly handIn: HandInWay | null;
  readonly giveAs: GiveAs;
}

/** How it is likely handed in, as far as the case knows. */
export interface GiveAs {
  readonly channel: Handover['channel'] | null;
  readonly ticket: string;
}

/** What belongs to one letter: itself, and others of its step unless nobody would hear them. */
export function concernedKinds(all: readonly PossibleLetter[], kind: CaseLetterKind): PossibleLetter[] {
  const step = all.find((row) => row.kind === kind)?.step ?? null;
  return all.filter((row) => row.kind === kind || (step !== null && row.step === step && row.blocked !== 'not_entitled'));
}
