export { readSettings, readSmtpAccount, settingsHandlers } from './settings.handlers.ts';
export type { StoredSettings } from './settings.rules.ts';
