import type { ResourceKey } from 'i18next';

/** The words of the screens that are fetched when they are shown, by path. */
export const texts = import.meta.glob<ResourceKey>(
  '../../../locales/fr/{hosts,policies,settings,clients,imports,notices,sending,mailbox,evidenceScreen,replies,ledger,bundle,bounces,reminders,rules,connections,statuses,usage,alerts}.json',
  { eager: true, import: 'default' },
);
