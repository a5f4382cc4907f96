import type { Progress } from '../../contract/common.ts';

type Step<T> = { readonly kind: 'done'; readonly result: T } | Progress;

/** Work that tells how far it is. It must end soon after `signal` aborts. */
export type Followed<T> = (report: (progress: Omit<Progress, 'kind'>) => void, signal: AbortSignal) => Promise<T>;

/** Runs work beside its stream: the newest progress is told whenever somebody listens. Whoever drops the stream, or aborts, ends the work. */
export async function* followed<T>(work: Followed<T>, outer: AbortSignal | undefined): AsyncGenerator<Step<T>, void, void> {
  const abort = new AbortController();
  const leave = (): void => abort.abort();
  outer?.addEventListener('abort', leave);
  if (outer?.aborted === true) leave();
  const untold: Progress[] = [];
  let settled = false;
  let wake = (): void => {};
  const running = work((progress) => {
    untold.splice(0, 1, { kind: 'progress', ...progress });
    wake();
  }, abort.signal).finally(() => {
    settled = true;
    wake();
  });
  // Whoever drops the stream is not told; the failure is still handled where it is awaited.
  running.catch(() => {});
  try {
    while (!settled) {
      const told = untold.pop();
      if (told !== undefined) yield told;
      if (untold.length === 0 && !settled) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    yield { kind: 'done', result: await running };
  } finally {
    outer?.removeEventListener('abort', leave);
    abort.abort();
    await running.catch(() => {});
  }
}
