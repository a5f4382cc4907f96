import { createInstance } from 'i18next';
import enAlerts from '../../locales/en/alerts.json' with { type: 'json' };
import enBundle from '../../locales/en/bundle.json' with { type: 'json' };
import enCaseLetters from '../../locales/en/caseletters.json' with { type: 'json' };
import enCaseReport from '../../locales/en/casereport.json' with { type: 'json' };
import enChecks from '../../locales/en/checks.json' with { type: 'json' };
import enCulprits from '../../locales/en/culprits.json' with { type: 'json' };
import enDossier from '../../locales/en/dossier.json' with { type: 'json' };
import enEvidence from '../../locales/en/evidence.json' with { type: 'json' };
import enExplanations from '../../locales/en/explanations.json' with { type: 'json' };
import enExplanationsScreen from '../../locales/en/explanationsScreen.json' with { type: 'json' };
import enFields from '../../locales/en/fields.json' with { type: 'json' };
import enHostLetter from '../../locales/en/hostletter.json' with { type: 'json' };
import enHosts from '../../locales/en/hosts.json' with { type: 'json' };
import enImport from '../../locales/en/import.json' with { type: 'json' };
import enIncidents from '../../locales/en/incidents.json' with { type: 'json' };
import enLetters from '../../locales/en/letters.json' with { type: 'json' };
import enNotice from '../../locales/en/notice.json' with { type: 'json' };
import enPresets from '../../locales/en/presets.json' with { type: 'json' };
import enRepermission from '../../locales/en/repermission.json' with { type: 'json' };
import enReport from '../../locales/en/report.json' with { type: 'json' };
import enRules from '../../locales/en/rules.json' with { type: 'json' };
import enStatuses from '../../locales/en/statuses.json' with { type: 'json' };
import enStory from '../../locales/en/story.json' with { type: 'json' };
import enTestmail from '../../locales/en/testmail.json' with { type: 'json' };
import enTicks from '../../locales/en/ticks.json' with { type: 'json' };
import enTrust from '../../locales/en/trust.json' with { type: 'json' };
import enUsage from '../../locales/en/usage.json' with { type: 'json' };
import enVolumeFile from '../../locales/en/volumefile.json' with { type: 'json' };
import frAlerts from '../../locales/fr/alerts.json' with { type: 'json' };
import frBundle from '../../locales/fr/bundle.json' with { type: 'json' };
import frCaseLetters from '../../locales/fr/caseletters.json' with { type: 'json' };
import frCaseReport from '../../locales/fr/casereport.json' with { type: 'json' };
import frChecks from '../../locales/fr/checks.json' with { type: 'json' };
import frCulprits from '../../locales/fr/culprits.json' with { type: 'json' };
import frDossier from '../../locales/fr/dossier.json' with { type: 'json' };
import frEvidence from '../../locales/fr/evidence.json' with { type: 'json' };
import frExplanations from '../../locales/fr/explanations.json' with { type: 'json' };
import frExplanationsScreen from '../../locales/fr/explanationsScreen.json' with { type: 'json' };
import frFields from '../../locales/fr/fields.json' with { type: 'json' };
import frHostLetter from '../../locales/fr/hostletter.json' with { type: 'json' };
import frHosts from '../../locales/fr/hosts.json' with { type: 'json' };
import frImport from '../../locales/fr/import.json' with { type: 'json' };
import frIncidents from '../../locales/fr/incidents.json' with { type: 'json' };
import frLetters from '../../locales/fr/letters.json' with { type: 'json' };
import frNotice from '../../locales/fr/notice.json' with { type: 'json' };
import frPresets from '../../locales/fr/presets.json' with { type: 'json' };
import frRepermission from '../../locales/fr/repermission.json' with { type: 'json' };
import frReport from '../../locales/fr/report.json' with { type: 'json' };
import frRules from '../../locales/fr/rules.json' with { type: 'json' };
import frStatuses from '../../locales/fr/statuses.json' with { type: 'json' };
import frStory from '../../locales/fr/story.json' with { type: 'json' };
import frTestmail from '../../locales/fr/testmail.json' with { type: 'json' };
import frTicks from '../../locales/fr/ticks.json' with { type: 'json' };
import frTrust from '../../locales/fr/trust.json' with { type: 'json' };
import frUsage from '../../locales/fr/usage.json' with { type: 'json' };
import frVolumeFile from '../../locales/fr/volumefile.json' with { type: 'json' };
import ruAlerts from '../../locales/ru/alerts.json' with { type: 'json' };
import ruBundle from '../../locales/ru/bundle.json' with { type: 'json' };
import ruCaseLetters from '../../locales/ru/caseletters.json' with { type: 'json' };
import ruCaseReport from '../../locales/ru/casereport.json' with { type: 'json' };
import ruChecks from '../../locales/ru/checks.json' with { type: 'json' };
import ruCulprits from '../../locales/ru/culprits.json' with { type: 'json' };
import ruDossier from '../../locales/ru/dossier.json' with { type: 'json' };
import ruEvidence from '../../locales/ru/evidence.json' with { type: 'json' };
import ruExplanations from '../../locales/ru/explanations.json' with { type: 'json' };
import ruExplanationsScreen from '../../locales/ru/explanationsScreen.json' with { type: 'json' };
import ruFields from '../../locales/ru/fields.json' with { type: 'json' };
import ruHostLetter from '../../locales/ru/hostletter.json' with { type: 'json' };
import ruHosts from '../../locales/ru/hosts.json' with { type: 'json' };
import ruImport from '../../locales/ru/import.json' with { type: 'json' };
import ruIncidents from '../../locales/ru/incidents.json' with { type: 'json' };
import ruLetters from '../../locales/ru/letters.json' with { type: 'json' };
import ruNotice from '../../locales/ru/notice.json' with { type: 'json' };
import ruPresets from '../../locales/ru/presets.json' with { type: 'json' };
import ruRepermission from '../../locales/ru/repermission.json' with { type: 'json' };
import ruReport from '../../locales/ru/report.json' with { type: 'json' };
import ruRules from '../../locales/ru/rules.json' with { type: 'json' };
import ruStatuses from '../../locales/ru/statuses.json' with { type: 'json' };
import ruStory from '../../locales/ru/story.json' with { type: 'json' };
import ruTestmail from '../../locales/ru/testmail.json' with { type: 'json' };
import ruTicks from '../../locales/ru/ticks.json' with { type: 'json' };
import ruTrust from '../../locales/ru/trust.json' with { type: 'json' };
import ruUsage from '../../locales/ru/usage.json' with { type: 'json' };
import ruVolumeFile from '../../locales/ru/volumefile.json' with { type: 'json' };
import type { Texts } from '../ports/texts.ts';
import { ONE_STOP } from '../shared/one-stop.ts';

const RESOURCES = {
  en: {
    alerts: enAlerts,
    bundle: enBundle,
    casereport: enCaseReport,
    caseletters: enCaseLetters,
    checks: enChecks,
    culprits: enCulprits,
    dossier: enDossier,
    evidence: enEvidence,
    explanations: enExplanations,
    explanationsScreen: enExplanationsScreen,
    fields: enFields,
    hostletter: enHostLetter,
    hosts: enHosts,
    import: enImport,
    incidents: enIncidents,
    letters: enLetters,
    notice: enNotice,
    presets: enPresets,
    repermission: enRepermission,
    report: enReport,
    rules: enRules,
    story: enStory,
    testmail: enTestmail,
    ticks: enTicks,
    trust: enTrust,
    volumefile: enVolumeFile,
    usage: enUsage,
    statuses: enStatuses,
  },
  fr: {
    alerts: frAlerts,
    bundle: frBundle,
    casereport: frCaseReport,
    caseletters: frCaseLetters,
    checks: frChecks,
    culprits: frCulprits,
    dossier: frDossier,
    evidence: frEvidence,
    explanations: frExplanations,
    explanationsScreen: frExplanationsScreen,
    fields: frFields,
    hostletter: frHostLetter,
    hosts: frHosts,
    import: frImport,
    incidents: frIncidents,
    letters: frLetters,
    notice: frNotice,
    presets: frPresets,
    repermission: frRepermission,
    report: frReport,
    rules: frRules,
    story: frStory,
    testmail: frTestmail,
    ticks: frTicks,
    trust: frTrust,
    volumefile: frVolumeFile,
    usage: frUsage,
    statuses: frStatuses,
  },
  ru: {
    alerts: ruAlerts,
    bundle: ruBundle,
    casereport: ruCaseReport,
    caseletters: ruCaseLetters,
    checks: ruChecks,
    culprits: ruCulprits,
    dossier: ruDossier,
    evidence: ruEvidence,
    explanations: ruExplanations,
    explanationsScreen: ruExplanationsScreen,
    fields: ruFields,
    hostletter: ruHostLetter,
    hosts: ruHosts,
    import: ruImport,
    incidents: ruIncidents,
    letters: ruLetters,
    notice: ruNotice,
    presets: ruPresets,
    repermission: ruRepermission,
    report: ruReport,
    rules: ruRules,
    story: ruStory,
    testmail: ruTestmail,
    ticks: ruTicks,
    trust: ruTrust,
    volumefile: ruVolumeFile,
    usage: ruUsage,
    statuses: ruStatuses,
  },
};

/**
 * The words of documents. Keys are `namespace:path.to.sentence`; `{{name}}` without a value stays as it is, which is how merge fields
 * of a policy reach the notice. Values are put in as they are: whoever writes HTML escapes it. Throws on a key that is not there.
 */
export function createTexts(): Texts {
  const instance = createInstance();
  void instance.use(ONE_STOP).init({
    resources: RESOURCES,
    ns: Object.keys(RESOURCES.en),
    fallbackLng: false,
    initAsync: false,
    postProcess: ONE_STOP.name,
    interpolation: { escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: (_text: string, match: RegExpExecArray) => match[0],
  });
  return {
    t: (language, key, values = {}) => {
      const words = instance.t(key, { ...values, lng: language, nest: false, returnObjects: false });
      if (typeof words !== 'string' || words === key || words === key.slice(key.indexOf(':') + 1)) throw new Error(`No words for "${key}" in ${language}`);
      return words;
    },
    has: (language, key) => instance.exists(key, { lng: language, fallbackLng: false }),
  };
}
