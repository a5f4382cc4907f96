/** Replies as real mail programs write them. Addresses and people are made up. */

export const TOKEN = 'SW-7K4M-Q2ZD-H';
export const NOTICE_ID = '<0199a3c1-7d1e@atelier-horizon.example>';

type Language = 'en' | 'fr' | 'ru';

export const PHRASES: Readonly<Record<Language, string>> = {
  en: 'I have read and understood',
  fr: 'J’ai lu et compris',
  ru: 'Прочитал(а) и понял(а)',
};

/** The notice, as far as replies quote it. */
export const NOTICE: Readonly<Record<Language, string>> = {
  en: `Hello Jane Doe,

This notice concerns the hosting of bakery.example. Mass mailing is forbidden here, because all clients share one address.
A breach may suspend the whole pack at once, and other clients with it.
To confirm that you have read this version, reply to this message with: “${PHRASES.en} ${TOKEN}”. Your reply is kept as proof.

Atelier Web Horizon`,
  fr: `Bonjour Jeanne Le Goff,

Cet avis concerne l’hébergement de boulangerie.example. L’envoi en masse y est interdit, car tous les clients partagent une adresse.
Un manquement peut suspendre tout le pack aussitôt, et d’autres clients avec lui.
Pour confirmer que vous avez lu cette version, répondez à ce message par : « ${PHRASES.fr} ${TOKEN} ». Votre réponse est conservée comme preuve.

Atelier Web Horizon`,
  ru: `Здравствуйте, Иван Петров!

Это уведомление касается хостинга сайта pekarnya.example. Массовая рассылка здесь запрещена: у всех клиентов один общий адрес.
Нарушение может остановить весь аккаунт сразу, а вместе с ним и других клиентов.
Чтобы подтвердить, что вы прочитали эту версию, ответьте на это письмо фразой: «${PHRASES.ru} ${TOKEN}». Ответ хранится как доказательство.

Atelier Web Horizon`,
};

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<div>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;') || '<br>'}</div>`)
    .join('\n');

export interface Raw {
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly text?: string;
  readonly html?: string;
  /** Without it the mail answers the notice. */
  readonly thread?: readonly string[];
  readonly charset?: string;
}

let made = 0;

/** A mail as bytes on the wire. */
export function raw({ from = 'Jeanne Le Goff <jeanne@boulangerie.example>', subject = 'Re: Avis', headers = [], text, html, thread }: Raw): string {
  made += 1;
  const head = [
    'Return-Path: <jeanne@boulangerie.example>',
    `From: ${encoded(from)}`,
    'To: Atelier Web Horizon <aide@atelier-horizon.example>',
    `Subject: ${encoded(subject)}`,
    'Date: Sat, 21 Nov 2026 10:12:00 +0100',
    `Message-ID: <reply-${made}@boulangerie.example>`,
    ...(thread ?? [`In-Reply-To: ${NOTICE_ID}`, `References: ${NOTICE_ID}`]),
    'MIME-Version: 1.0',
    ...headers,
  ];
  const plain = part('text/plain', text ?? '');
  const body =
    html === undefined
      ? plain
      : text === undefined
        ? part('text/html', html)
        : `Content-Type: multipart/alternative; boundary="=_alt"\r\n\r\n--=_alt\r\n${plain}\r\n--=_alt\r\n${part('text/html', html)}\r\n--=_alt--\r\n`;
  return `${head.join('\r\n')}\r\n${body}`;
}

/** Text beyond ASCII in a header, as every program writes it. */
function encoded(value: string): string {
  const name = /^(.*?)( <[^>]+>)?$/.exec(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII has to be encoded
  if (/^[\x00-\x7F]*$/.test(value) || name === null) return value;
  return `=?utf-8?B?${Buffer.from(name[1] ?? '').toString('base64')}?=${name[2] ?? ''}`;
}

function part(type: string, content: string): string {
  const base64 = Buffer.from(content.replaceAll('\n', '\r\n')).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `Content-Type: ${type}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`;
}

/** Gmail: text with ">" and HTML with a quotation. */
export function gmail(own: string, language: Language, more: Raw = {}): string {
  const attribution = {
    en: 'On Sat, Nov 21, 2026 at 9:00 AM Atelier Web Horizon <bonjour@atelier-horizon.example>\nwrote:',
    fr: 'Le sam. 21 nov. 2026 à 09:00, Atelier Web Horizon <bonjour@atelier-horizon.example>\na écrit :',
    ru: 'сб, 21 нояб. 2026 г. в 09:00, Atelier Web Horizon <bonjour@atelier-horizon.example>:',
  }[language];
  return raw({
    text: `${own}\n\n${attribution}\n\n${quote(NOTICE[language])}\n`,
    html: `<div dir="ltr">${paragraphs(own)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${attribution.replaceAll('<', '&lt;')}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">${paragraphs(NOTICE[language])}</blockquote></div>`,
    ...more,
  });
}

/** Outlook: the head of the earlier message stands where others put a quotation mark. */
export function outlook(own: string, language: Language, more: Raw = {}): string {
  const head = {
    en: 'From: Atelier Web Horizon <bonjour@atelier-horizon.example>\nSent: Saturday, November 21, 2026 9:00 AM\nTo: Jane Doe <jane@bakery.example>\nSubject: Notice',
    fr: 'De : Atelier Web Horizon <bonjour@atelier-horizon.example>\nEnvoyé : samedi 21 novembre 2026 09:00\nÀ : Jeanne Le Goff <jeanne@boulangerie.example>\nObjet : Avis',
    ru: 'От: Atelier Web Horizon <bonjour@atelier-horizon.example>\nОтправлено: 21 ноября 2026 г. 9:00\nКому: Иван Петров <ivan@pekarnya.example>\nТема: Уведомление',
  }[language];
  return raw({
    text: `${own}\n\n________________________________\n${head}\n\n${NOTICE[language]}\n`,
    html: `<html><head><style>P {margin:0}</style></head><body>${paragraphs(own)}<div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr">${head.replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</div>${paragraphs(NOTICE[language])}</body></html>`,
    ...more,
  });
}

/** Outlook's classic separator, as text only. */
export function outlookClassic(own: string, language: Language, more: Raw = {}): string {
  const marker = { en: '-----Original Message-----', fr: "-----Message d'origine-----", ru: '-----Исходное сообщение-----' }[language];
  return raw({ text: `${own}\n\n${marker}\nFrom: Atelier Web Horizon\n\n${NOTICE[language]}\n`, ...more });
}

/** Apple Mail. */
export function apple(own: string, language: Language, more: Raw = {}): string {
  const attribution = {
    en: 'On 21 Nov 2026, at 09:00, Atelier Web Horizon <bonjour@atelier-horizon.example> wrote:',
    fr: 'Le 21 nov. 2026 à 09:00, Atelier Web Horizon <bonjour@atelier-horizon.example> a écrit :',
    ru: '21 нояб. 2026 г., в 09:00, Atelier Web Horizon <bonjour@atelier-horizon.example> написал(а):',
  }[language];
  const sent = { en: 'Sent from my iPhone', fr: 'Envoyé de mon iPhone', ru: 'Отправлено с iPhone' }[language];
  return raw({
    text: `${own}\n\n${sent}\n\n> ${attribution}\n> \n${quote(NOTICE[language])}\n`,
    html: `<html><body>${paragraphs(own)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${sent}</div><div dir="ltr"><br><blockquote type="cite">${attribution.replaceAll('<', '&lt;')}<br><br></blockquote></div><blockquote type="cite">${paragraphs(NOTICE[language])}</blockquote></body></html>`,
    ...more,
  });
}

/** Thunderbird, which puts the answer under the quotation. */
export function thunderbird(own: string, language: Language, more: Raw = {}): string {
  const attribution = {
    en: 'On 21/11/2026 09:00, Atelier Web Horizon wrote:',
    fr: 'Le 21/11/2026 à 09:00, Atelier Web Horizon a écrit :',
    ru: '21.11.2026 09:00, Atelier Web Horizon пишет:',
  }[language];
  return raw({ text: `${attribution}\n${quote(NOTICE[language])}\n\n${own}\n\n-- \nJeanne Le Goff\nBoulangerie du Port\n`, ...more });
}

/** Yandex Mail, HTML only. */
export function yandex(own: string, language: Language = 'ru', more: Raw = {}): string {
  return raw({
    html: `<div>${paragraphs(own)}</div><div> </div><div>21.11.2026, 09:00, "Atelier Web Horizon" &lt;bonjour@atelier-horizon.example&gt;:</div><blockquote>${paragraphs(NOTICE[language])}</blockquote><div> </div><div>-- </div><div>Отправлено из Яндекс Почты</div>`,
    ...more,
  });
}

/** Mail.ru. */
export function mailRu(own: string, language: Language = 'ru', more: Raw = {}): string {
  return raw({
    text: `\n${own}\n \n--\nИван Петров\n \n>Суббота, 21 ноября 2026, 9:00 +03:00 от Atelier Web Horizon <bonjour@atelier-horizon.example>:\n>\n${quote(NOTICE[language])}`,
    html: `<HTML><BODY><div>${paragraphs(own)}</div><div>--<br>Иван Петров</div><blockquote style="border-left:1px solid #08C">Суббота, 21 ноября 2026, 9:00 +03:00 от Atelier Web Horizon:<br>${paragraphs(NOTICE[language])}</blockquote></BODY></HTML>`,
    ...more,
  });
}

/** Orange webmail: nothing marks the quotation but a line of head in French. */
export function orange(own: string, language: Language = 'fr', more: Raw = {}): string {
  return raw({
    text: `${own}\n\n\n> Message du 21/11/26 09:00\n> De : "Atelier Web Horizon" \n> A : "Jeanne"\n> Objet : Avis\n${quote(NOTICE[language])}`,
    html: `<p>${own.replaceAll('\n', '<br>')}</p><blockquote style="padding-left:5px">&gt; Message du 21/11/26 09:00<br>${paragraphs(NOTICE[language])}</blockquote>`,
    ...more,
  });
}

/** A program that quotes without any mark. */
export function unmarked(own: string, language: Language, more: Raw = {}): string {
  return raw({ text: `${own}\n\n${NOTICE[language]}\n`, ...more });
}

const REPORT = 'Content-Type: multipart/report; report-type=';

/** A delivery report (RFC 3464) with the notice in it. */
export function dsn({
  action,
  status = '5.1.1',
  diagnostic = 'smtp; 550 5.1.1 User unknown',
  headers = [],
}: {
  readonly action: string;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly headers?: readonly string[];
}): string {
  const text =
    'This is the mail system at host mx.boulangerie.example.\n\n<jeanne@boulangerie.example>: host mx said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n';
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.boulangerie.example (Mail Delivery System)',
    'To: bonjour@atelier-horizon.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sat, 21 Nov 2026 10:12:00 +0100',
    `Message-ID: <dsn-${action}-${status}@mx.boulangerie.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    ...headers,
    `${REPORT}delivery-status; boundary="=_r"`,
    '',
    '--=_r',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    text,
    '--=_r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.boulangerie.example',
    '',
    'Final-Recipient: rfc822; jeanne@boulangerie.example',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--=_r',
    'Content-Type: message/rfc822',
    '',
    'From: bonjour@atelier-horizon.example',
    `Message-ID: ${NOTICE_ID}`,
    'Subject: Notice',
    'Content-Type: text/plain; charset=utf-8',
    '',
    NOTICE.en,
    '',
    '--=_r--',
    '',
  ].join('\r\n');
}

/** A receipt that somebody opened the mail, or a complaint about it. */
export function receipt(type: 'disposition-notification' | 'feedback-report'): string {
  return [
    'From: jeanne@boulangerie.example',
    'To: bonjour@atelier-horizon.example',
    'Subject: Lu : Avis',
    'Date: Sat, 21 Nov 2026 10:12:00 +0100',
    `Message-ID: <${type}@boulangerie.example>`,
    `In-Reply-To: ${NOTICE_ID}`,
    'MIME-Version: 1.0',
    `${REPORT}${type}; boundary="=_r"`,
    '',
    '--=_r',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${PHRASES.en} ${TOKEN}`,
    '--=_r',
    `Content-Type: message/${type}`,
    '',
    'Final-Recipient: rfc822; jeanne@boulangerie.example',
    `Original-Message-ID: ${NOTICE_ID}`,
    'Disposition: manual-action/MDN-sent-manually; displayed',
    '',
    '--=_r--',
    '',
  ].join('\r\n');
}

/** A mail with a file. */
export function withFile(own: string, file: { readonly name: string; readonly mime: string; readonly content: string }): string {
  return [
    'From: Jeanne Le Goff <jeanne@boulangerie.example>',
    'To: aide@atelier-horizon.example',
    'Subject: Avis',
    'Date: Sat, 21 Nov 2026 10:12:00 +0100',
    `Message-ID: <file-${file.name}-${own.length}@boulangerie.example>`,
    `In-Reply-To: ${NOTICE_ID}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_m"',
    '',
    '--=_m',
    part('text/plain', own),
    '--=_m',
    `Content-Type: ${file.mime}; name="${file.name}"`,
    `Content-Disposition: attachment; filename="${file.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(file.content).toString('base64'),
    '--=_m--',
    '',
  ].join('\r\n');
}
