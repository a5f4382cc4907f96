import type { Reason, Statement, Verdict } from '../../contract/culprits.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { Texts } from '../../ports/texts.ts';
import { dateIn, dateTimeIn, longDate, longMoment } from '../../shared/calendar.ts';
import { gapPart, momentsIn, reasonPart, type SayMoment, statementPart } from '../../shared/culprit-words.ts';
import type { Language } from '../../shared/language.ts';

/** Everything a report is made from. */
export interface Report {
  readonly verdict: Verdict;
  readonly language: Language;
  readonly by: string;
  /** What the reseller did, in his own words. */
  readonly done: string;
}

/** The words of a report in its language, and times in the zone of the server. */
export class Words {
  readonly #report: Report;
  readonly #texts: Texts;
  readonly #moment: SayMoment;

  constructor(report: Report, texts: Texts) {
    this.#report = report;
    this.#texts = texts;
    const { at, zone } = report.verdict;
    this.#moment = momentsIn(report.language, zone, at);
  }

  t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#texts.t(this.#report.language, `culprits:${key}`, values);
  }

  /** To the minute, as it stands beside lines of a log: "2026-11-24 05:00". */
  stamp(iso: string): string {
    return dateTimeIn(Date.parse(iso), this.#report.verdict.zone);
  }

  /** With its year, in words: "24 November 2026 at 05:00". */
  at(iso: string | null): string {
    return iso === null ? this.t('report.facts.unknown') : longMoment(Date.parse(iso), this.#report.language, this.#report.verdict.zone);
  }

  day(iso: string): string {
    return longDate(dateIn(Date.parse(iso), this.#report.verdict.zone), this.#report.language);
  }

  number(count: number): string {
    return new Intl.NumberFormat(this.#report.language).format(Math.round(count));
  }

  percent(share: number): string {
    return this.t('report.who.percent', { percent: Math.round(share * 100) });
  }

  duration(minutes: number): string {
    return minutes % 60 === 0 ? this.t('report.windowHours', { count: minutes / 60 }) : this.t('report.windowMinutes', { count: minutes });
  }

  /** Names beside each other: "a, b and c". */
  together(names: readonly string[]): string {
    return new Intl.ListFormat(this.#report.language, { type: 'conjunction' }).format(names);
  }

  reason({ code, facts }: Reason): string {
    return this.#part(reasonPart(code, facts, this.#moment));
  }

  gap({ code, facts }: Verdict['gaps'][number]): string {
    return this.#part(gapPart(code, facts, this.#moment));
  }

  statement({ code, facts }: Statement): string {
    return this.#part(statementPart(code, facts, this.#moment));
  }

  #part({ key, values }: { readonly key: string; readonly values: Record<string, string | number> }): string {
    return this.t(key, values);
  }
}

export function heading(level: 1 | 2, text: string): PdfBlock {
  return { type: 'heading', level, text };
}
