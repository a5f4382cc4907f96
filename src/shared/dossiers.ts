/** What a white-list dossier is made of, in the order of its list. A host that names what it wants to see is not given the rest of the first nine. */
export const DOSSIER_ITEMS = [
  'sender',
  'mailing_kinds',
  'volume',
  'consent_wording',
  'subscription_form',
  'registration_form',
  'rules_extract',
  'sample_source',
  'sample_screenshot',
  'unsubscribe_page',
  'no_login',
  'declarations',
  'technical',
  'guidelines',
  'contact',
] as const;
export type DossierItemId = (typeof DOSSIER_ITEMS)[number];

/** Items that are a file somebody brings. */
export const FILE_ITEMS = ['subscription_form', 'registration_form', 'rules_extract', 'sample_source', 'sample_screenshot', 'unsubscribe_page'] as const;
export type FileItem = (typeof FILE_ITEMS)[number];

/** What a person confirms, one by one. The program never ticks any of it. */
export const DOSSIER_TICKS = [
  'no_login',
  'verified',
  'automatic',
  'none_unasked',
  'record',
  'writer',
  'reason',
  'bounces',
  'google',
  'yandex',
  'mailru',
] as const;
export type DossierTick = (typeof DOSSIER_TICKS)[number];

/** The rules for senders that a host refers to, where they stand, and since when that address is known. */
export const GUIDELINES = [
  { tick: 'google', url: 'https://support.google.com/mail/answer/81126', checkedOn: '2026-11-21' },
  { tick: 'yandex', url: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam', checkedOn: '2026-11-21' },
  { tick: 'mailru', url: 'https://help.mail.ru/developers/mailing_rules', checkedOn: '2026-11-21' },
] as const;

/** Kinds of mailing a host admits (004-04, 004-05). Mail that nobody asked for is no kind of it. */
export const MAILING_KINDS = ['advertising', 'information', 'automatic'] as const;
export type MailingKind = (typeof MAILING_KINDS)[number];

/** Days before the end of a grant from which it is to be renewed. */
export const RENEW_DAYS = 30;
/** Largest file of a dossier, in bytes. */
export const DOSSIER_FILE_BYTES = 10 * 1024 * 1024;
