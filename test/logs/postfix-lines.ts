import type { LogFacts } from '../../src/shared/logs.ts';
import { readLog } from './in-place.ts';

/** One line: `program: text`, at a time of Nov 23. */
export const line = (time: string, program: string, text: string): string => `Nov 23 ${time} server1 postfix/${program}[123]: ${text}`;
export const scan = async (lines: readonly string[]): Promise<LogFacts> => readLog('postfix', Buffer.from(`${lines.join('\n')}\n`));

export const client = (time: string, id: string, login: string, from = '127.40.6.15'): string =>
  line(time, 'submission/smtpd', `${id}: client=unknown[${from}], sasl_method=PLAIN, sasl_username=${login}`);
export const queued = (time: string, id: string, sender: string, recipients = 1): string =>
  line(time, 'qmgr', `${id}: from=<${sender}>, size=1380, nrcpt=${recipients} (queue active)`);
export const tried = (time: string, id: string, to: string, status: string, program = 'smtp'): string =>
  line(time, program, `${id}: to=<${to}>, relay=mx.b.example[127.20.1.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=${status}`);
export const removed = (time: string, id: string): string => line(time, 'qmgr', `${id}: removed`);

export const NEWS = 'news@fitclub.example';
export const SENT = 'sent (250 2.0.0 Ok: queued as 56CA8F36F7)';
export const LATER = 'deferred (host mx.b.example[127.20.1.1] said: 451 4.7.1 Greylisted (in reply to RCPT TO command))';
export const NEVER = 'bounced (host mx.b.example[127.20.1.1] said: 550 5.1.1 <x@b.example>: User unknown (in reply to RCPT TO command))';
/** A message of the newsletter account from its login to its end. */
export const message = (hour: string, id: string, to: string, status: string): string[] => [
  client(`${hour}:00:00`, id, NEWS),
  queued(`${hour}:00:01`, id, NEWS),
  tried(`${hour}:00:02`, id, to, status),
  removed(`${hour}:00:03`, id),
];
