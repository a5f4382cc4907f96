import type { BounceClass, BounceTarget } from '../../../src/contract/bounces.ts';
import type { SmtpStage } from '../../../src/ports/mailer.ts';
import { GENERAL } from './answers-general.ts';
import { OF_GOOGLE } from './answers-google.ts';
import { REGIONAL } from './answers-regional.ts';
import { VAGUE } from './answers-vague.ts';
import { WORLDWIDE } from './answers-worldwide.ts';

/** An answer of a server, as it comes over the wire (lines separated by `\n`), and what it means. */
export interface Answer {
  readonly name: string;
  readonly host: string;
  readonly stage: SmtpStage;
  readonly said: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
}

/** Answers of servers in their words, recipients and domains invented. */
export const ANSWERS: readonly Answer[] = [...OF_GOOGLE, ...WORLDWIDE, ...REGIONAL, ...GENERAL, ...VAGUE].map(([name, host, stage, what, target, said]) => ({
  name,
  host,
  stage,
  said,
  class: what,
  target,
}));
