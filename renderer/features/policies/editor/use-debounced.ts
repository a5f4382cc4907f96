import { useEffect, useState } from 'react';

/** The value as it was when it last stood still for `delay` milliseconds. Compared as JSON: give it plain values. */
export function useDebounced<T>(value: T, delay = 400): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value, which is a new object each time
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), delay);
    return () => window.clearTimeout(timer);
  }, [key, delay]);
  return settled;
}
