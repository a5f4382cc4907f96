import type { MailRule } from './checks.ts';

/**
 * How a fact is known: `read` = at its source or in a dated copy of it, `reported` = told by others who read it, `not_confirmed` = common knowledge that nobody held against a
 * source. What is not confirmed is never shown as a fact.
 */
type Grade = 'read' | 'reported' | 'not_confirmed';

/** What a receiver, a standard or a law asks of mail, as a document that can be looked up. */
export interface Requirement {
  /** As whoever wrote it calls it. */
  readonly name: string;
  /** '' = it has no address of its own. */
  readonly link: string;
  /** Day of what was read, YYYY-MM-DD; null = nobody read it. */
  readonly readOn: string | null;
  readonly grade: Grade;
}

const rfc = (number: number, title: string, grade: Grade): Requirement => ({
  name: `RFC ${number}, ${title}`,
  link: `https://www.rfc-editor.org/rfc/rfc${number}`,
  readOn: grade === 'not_confirmed' ? null : '2026-11-21',
  grade,
});

const GMAIL = { name: 'Gmail: Email sender guidelines', link: 'https://support.google.com/mail/answer/81126', readOn: '2026-07-02', grade: 'read' } as const;
const GMAIL_FAQ = {
  name: 'Gmail: Email sender guidelines FAQ',
  link: 'https://support.google.com/a/answer/14229414',
  readOn: '2026-07-02',
  grade: 'read',
} as const;
const YAHOO = { name: 'Yahoo: Sender Best Practices', link: 'https://senders.yahooinc.com/', readOn: '2026-06-18', grade: 'read' } as const;
const MICROSOFT = {
  name: 'Microsoft: Outlook’s New Requirements for High-Volume Senders',
  link: 'https://techcommunity.microsoft.com/',
  readOn: '2025-08-02',
  grade: 'read',
} as const;
const APPLE = { name: 'Apple: Postmaster information for iCloud Mail', link: 'https://support.apple.com/102322', readOn: '2026-07-02', grade: 'read' } as const;
const ORANGE = { name: 'Orange: Postmaster', link: 'https://postmaster.orange.fr/', readOn: '2026-06-22', grade: 'reported' } as const;
const MAILRU = { name: 'Mail.ru: Правила рассылок', link: 'https://help.mail.ru/developers/mailing_rules', readOn: '2026-11-21', grade: 'read' } as const;
const YANDEX = {
  name: 'Yandex: Message rejected under suspicion of SPAM',
  link: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam',
  readOn: null,
  grade: 'not_confirmed',
} as const;
const CAN_SPAM = { name: 'CAN-SPAM Act, 15 U.S.C. 7704', link: '', readOn: '2026-11-21', grade: 'reported' } as const;
const CASL = { name: 'CASL, S.C. 2010, c. 23, s. 6', link: '', readOn: '2026-11-21', grade: 'reported' } as const;

const RFC_8058 = rfc(8058, 'One-Click Functionality for List Email Headers', 'read');
const RFC_5322 = rfc(5322, 'Internet Message Format', 'not_confirmed');
const RFC_7208 = rfc(7208, 'Sender Policy Framework', 'not_confirmed');

/** What stands behind each rule of the mail check, beside the rules of the host. Of one that is not named here nobody asks for more than a recommendation. */
export const REQUIREMENTS: Readonly<Partial<Record<MailRule, readonly Requirement[]>>> = {
  H01: [GMAIL],
  H02: [GMAIL, RFC_5322],
  H03: [GMAIL, RFC_5322],
  H04: [GMAIL],
  H05: [GMAIL, YAHOO, MICROSOFT, APPLE, ORANGE],
  H06: [GMAIL, YAHOO, MICROSOFT, APPLE, ORANGE, RFC_8058],
  H07: [GMAIL_FAQ, YAHOO, RFC_8058],
  H08: [GMAIL_FAQ, YAHOO, RFC_8058],
  H09: [ORANGE],
  H10: [GMAIL],
  H11: [GMAIL],
  B01: [GMAIL, YAHOO, MICROSOFT, APPLE, MAILRU, YANDEX],
  B02: [YAHOO, MAILRU, CAN_SPAM, YANDEX],
  B04: [CAN_SPAM, CASL],
  B05: [GMAIL],
  D01: [GMAIL, YAHOO, MICROSOFT, ORANGE, RFC_7208],
  D02: [GMAIL, YAHOO],
  D03: [GMAIL, YAHOO, MICROSOFT, ORANGE],
  D04: [GMAIL, YAHOO, MICROSOFT, APPLE, ORANGE],
  I01: [GMAIL, YAHOO, MAILRU],
  I04: [GMAIL, YAHOO, APPLE, MAILRU],
  I05: [GMAIL, YAHOO, ORANGE],
};
