import type { ResourceKey } from 'i18next';

/** The words of the screens that are fetched when they are shown, by path. */
export const texts = import.meta.glob<ResourceKey>(
  '../../../locales/en/{hosts,lettersScreen,policies,settings,clients,imports,notices,sending,mailbox,evidenceScreen,replies,ledger,bundle,bounces,reminders,repermissionScreen,rules,connections,statuses,usage,alerts,logs,culprits,culpritsScreen,explanationsScreen,incidents,incidentsScreen,checks,checksScreen,blocklists,dossier,dossiers,recipients,hostMails,story}.json',
  { eager: true, import: 'default' },
);
