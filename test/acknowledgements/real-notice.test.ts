import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { CALL, type Desk, openDesk, type Told } from './desk.ts';

const LANGUAGES = ['en', 'fr', 'ru'] as const;
let desk: Desk;
const told = new Map<string, { readonly told: Told; readonly text: string; readonly html: string; readonly phrase: string }>();

beforeAll(async () => {
  desk = await openDesk();
  await desk.publish();
  const phrases = await desk.acks.phrases({}, CALL);
  for (const language of LANGUAGES) {
    const one = await desk.tell(language);
    const { eml } = await desk.core.db.read.selectFrom('outbox_content').select('eml').where('outbox_id', '=', one.outboxId).executeTakeFirstOrThrow();
    const { text, html } = await nodemailerFormat.read(eml);
    told.set(language, { told: one, text, html, phrase: phrases.find((each) => each.language === language)?.phrase ?? '' });
  }
});
afterAll(() => desk.close());

let made = 0;

async function verdict(
  language: string,
  body: (notice: { readonly text: string; readonly html: string; readonly answer: string }) => { readonly text?: string; readonly html?: string },
  own: 'phrase' | 'thanks',
) {
  const notice = told.get(language);
  if (notice === undefined) throw new Error('no notice');
  made += 1;
  const answer = own === 'phrase' ? `${notice.phrase} ${notice.told.token}` : 'OK, merci, спасибо';
  const eml = await nodemailerFormat.write({
    from: { name: 'Jeanne', address: notice.told.email },
    to: { name: '', address: 'aide@atelier-horizon.example' },
    subject: 'Re: notice',
    text: '',
    html: '',
    messageId: `<real-${made}@boulangerie.example>`,
    dateMs: desk.clock.now(),
    headers: { 'In-Reply-To': notice.told.messageId },
    attachments: [],
    ...body({ text: notice.text, html: notice.html, answer }),
  });
  const { rows } = await desk.drop(eml);
  return `${rows[0]?.verdict} ${rows[0]?.reason}`;
}

const quoted = (text: string): string => text.replace(/^/gm, '> ');
const bodyOf = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;
/** As telephones rewrap what they quote. */
const rewrapped = (text: string, width: number): string => text.replace(new RegExp(`(.{1,${width}})(\\s|$)`, 'g'), '$1\n');

const WAYS = {
  'quoted line by line': ({ text, answer }) => ({ text: `${answer}\n\n${quoted(text)}` }),
  'quoted above the answer': ({ text, answer }) => ({ text: `${quoted(text)}\n\n${answer}` }),
  'quoted without a mark': ({ text, answer }) => ({ text: `${answer}\n\n${text}` }),
  'quoted without a mark and rewrapped': ({ text, answer }) => ({ text: `${answer}\n\n${rewrapped(text, 64)}` }),
  'quoted without a mark and wrapped narrowly': ({ text, answer }) => ({ text: `${answer}\n\n${rewrapped(text, 30)}` }),
  'quoted without a mark in HTML': ({ html, answer }) => ({ html: `<div>${answer}</div>${bodyOf(html)}` }),
  'quoted in HTML': ({ html, answer }) => ({ html: `<div>${answer}</div><blockquote>${bodyOf(html)}</blockquote>` }),
  'quoted in both forms': ({ text, html, answer }) => ({ text: `${answer}\n\n${text}`, html: `<div>${answer}</div><blockquote>${bodyOf(html)}</blockquote>` }),
} satisfies Record<string, Parameters<typeof verdict>[1]>;

describe.each(LANGUAGES)('the notice as it is really sent, in %s,', (language) => {
  it.each(Object.entries(WAYS))('%s, is no acknowledgement by itself', async (_, way) => {
    expect(await verdict(language, way, 'thanks')).toMatch(/^to_read /);
  });

  it.each(Object.entries(WAYS))('%s, does not hide one', async (_, way) => {
    expect(await verdict(language, way, 'phrase')).toBe('acknowledged token_and_phrase');
  });
});
