import { MINUTE_MS } from './durations.ts';

/** A mail that something was told by: when it was written (ISO; null = nobody knows), and whether it says when that happened. */
interface TellingMail {
  readonly writtenAt: string | null;
  readonly namesMoment: boolean;
}

/** Whether all that is known of when it happened is the date of the mail: it had happened by then. `at` = the moment of the case, epoch milliseconds; forms know no seconds. */
export function isDatedByMail(mails: readonly TellingMail[], at: number): boolean {
  return mails.some(({ writtenAt, namesMoment }) => !namesMoment && writtenAt !== null && Math.abs(Date.parse(writtenAt) - at) < MINUTE_MS);
}
