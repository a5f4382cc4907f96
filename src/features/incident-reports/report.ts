import type { Verdict } from '../../contract/culprits.ts';
import type { Explanation } from '../../contract/explanations.ts';
import type { KeptHostMail } from '../../contract/host-mails.ts';
import type { Concerned, Incident } from '../../contract/incidents.ts';
import type { Letter } from '../../contract/letters.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { Texts } from '../../ports/texts.ts';
import { alertSentence, alertTimes, toldAlert } from '../../shared/alert-words.ts';
import { dateIn, longDate, longMoment, namedMoment } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import { storySentence } from '../../shared/story-words.ts';
import type { ToldAccount, ToldCount } from './told.ts';

/** Who reads it: the host, who sees no internal notes and no names of clients, or the reseller himself. */
export type ReportForm = 'host' | 'complete';

/** Somebody concerned, with his account at the host; empty = none is known there. */
export interface ReportedPerson extends Concerned {
  readonly account: string;
  readonly domain: string;
}

/** Everything a report of a case is made from. */
export interface CaseReport {
  readonly language: Language;
  readonly form: ReportForm;
  /** Whether it tells of time and cost. */
  readonly cost: boolean;
  /** A word of the reseller to whoever reads it. */
  readonly note: string;
  readonly by: string;
  readonly madeAt: number;
  /** The zone of the host's clock where one is known, else that here: days and hours are meant by it. */
  readonly clock: string;
  /** Where the reseller works. */
  readonly zone: string;
  readonly incident: Incident;
  /** The mails of the host that the case was opened from. */
  readonly mails: readonly KeptHostMail[];
  readonly people: readonly ReportedPerson[];
  /** The analysis the case was opened from; `gone` = it was taken away since. */
  readonly verdict: Verdict | 'gone' | null;
  /** Newest first, as are the rounds. */
  readonly letters: readonly Letter[];
  readonly explanations: readonly Explanation[];
  readonly told: { readonly accounts: readonly ToldAccount[]; readonly pack: ToldCount };
}

/** The words of a report in its language. */
export class Words {
  readonly #report: CaseReport;
  readonly #texts: Texts;

  constructor(report: CaseReport, texts: Texts) {
    this.#report = report;
    this.#texts = texts;
  }

  t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.of('casereport', key, values);
  }

  /** Words of another part of the documents. */
  of(
    namespace: 'alerts' | 'casereport' | 'culprits' | 'explanationsScreen' | 'incidents' | 'letters' | 'report' | 'story',
    key: string,
    values: Readonly<Record<string, string | number>> = {},
  ): string {
    return this.#texts.t(this.#report.language, `${namespace}:${key}`, values);
  }

  /** "24 November 2026 at 05:00", in the zone of the report where none is given. */
  moment(at: string | number, zone = this.#report.clock): string {
    return longMoment(typeof at === 'number' ? at : Date.parse(at), this.#report.language, zone);
  }

  /** The same of a moment somebody named, which may be no more than a day. */
  named(at: string): string {
    return namedMoment(Date.parse(at), this.#report.language, this.#report);
  }

  /** The day of an instant: "24 November 2026". */
  dayOf(at: string | number): string {
    return this.day(dateIn(typeof at === 'number' ? at : Date.parse(at), this.#report.clock));
  }

  /** A calendar date in words. */
  day(on: string): string {
    return longDate(on, this.#report.language);
  }

  number(count: number, digits = 0): string {
    return new Intl.NumberFormat(this.#report.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(count);
  }

  /** "this, that and another". */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(this.#report.language, { type: 'conjunction' }).format(names);
  }

  /** What the program told in the story of the case. */
  told(told: StoryTold): string {
    const { language, clock, madeAt } = this.#report;
    return storySentence(told, {
      sentence: (key, values) => this.of('story', key, values),
      day: (on) => this.day(on),
      role: (role) => this.of('incidents', `role.${role}`),
      channel: (channel) => this.of('story', `channel.${channel}`),
      alert: (values) =>
        toldAlert(values, (alert) => alertSentence(alert, alertTimes(language, clock, madeAt), (key, filled) => this.of('alerts', `why.${key}`, filled))),
    });
  }

  /** A client of the case, by his number. */
  client(clientId: string, name: string): string {
    const person = this.#report.people.find((one) => one.clientId === clientId);
    return person !== undefined ? this.name(person) : this.#report.form === 'host' ? this.t('who.someClient') : name;
  }

  /** The text, or that it is not known. */
  known(text: string): string {
    return text === '' ? this.t('unknown') : text;
  }

  /** How somebody is named: to the host by his account there, and never by who he is. */
  name({ name, account, domain }: ReportedPerson): string {
    const both = account !== '' && domain !== '' && account !== domain;
    if (this.#report.form === 'host') return both ? this.t('who.ofAccount', { account, domain }) : account || domain || this.t('who.someClient');
    const atHost = both ? this.t('who.ofBoth', { account, domain }) : account || domain;
    return [account, domain, ''].includes(name) ? atHost : atHost === '' ? name : this.t('who.ofClient', { client: name, account: atHost });
  }
}
