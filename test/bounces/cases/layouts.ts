import type { SmtpStage } from '../../../src/ports/mailer.ts';
import type { Answer } from './answers.ts';

/** A failed recipient and what a server said of him. */
export interface Failure {
  readonly address: string;
  readonly answer: Answer;
}

const SENDER = 'news@crane.example';
const HOST = 'relay.crane.example';
const IP = '198.51.100.7';
const DATE = 'Tue, 3 Nov 2026 09:30:00 +0100';

const ORIGINAL = (to: string): string[] => [
  `Return-Path: <${SENDER}>`,
  'Received: from crane.example (crane.example [192.0.2.10])',
  `\tby ${HOST} with ESMTPSA id 1a2b3c; ${DATE}`,
  `From: Crane Hosting <${SENDER}>`,
  `To: ${to}`,
  'Subject: Rules for sending mail',
  'Message-ID: <notice-0001@crane.example>',
  `Date: ${DATE}`,
];

const enhancedOf = (said: string): string => /[45]\.\d{1,3}\.\d{1,3}/.exec(said)?.[0] ?? `${said.slice(0, 1)}.0.0`;
const oneLine = (said: string): string => said.replaceAll('\n', ' ');

/** As Postfix breaks a long text: indented by four. */
function wrapped(text: string, indent = '    ', width = 68): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? word : `${indent}${word}`);
  }
  return lines;
}

const eml = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

const POSTFIX_STAGE: Readonly<Record<SmtpStage, string>> = {
  connect: '',
  mail: ' (in reply to MAIL FROM command)',
  rcpt: ' (in reply to RCPT TO command)',
  data: ' (in reply to end of DATA command)',
};

/** The report of Postfix: text, status part, the message. */
export function postfix(failures: readonly Failure[]): string {
  const said = ({ answer }: Failure): string =>
    answer.stage === 'connect' ? `refused to talk to me: ${oneLine(answer.said)}` : `said: ${oneLine(answer.said)}${POSTFIX_STAGE[answer.stage]}`;
  return eml([
    'Return-Path: <>',
    `Received: by ${HOST} (Postfix)\r\n\tid 4Abc; ${DATE}`,
    `From: MAILER-DAEMON@${HOST} (Mail Delivery System)`,
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${SENDER}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="4Abc.1762158600/${HOST}"`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--4Abc.1762158600/${HOST}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system at host ${HOST}.`,
    '',
    "I'm sorry to have to inform you that your message could not",
    "be delivered to one or more recipients. It's attached below.",
    '',
    'For further assistance, please send mail to postmaster.',
    '',
    'If you do so, please include this problem report. You can',
    'delete your own text from the attached returned message.',
    '',
    '                   The mail system',
    ...failures.flatMap((failure) => ['', ...wrapped(`<${failure.address}>: host ${failure.answer.host}[${IP}] ${said(failure)}`)]),
    '',
    `--4Abc.1762158600/${HOST}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${HOST}`,
    'X-Postfix-Queue-ID: 4Abc',
    `X-Postfix-Sender: rfc822; ${SENDER}`,
    `Arrival-Date: ${DATE}`,
    ...failures.flatMap(({ address, answer }) => [
      '',
      `Final-Recipient: rfc822; ${address}`,
      `Original-Recipient: rfc822;${address}`,
      'Action: failed',
      `Status: ${enhancedOf(answer.said)}`,
      `Remote-MTA: dns; ${answer.host}`,
      ...wrapped(`Diagnostic-Code: smtp; ${oneLine(answer.said)}`),
    ]),
    '',
    `--4Abc.1762158600/${HOST}`,
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    ...ORIGINAL(failures.map(({ address }) => address).join(', ')),
    '',
    `--4Abc.1762158600/${HOST}--`,
  ]);
}

const EXIM_STAGE = (address: string): Readonly<Record<SmtpStage, string>> => ({
  connect: 'after initial connection',
  mail: `after MAIL FROM:<${SENDER}> SIZE=2210`,
  rcpt: `after RCPT TO:<${address}>`,
  data: 'after end of data',
});

/** The report of Exim before it wrote a status part: most shared hosts still do. */
export function exim(failures: readonly Failure[]): string {
  return eml([
    'Return-path: <>',
    `From: Mail Delivery System <Mailer-Daemon@${HOST}>`,
    `To: ${SENDER}`,
    'Auto-Submitted: auto-replied',
    'Subject: Mail delivery failed: returning message to sender',
    `X-Failed-Recipients: ${failures.map(({ address }) => address).join(', ')}`,
    `Message-Id: <E1abcd-0001-Ab@${HOST}>`,
    `Date: ${DATE}`,
    '',
    'This message was created automatically by mail delivery software.',
    '',
    'A message that you sent could not be delivered to one or more of its',
    'recipients. This is a permanent error. The following address(es) failed:',
    ...failures.flatMap(({ address, answer }) => [
      '',
      `  ${address}`,
      ...(answer.host === 'localhost'
        ? [`    ${oneLine(answer.said).slice(4)}`]
        : [
            `    host ${answer.host} [${IP}]`,
            `    SMTP error from remote mail server ${EXIM_STAGE(address)[answer.stage]}:`,
            ...answer.said.split('\n').map((line) => `    ${line}`),
          ]),
    ]),
    '',
    '------ This is a copy of the message, including all the headers. ------',
    '',
    ...ORIGINAL(failures.map(({ address }) => address).join(', ')),
    '',
    'If your account sends spam your mailbox is full of user unknown bounces.',
  ]);
}

/** The report of qmail: no part, no header, a text of its own. */
export function qmail(failures: readonly Failure[]): string {
  const words: Readonly<Record<SmtpStage, string>> = {
    connect: 'Connected to the following but greeting failed.',
    mail: 'but sender was rejected.',
    rcpt: 'does not like recipient.',
    data: 'failed after I sent the message.',
  };
  return eml([
    'Return-Path: <>',
    `Received: (qmail 12345 invoked for bounce); ${DATE}`,
    `Date: ${DATE}`,
    `From: MAILER-DAEMON@${HOST}`,
    `To: ${SENDER}`,
    'Subject: failure notice',
    '',
    `Hi. This is the qmail-send program at ${HOST}.`,
    "I'm afraid I wasn't able to deliver your message to the following addresses.",
    "This is a permanent error; I've given up. Sorry it didn't work out.",
    ...failures.flatMap(({ address, answer }) => [
      '',
      `<${address}>:`,
      ...(answer.stage === 'connect' || answer.stage === 'mail'
        ? [`Connected to ${IP} but ${answer.stage === 'mail' ? 'sender was rejected.' : 'greeting failed.'}`]
        : [`${IP} ${words[answer.stage]}`]),
      `Remote host said: ${answer.said}`,
      ...(answer.stage === 'rcpt' ? ['Giving up on 198.51.100.7.'] : []),
    ]),
    '',
    '--- Below this line is a copy of the message.',
    '',
    ...ORIGINAL(failures.map(({ address }) => address).join(', ')),
    '',
    'You sent spam? Your mailbox is full?',
  ]);
}

/** The report of sendmail: reasons, transcript, status part. */
export function sendmail(failures: readonly Failure[]): string {
  const step: Readonly<Record<SmtpStage, string>> = { connect: '', mail: `>>> MAIL From:<${SENDER}>`, rcpt: '', data: '>>> DATA' };
  return eml([
    'Return-Path: <>',
    `Received: from localhost (localhost)\r\n\tby ${HOST} (8.17.1/8.17.1) id 0A1B2C;\r\n\t${DATE}`,
    `From: Mail Delivery Subsystem <MAILER-DAEMON@${HOST}>`,
    `To: <${SENDER}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="0A1B2C/relay"',
    'Subject: Returned mail: see transcript for details',
    'Auto-Submitted: auto-generated (failure)',
    '',
    '--0A1B2C/relay',
    '',
    `The original message was received at ${DATE}`,
    'from crane.example [192.0.2.10]',
    '',
    '   ----- The following addresses had permanent fatal errors -----',
    ...failures.flatMap(({ address, answer }) => [`<${address}>`, `    (reason: ${answer.said.split('\n')[0]})`]),
    '',
    '   ----- Transcript of session follows -----',
    ...failures.flatMap(({ address, answer }) => [
      `... while talking to ${answer.host}.:`,
      ...[answer.stage === 'rcpt' ? `>>> RCPT To:<${address}>` : step[answer.stage]].filter((line) => line !== ''),
      ...answer.said.split('\n').map((line) => `<<< ${line}`),
      `554 5.0.0 <${address}>... Service unavailable`,
    ]),
    '',
    '--0A1B2C/relay',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${HOST}`,
    `Arrival-Date: ${DATE}`,
    ...failures.flatMap(({ address, answer }) => [
      '',
      `Final-Recipient: RFC822; ${address}`,
      'Action: failed',
      `Status: ${enhancedOf(answer.said)}`,
      `Remote-MTA: DNS; ${answer.host}`,
      `Diagnostic-Code: SMTP; ${oneLine(answer.said)}`,
      `Last-Attempt-Date: ${DATE}`,
    ]),
    '',
    '--0A1B2C/relay',
    'Content-Type: message/rfc822',
    '',
    ...ORIGINAL(failures.map(({ address }) => address).join(', ')),
    '',
    'Hello.',
    '',
    '--0A1B2C/relay--',
  ]);
}

/** A report of fields only, the text for people empty of reasons, Status wrong. */
export function fieldsOnly(failures: readonly Failure[]): string {
  return eml([
    'Return-Path: <>',
    `From: postmaster@${HOST}`,
    `To: ${SENDER}`,
    'Subject: Delivery Status Notification (Failure)',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="9B095B5ADSN"',
    '',
    '--9B095B5ADSN',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is an automatically generated Delivery Status Notification.',
    '',
    'Delivery to the following recipients failed.',
    '',
    ...failures.map(({ address }) => `       ${address}`),
    '',
    '--9B095B5ADSN',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns;${HOST}`,
    ...failures.flatMap(({ address, answer }) => [
      '',
      `Final-Recipient: rfc822;${address}`,
      'Action: failed',
      `Status: ${answer.said.slice(0, 1)}.0.0`,
      `Remote-MTA: dns;${answer.host}`,
      `Diagnostic-Code: smtp;${oneLine(answer.said)}`,
    ]),
    '',
    '--9B095B5ADSN',
    'Content-Type: message/rfc822',
    '',
    ...ORIGINAL(failures.map(({ address }) => address).join(', ')),
    '',
    '--9B095B5ADSN--',
  ]);
}

/** Every layout by its name. */
export const LAYOUTS = { postfix, exim, qmail, sendmail, fieldsOnly } as const;
