import type { FormEvent } from 'react';
import { flushSync } from 'react-dom';

/** Shows the faults of the form that was submitted (`show` sets the state) and puts the focus into the first faulty field: it may be out of sight. */
export function showFaults(event: Pick<FormEvent<HTMLFormElement>, 'currentTarget'>, show: () => void): void {
  const form = event.currentTarget;
  flushSync(show);
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
