import { LONGEST_RETRY_MS, retryDelayMs } from './retry.rules.ts';

/** What a server that put a message off asked for. */
export type Request = 'greylisted' | 'slow_down' | 'later';

const GREYLISTED = /gr[ea]y[\s_-]*list/i;
const TOO_FAST = /rate|too (?:many|much|fast)|slow(?:er)? down|throttl|limit|frequen|concurren/i;
const COME_BACK = /(?:try|come|retry) (?:it )?(?:again|back|later)|retry (?:in|after)|later/i;

const SECOND_MS = 1000;
const UNITS_MS = { s: SECOND_MS, m: 60 * SECOND_MS, h: 3600 * SECOND_MS } as const;
/** How often a server is taken at its word, or at what it taught before. */
const TRUSTED_ATTEMPTS = 3;

export interface PutOff {
  readonly code: number;
  readonly enhanced: string | null;
  readonly reply: string;
}

/**
 * What an answer that puts off asks for. Greylisting says so, or is the 4.7.1 or the announced wait its programs answer with (RFC 6647 leaves the words to
 * them); too much too fast is 421 or 4.7.x in words of quantity.
 */
export function requestOf({ code, enhanced, reply }: PutOff): Request {
  if (code >= 500) return 'later';
  if (GREYLISTED.test(reply)) return 'greylisted';
  if ((code === 421 || enhanced?.startsWith('4.7.') === true || enhanced === '4.4.5') && TOO_FAST.test(reply)) return 'slow_down';
  if (announcedWaitMs(reply) !== null) return 'greylisted';
  if (code === 451 && enhanced === '4.7.1' && COME_BACK.test(reply)) return 'greylisted';
  return code === 421 ? 'slow_down' : 'later';
}

/** The parts of an answer as it was kept. */
export function putOffIn(reply: string): PutOff {
  return { code: Number(reply.slice(0, 3)), enhanced: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null, reply };
}

/** How long the message waits: what the server says, else what its destination taught, else ever longer. */
export function waitFor(putOff: PutOff, { attempts, patienceMs }: { readonly attempts: number; readonly patienceMs: number }): number {
  const announced = announcedWaitMs(putOff.reply);
  if (attempts > TRUSTED_ATTEMPTS) return Math.max(announced ?? 0, retryDelayMs(attempts));
  if (announced !== null) return announced;
  const learned = requestOf(putOff) === 'greylisted' && attempts === 1 && patienceMs > 0;
  return learned ? Math.min(patienceMs, LONGEST_RETRY_MS) : retryDelayMs(attempts);
}

/** The wait a server names, in milliseconds; null when it names none. */
export function announcedWaitMs(reply: string): number | null {
  const clock = /\b(\d{1,2}):(\d{2}):(\d{2})\b/.exec(reply);
  if (clock !== null && COME_BACK.test(reply)) return bounded(Number(clock[1]) * UNITS_MS.h + Number(clock[2]) * UNITS_MS.m + Number(clock[3]) * UNITS_MS.s);
  const words = /(?:\b(?:in|after|within|for|wait|another)\s+|=)(?:about |at least )?(\d{1,6})\s*(s|m|h)(?:ec|in|r)?(?:ond|ute|our)?s?\b/i.exec(reply);
  if (words === null) return null;
  const unit = words[2]?.toLowerCase() === 'h' ? 'h' : words[2]?.toLowerCase() === 'm' ? 'm' : 's';
  return bounded(Number(words[1]) * UNITS_MS[unit]);
}

/** A second more than was said: servers count in whole ones. */
function bounded(ms: number): number {
  return Math.min(ms + SECOND_MS, LONGEST_RETRY_MS);
}

/** Whether one server answered that all others for the same destination may as well wait: greylisting concerns a sender and a recipient, so only when it is new and repeated. */
export function closesDestination(request: Request, known: { readonly patienceMs: number; readonly othersGreylisted: number }): boolean {
  if (request === 'slow_down') return true;
  return request === 'greylisted' && known.patienceMs === 0 && known.othersGreylisted > 0;
}
