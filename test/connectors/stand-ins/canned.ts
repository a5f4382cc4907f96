import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PanelKind } from '../../../src/shared/panels.ts';
import type { Asked, Dialect, Reply } from './stand-in.ts';

/** A recorded answer of `test/fixtures/panels`. */
export function fixture(path: string): string {
  return readFileSync(new URL(`../../fixtures/panels/${path}`, import.meta.url), 'utf8');
}

const Recorded = z.object({ status: z.number(), headers: z.record(z.string(), z.string()).default({}), bodyText: z.string() });

/** A recording that holds status, headers and body. */
export function recordedReply(path: string): Reply {
  const { status, headers, bodyText } = Recorded.parse(JSON.parse(fixture(path)));
  return { status, headers, body: bodyText };
}

/** A panel that answers just these things, whoever asks. A list is gone through, call by call; its last one stays. */
export function canned(
  kind: PanelKind,
  { call, replies }: { readonly call: (asked: Asked) => string; readonly replies: Readonly<Record<string, Reply | readonly Reply[]>> },
): () => Dialect {
  return () => {
    const at = new Map<string, number>();
    return {
      kind,
      shapes: ['usual'],
      call,
      admits: () => true,
      refusal: () => ({ status: 403, body: '' }),
      lacking: () => ({ status: 403, body: '' }),
      failure: () => ({ status: 500, body: '' }),
      answer: (asked) => {
        const found = replies[call(asked)];
        if (found === undefined) return { status: 404, body: 'not recorded' };
        if (!isList(found)) return found;
        const index = at.get(call(asked)) ?? 0;
        at.set(call(asked), index + 1);
        return found[Math.min(index, found.length - 1)] ?? { status: 404, body: 'not recorded' };
      },
    };
  };
}

function isList(value: Reply | readonly Reply[]): value is readonly Reply[] {
  return Array.isArray(value);
}
