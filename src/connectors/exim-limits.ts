/** What a mail server with cPanel's limits says when one is reached. */
export interface LimitReached {
  readonly kind: 'emails' | 'defers_and_failures';
  /** '' = it does not say whose. */
  readonly domain: string;
  readonly used: number | null;
  /** The limit in an hour; null = not told. */
  readonly limit: number | null;
}

const TEXT = /(?:domain\s+(\S{1,255})\s+)?has exceeded the max (emails|defers and failures) per hour\s*\((\d{1,9})(?:\/(\d{1,9}))?/i;

/**
 * Reads "Domain D has exceeded the max emails per hour (N/L (P%)) allowed.  Message discarded." and its older and newer forms; one number alone is the limit.
 * null = the text is about something else.
 */
export function limitReached(text: string): LimitReached | null {
  const found = TEXT.exec(text);
  if (found === null) return null;
  const [, domain = '', which = '', first = '', second] = found;
  return {
    kind: which.toLowerCase() === 'emails' ? 'emails' : 'defers_and_failures',
    domain: domain.toLowerCase(),
    used: second === undefined ? null : Number(first),
    limit: Number(second ?? first),
  };
}

/** The limit in "N/L" or "N/L (P%)"; null = none there. */
export function limitIn(text: string): number | null {
  const limit = Number(/^\s*\d{1,9}\/(\d{1,9})\b/.exec(text)?.[1] ?? 0);
  return limit === 0 ? null : limit;
}
