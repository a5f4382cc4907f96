import { anyOf } from './words.ts';

/** What a hosting server says when it discards or holds the message of its own client. */
const LIMITER = anyOf(
  'has exceeded the max (?:emails|defers and failures) per hour',
  'exceeded the max(?:imum)? (?:number of )?(?:emails|messages|mails|recipients) (?:per|allowed)',
  '(?:hourly|daily|sending|outgoing|outbound) (?:e-?mail |mail |message |sending )?(?:limit|quota) (?:has been |was |is )?(?:exceeded|reached)',
  'exceeded (?:your|the|its|his) (?:hourly|daily|sending|outgoing|outbound)',
  'sender .{0,80}(?:hourly|daily) (?:message |mail |e-?mail )?(?:limit|quota)',
  'sending for this account is disabled',
  'outgoing mail (?:from|for) .{1,100} has been suspended',
  'you have reached (?:the|your) .{0,30}limit',
  'account has been (?:suspended|blocked) .{0,40}sending',
);

/** Whether the limit of the sender's own host stopped a message, in folded text. */
export function isHostLimit(folded: string): boolean {
  return LIMITER.test(folded);
}
