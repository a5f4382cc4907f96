import type { Call } from '../../../contract/handlers.ts';
import type { Language } from '../../../shared/language.ts';
import type { Core } from '../../core.ts';
import type { Neighbours } from '../neighbours.ts';
import type { DemoClock } from './demo-clock.ts';

/** The story while it is told: features on a clock that stands in the past. */
export interface Story {
  readonly features: Neighbours;
  readonly clock: DemoClock;
  /** Epoch milliseconds of so many days ago. */
  readonly daysAgo: (days: number) => number;
  readonly call: Call;
  readonly random: () => number;
  readonly language: Language;
  readonly texts: Core['texts'];
  readonly files: Core['files'];
  readonly codec: Core['codec'];
}

/** Something that happened, and when: an epoch in milliseconds. */
export interface Step {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** The steps of a story: what happened so many days ago. */
export function stepsOf({ daysAgo }: Story, happened: readonly (readonly [days: number, run: () => Promise<void>])[]): Step[] {
  return happened.map(([days, run]) => ({ at: daysAgo(days), run }));
}

/** The result of an operation that tells its progress. */
export async function result<T>(stream: AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: T }>): Promise<T> {
  for await (const event of stream) if (event.kind === 'done') return event.result;
  throw new Error('The stream ended without a result');
}

/** Hands over what waits. */
export async function flush({ features, call }: Story): Promise<void> {
  await result(features.outbox.flush({}, call));
}
