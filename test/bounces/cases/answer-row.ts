import type { BounceClass, BounceTarget } from '../../../src/contract/bounces.ts';
import type { SmtpStage } from '../../../src/ports/mailer.ts';

/** One answer on one line: its name, who gave it, in reply to what, what it means, and its words. */
export type Row = readonly [name: string, host: string, stage: SmtpStage, what: BounceClass, target: BounceTarget, said: string];
