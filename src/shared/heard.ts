/** Runs work that tells its progress by calling back, as a stream of the latest progress. Ends with its result, or throws what it throws. */
export async function* heard<P, T>(work: (hear: (now: P) => void) => Promise<T>): AsyncGenerator<P, T, void> {
  let latest: P | null = null;
  let over = false;
  let wake = (): void => {};
  const running = work((now) => {
    latest = now;
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
    const now: P | null = latest;
    latest = null;
    if (now !== null) yield now;
  }
  return await running;
}
