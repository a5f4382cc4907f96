import PostalMime from 'postal-mime';
import type { ReceivedMessage } from '../../support/smtp-server.ts';

const CODE = /SW-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;

/** The reply code as its reader finds it in the text of the notice. */
export async function codeIn(notice: ReceivedMessage): Promise<string> {
  const { text = '' } = await PostalMime.parse(notice.eml);
  const [code] = CODE.exec(text) ?? [];
  if (code === undefined) throw new Error(`No reply code in the notice for ${notice.to}`);
  return code;
}

interface Answer {
  /** What the client writes above the quoted notice. */
  readonly words: string;
  readonly from?: string;
  readonly headers?: readonly string[];
}

let written = 0;

/** The mail a client's program sends when he answers: his words, then the whole notice quoted. */
export async function replyTo(notice: ReceivedMessage, { words, from = notice.to, headers = [] }: Answer): Promise<string> {
  const { text = '', subject = '' } = await PostalMime.parse(notice.eml);
  written += 1;
  return [
    `From: ${from}`,
    `To: ${notice.from}`,
    `Subject: =?utf-8?B?${Buffer.from(`Re: ${subject}`).toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <answer-${written}@${from.split('@').at(-1)}>`,
    `In-Reply-To: ${notice.messageId}`,
    `References: ${notice.messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    ...headers,
    '',
    words,
    '',
    ...text.split('\n').map((line) => `> ${line}`),
    '',
  ].join('\r\n');
}
