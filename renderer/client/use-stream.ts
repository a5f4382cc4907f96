import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../src/contract/common.ts';

/** A streamed operation of the client, for example `client.clients.export`. */
type StreamOperation<Input, Result> = (input: Input, options: { signal: AbortSignal }) => Promise<AsyncIterable<Progress | { kind: 'done'; result: Result }>>;

interface StreamState<Result> {
  readonly status: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: Progress | undefined;
  readonly result: Result | undefined;
  readonly error: unknown;
  /** `performance.now()` of the start: what elapsed and remaining time are measured from. */
  readonly startedAt: number;
}

/** What the screen gets: the state and two commands. Only one run at a time: a new one cancels the old one. */
export interface Stream<Input, Result> extends StreamState<Result> {
  /** Resolves with the result, or undefined when it failed or was cancelled (see `status`, `error`). Never rejects. */
  run(input: Input): Promise<Result | undefined>;
  cancel(): void;
  reset(): void;
}

const IDLE = { status: 'idle', progress: undefined, result: undefined, error: undefined, startedAt: 0 } as const;

/** Runs a streamed operation and follows its progress. Leaving the screen cancels it. */
export function useStream<Input, Result>(operation: StreamOperation<Input, Result>): Stream<Input, Result> {
  const [state, setState] = useState<StreamState<Result>>(IDLE);
  const running = useRef<AbortController>(undefined);
  const latest = useRef(operation);
  latest.current = operation;
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(async (input: Input) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ ...IDLE, status: 'running', startedAt: performance.now() });
    try {
      for await (const event of await latest.current(input, { signal: controller.signal })) {
        if (controller.signal.aborted) break;
        if (event.kind === 'progress') setState((now) => ({ ...now, progress: event }));
        else {
          setState((now) => ({ ...now, status: 'done', result: event.result }));
          return event.result;
        }
      }
    } catch (error) {
      if (!controller.signal.aborted) setState((now) => ({ ...now, status: 'failed', error }));
    }
    return undefined;
  }, []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setState((now) => (now.status === 'running' ? { ...now, status: 'cancelled' } : now));
  }, []);
  const reset = useCallback(() => {
    running.current?.abort();
    setState(IDLE);
  }, []);
  return { ...state, run, cancel, reset };
}
