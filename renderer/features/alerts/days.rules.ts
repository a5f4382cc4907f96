/** The calendar date it is on this computer. */
export function dayHere(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A day and time of this computer's clock, `2026-03-12T14:05`, as an instant; null for none. */
export function instantOf(local: string | null): string | null {
  return local === null ? null : new Date(local).toISOString();
}

/** Such a day and time so many hours from now, at a full hour. */
export function hourFrom(now: Date, hours: number): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + hours);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayHere(at)}T${two(at.getHours())}:00`;
}
