import type { Definition } from '../../shared/panels.ts';
import type { Stretch } from './span.rules.ts';

/** A window of a pack that was read to its end. Epoch milliseconds. */
export interface ReadWindow {
  readonly start: number;
  readonly definition: Definition;
  readonly origin: 'panel' | 'report';
  readonly silentIsZero: boolean;
  readonly complete: boolean;
  readonly readAt: number;
}

/** What is known of a pack in a span: of one definition only, for what counts differently is never added up. */
export interface Coverage {
  readonly definition: Definition;
  readonly origin: 'panel' | 'report';
  readonly readAt: number;
  /** Part of the span, 0…1, of which everybody is known: who does not appear in it sent nothing. */
  readonly everybody: number;
  /** Part of the span that was read, and where silence says nothing. */
  readonly named: number;
  /** Starts of the windows that are `named`. */
  readonly namedStarts: readonly number[];
}

/** Chooses the definition most of a span is known by, the panel's before a report's, and says how much of it is known. null = nothing was read. */
export function coverageOf(windows: readonly Stretch[], reads: readonly ReadWindow[], now: number): Coverage | null {
  const known = [...new Set(reads.map(({ definition }) => definition))].map((definition) =>
    knownBy(
      windows,
      reads.filter((read) => read.definition === definition),
      now,
    ),
  );
  const [best] = known
    .flatMap((each) => each ?? [])
    .sort((a, b) => b.everybody + b.named - (a.everybody + a.named) || Number(b.origin === 'panel') - Number(a.origin === 'panel'));
  return best ?? null;
}

function knownBy(windows: readonly Stretch[], reads: readonly ReadWindow[], now: number): Coverage | null {
  const [any] = reads;
  if (any === undefined) return null;
  const elapsed = windows.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, now) - start), 0);
  let everybody = 0;
  let named = 0;
  const namedStarts: number[] = [];
  for (const window of windows) {
    const read = reads.find(({ start }) => start >= window.start && start < window.end);
    if (read === undefined) continue;
    const part = partRead(window, read, now);
    if (read.silentIsZero) everybody += part;
    else {
      named += part;
      namedStarts.push(read.start);
    }
  }
  const share = (ms: number): number => (elapsed === 0 ? 1 : Math.min(1, ms / elapsed));
  return {
    definition: any.definition,
    origin: any.origin,
    readAt: Math.max(...reads.map(({ readAt }) => readAt)),
    everybody: share(everybody),
    named: share(named),
    namedStarts,
  };
}

/** Of the window that runs, how old it is tells enough; one that is over counts as far as it was read. */
function partRead({ start, end }: Stretch, { complete, readAt }: ReadWindow, now: number): number {
  if (complete || end > now) return Math.min(end, now) - start;
  return Math.max(0, Math.min(end, readAt) - start);
}
