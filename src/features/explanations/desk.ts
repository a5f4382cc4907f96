import type { Core } from '../core.ts';
import type { Outbox } from '../outbox/index.ts';

/** What explanations are asked for with: letters leave by the outbox alone. */
export interface ExplanationDesk {
  readonly core: Core;
  readonly outbox: Pick<Outbox, 'enqueue' | 'withdraw'>;
}
