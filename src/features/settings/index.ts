export { readAuthor, readSettings, readSmtpAccount, settingsHandlers } from './settings.handlers.ts';
export { isSenderComplete, type StoredSettings, senderInForce } from './settings.rules.ts';
