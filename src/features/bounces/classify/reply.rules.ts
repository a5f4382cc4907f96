import type { SmtpStage } from '../../../ports/mailer.ts';

/** Behind a reply code, or where a code of three numbers stands by itself: never inside an IP address or a version number. */
const ENHANCED_BEHIND_REPLY = /\b[45]\d\d[- ]{1,3}(?:smtp; ?)?#?\(?(?:[45]\d\d[- ])?([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/;
const ENHANCED = /(?<![\w.])#?([45]\.\d{1,2}\.\d{1,3})(?!\.?\d)/;
const NOTHING_SAID = /^[45]\.0\.0$/;

/** The enhanced status code (RFC 3463) that an answer holds; one that says nothing only when there is no other. */
export function enhancedIn(text: string): string {
  const behind = ENHANCED_BEHIND_REPLY.exec(text)?.[1] ?? '';
  if (behind !== '' && !NOTHING_SAID.test(behind)) return behind;
  const loose = ENHANCED.exec(text)?.[1] ?? '';
  return loose === '' || NOTHING_SAID.test(loose) ? behind || loose : loose;
}

/** Where a reply begins: at the start, or behind what programs put before it. */
const REPLY =
  /(?:^|[\n<>:;'"(]|said|smtp|status|error|code|response|was|replied|refused|returned|[a-z]\))[ \t]{0,12}:?[ \t]{0,4}(?:<<<[ \t]?)?([45][0-5]\d)(?=[- :;,.)"'\n]|$)/i;

/** The reply code (RFC 5321) of an answer, 0 without one. */
export function replyCodeIn(text: string): number {
  return Number(REPLY.exec(text)?.[1] ?? 0);
}

const STAGES: readonly (readonly [SmtpStage, RegExp])[] = [
  [
    'data',
    /in reply\s{1,12}to\s{1,12}(?:end\s{1,12}of\s{1,12})?data|after (?:end of )?data|end of data|end-of-data|>>> data|>>> \.|message body|dot:|failed after i sent the message|"?data"? command|\[stage: data/i,
  ],
  ['rcpt', /does not like recipient|in reply\s{1,12}to\s{1,12}rcpt|after rcpt|rcpt to|recipient command|>>> rcpt|"?rcpt"? command/i],
  ['mail', /sender was rejected|in reply\s{1,12}to\s{1,12}mail|after (?:pipelined )?mail from|mail from:|>>> mail/i],
  [
    'connect',
    /greeting failed|while talking to [^\n]{1,200}\n[ \t]{0,20}<<< |in reply\s{1,12}to\s{1,12}(?:he|eh)lo|initial server greeting|after initial connection|after (?:he|eh)lo|refused to talk to me|after connect|while connected|>>> (?:he|eh)lo|initial connection/i,
  ],
];

/** In reply to what a server answered, as far as a report says it. */
export function stageIn(text: string): SmtpStage | null {
  return STAGES.find(([, said]) => said.test(text))?.[0] ?? null;
}
