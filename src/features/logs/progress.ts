/** How far work is. */
interface Heard {
  readonly done: number;
  readonly total: number;
}

/** Runs work that tells its progress by calling back, as a stream of the latest progress. Ends with its result, or throws what it throws. */
export async function* heard<T>(work: (hear: (done: number, total: number) => void) => Promise<T>): AsyncGenerator<Heard, T, void> {
  let latest: Heard | null = null;
  let over = false;
  let wake = (): void => {};
  const running = work((done, total) => {
    latest = { done, total };
    wake();
  }).finally(() => {
    over = true;
    wake();
  });
  // Who awaits it below hears of an error; until then nobody does.
  running.catch(() => {});
  while (!over) {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (over || latest !== null) resolve();
    });
    const now: Heard | null = latest;
    latest = null;
    if (now !== null) yield now;
  }
  return await running;
}
