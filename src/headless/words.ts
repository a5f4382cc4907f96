import i18next from 'i18next';
import enChecks from '../../locales/en/checks.json' with { type: 'json' };
import enCli from '../../locales/en/cli.json' with { type: 'json' };
import enConnections from '../../locales/en/connections.json' with { type: 'json' };
import enCulprits from '../../locales/en/culprits.json' with { type: 'json' };
import enErrors from '../../locales/en/errors.json' with { type: 'json' };
import enHostMails from '../../locales/en/hostMails.json' with { type: 'json' };
import enImport from '../../locales/en/import.json' with { type: 'json' };
import enIncidents from '../../locales/en/incidents.json' with { type: 'json' };
import enReminders from '../../locales/en/reminders.json' with { type: 'json' };
import enSending from '../../locales/en/sending.json' with { type: 'json' };
import enSettings from '../../locales/en/settings.json' with { type: 'json' };
import frChecks from '../../locales/fr/checks.json' with { type: 'json' };
import frCli from '../../locales/fr/cli.json' with { type: 'json' };
import frConnections from '../../locales/fr/connections.json' with { type: 'json' };
import frCulprits from '../../locales/fr/culprits.json' with { type: 'json' };
import frErrors from '../../locales/fr/errors.json' with { type: 'json' };
import frHostMails from '../../locales/fr/hostMails.json' with { type: 'json' };
import frImport from '../../locales/fr/import.json' with { type: 'json' };
import frIncidents from '../../locales/fr/incidents.json' with { type: 'json' };
import frReminders from '../../locales/fr/reminders.json' with { type: 'json' };
import frSending from '../../locales/fr/sending.json' with { type: 'json' };
import frSettings from '../../locales/fr/settings.json' with { type: 'json' };
import ruChecks from '../../locales/ru/checks.json' with { type: 'json' };
import ruCli from '../../locales/ru/cli.json' with { type: 'json' };
import ruConnections from '../../locales/ru/connections.json' with { type: 'json' };
import ruCulprits from '../../locales/ru/culprits.json' with { type: 'json' };
import ruErrors from '../../locales/ru/errors.json' with { type: 'json' };
import ruHostMails from '../../locales/ru/hostMails.json' with { type: 'json' };
import ruImport from '../../locales/ru/import.json' with { type: 'json' };
import ruIncidents from '../../locales/ru/incidents.json' with { type: 'json' };
import ruReminders from '../../locales/ru/reminders.json' with { type: 'json' };
import ruSending from '../../locales/ru/sending.json' with { type: 'json' };
import ruSettings from '../../locales/ru/settings.json' with { type: 'json' };
import { type Language, languageOf } from '../shared/language.ts';
import { ONE_STOP } from '../shared/one-stop.ts';

/** Words a sentence of the `cli` or `errors` file; reasons of rejects and of dates, troubles of the outbox and checks of the doctor, cases and what could not be read of a mail are those of the screens. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const texts = i18next.createInstance({
  lng: 'en',
  fallbackLng: 'en',
  ns: ['checks', 'cli', 'connections', 'culprits', 'errors', 'hostMails', 'import', 'incidents', 'reminders', 'sending', 'settings'],
  initAsync: false,
  postProcess: ONE_STOP.name,
  interpolation: { escapeValue: false },
  resources: {
    en: {
      checks: enChecks,
      cli: enCli,
      connections: enConnections,
      culprits: enCulprits,
      errors: enErrors,
      hostMails: enHostMails,
      import: enImport,
      incidents: enIncidents,
      reminders: enReminders,
      sending: enSending,
      settings: enSettings,
    },
    fr: {
      checks: frChecks,
      cli: frCli,
      connections: frConnections,
      culprits: frCulprits,
      errors: frErrors,
      hostMails: frHostMails,
      import: frImport,
      incidents: frIncidents,
      reminders: frReminders,
      sending: frSending,
      settings: frSettings,
    },
    ru: {
      checks: ruChecks,
      cli: ruCli,
      connections: ruConnections,
      culprits: ruCulprits,
      errors: ruErrors,
      hostMails: ruHostMails,
      import: ruImport,
      incidents: ruIncidents,
      reminders: ruReminders,
      sending: ruSending,
      settings: ruSettings,
    },
  },
});
void texts.use(ONE_STOP).init();

/** The sentences of the headless shell in one language. */
export function wordsIn(language: Language): Words {
  const fixed = texts.getFixedT(language);
  return (key, values = {}) => fixed(key, values);
}

/** The language asked for by `--lang`, else the one of the environment ("fr_CA.UTF-8"), else English. */
export function languageOfCommand(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.indexOf('--lang');
  const given = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) ?? (at === -1 ? undefined : argv[at + 1]);
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return languageOf(given ?? locale.replace(/[.@].*$/, ''), 'en');
}
