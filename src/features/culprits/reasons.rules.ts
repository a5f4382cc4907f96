import type { Reason, Verdict } from '../../contract/culprits.ts';
import { toIso } from '../../shared/dates.ts';

/**
 * What the sentence of each reason is told. Counts are whole numbers; `percent` is 0…100; `at`, `from`, `to`, `since` are instants as ISO text; the rest are
 * words as they stood in the data.
 */
export interface ReasonFactsOf {
  /** `excess` of `total` recipients that were above the usual of everybody, which is `percent`; `weighted` the same with what came shortly before the moment weighing more. */
  readonly excess_share: { readonly percent: number; readonly weighted: number; readonly excess: number; readonly total: number };
  /** Recipients in the window, and what is usual in one as long; `within` 1 = by the quieter hours of the window itself. */
  readonly above_usual: { readonly recipients: number; readonly usual: number; readonly within?: number };
  /** The most the limit counted `with` it and `without` it, and the limit; `scope`: of the whole `pack`, or its `own`. */
  readonly sufficient_alone: { readonly limit: number; readonly with: number; readonly without: number; readonly scope: string };
  readonly moved_first: { readonly at: string };
  readonly unknown_recipients: { readonly count: number; readonly of: number; readonly percent: number };
  readonly content_refused: { readonly count: number; readonly of: number; readonly percent: number };
  /** Failures whose reason the source does not tell. `usual` = percent that failed before; null = not known. */
  readonly many_failures: { readonly count: number; readonly of: number; readonly percent: number; readonly usual: number | null };
  /** `at`: the first refusal for the server itself; `since`: when this account had begun; `recipients` it had written to `until`; null = no figures end before `at`; `exact` 0 = no line tells, it came by `at`. */
  readonly caused_block: {
    readonly at: string;
    readonly since: string;
    readonly until: string | null;
    readonly recipients: number | null;
    readonly exact?: number;
  };
  /** `kind`: `messages` or `failures`. */
  readonly host_limit_hit: {
    readonly kind: string;
    readonly allowed: number | null;
    readonly counted: number | null;
    readonly times: number;
    readonly at: string;
    readonly until: string;
  };
  readonly suspended_by_host: { readonly at: string };
  /** After the moment that is judged. */
  readonly suspended_later: { readonly at: string };
  readonly complaints: { readonly count: number };
  readonly new_script: { readonly script: string; readonly since: string; readonly messages: number };
  /** Different addresses, of one `hour` or of `all`; `usual` = the most in an hour before. */
  readonly many_sources: { readonly login: string; readonly sources: number; readonly usual: number; readonly per: string };
  readonly foreign_senders: { readonly senders: number; readonly messages: number; readonly example: string };
  readonly same_subject: { readonly messages: number; readonly percent: number };
  /** `most`: the most recipients it had ever had in an hour before. */
  readonly first_mailing: { readonly recipients: number; readonly most: number };
  readonly login_refused_after: { readonly login: string; readonly times: number; readonly until: string };
  readonly night: { readonly percent: number };
  readonly as_usual: { readonly recipients: number; readonly usual: number };
  readonly announced: { readonly from: string; readonly to: string; readonly recipients: number | null };
  readonly few_messages: { readonly recipients: number };
  /** Put off by receivers, and refused for good, for whatever reason. */
  readonly only_deferred: { readonly deferred: number; readonly failed: number };
  /** `failed` of `of` that failed. */
  readonly only_block: { readonly failed: number; readonly of: number };
  readonly forwarded: { readonly count: number };
  readonly after_block: { readonly at: string; readonly since: string };
  readonly no_trace: Readonly<Record<string, never>>;
  readonly not_sufficient: { readonly limit: number; readonly with: number; readonly without: number };
  /** Windows that are known, and how many it takes to say what is usual. */
  readonly short_history: { readonly windows: number; readonly needed: number };
  readonly stolen_login: { readonly login: string };
  /** Logins refused from outside, in the window. */
  readonly password_guessed: { readonly login: string; readonly times: number };
  /** `kind`: `failures` or `suspended`; `block` of `of` that the host had counted met the block. */
  readonly limit_by_block: { readonly kind: string; readonly at: string; readonly block: number; readonly of: number };
}

/** What the sentence of each gap is told. */
export interface GapFactsOf {
  readonly no_baseline: { readonly accounts: number; readonly windows: number; readonly needed: number };
  readonly usual_from_window: { readonly accounts: number };
  readonly window_not_covered: { readonly percent: number };
  readonly silence_in_log: { readonly from: string; readonly to: string; readonly minutes: number };
  readonly no_recipients: Readonly<Record<string, never>>;
  readonly no_subjects: Readonly<Record<string, never>>;
  readonly no_scripts: Readonly<Record<string, never>>;
  readonly no_deferrals: Readonly<Record<string, never>>;
  readonly no_logins: Readonly<Record<string, never>>;
  readonly no_limit_known: Readonly<Record<string, never>>;
  readonly counts_only: { readonly source: string; readonly accounts: number };
  readonly skipped_lines: { readonly count: number; readonly of: number };
  readonly unattributed: { readonly messages: number; readonly recipients: number };
  readonly moment_outside: { readonly from: string | null; readonly to: string | null };
  readonly log_ends_before: { readonly at: string };
  readonly logs_overlap: { readonly from: string; readonly to: string };
  /** `seen`: what failed or was put off in the hour before the host stopped the account at its limit of `allowed` failures. */
  readonly host_counted_more: { readonly account: string; readonly allowed: number; readonly seen: number };
  /** `definition`: what the panel counts, as it is named in `shared/panels.ts`. */
  readonly sources_differ: { readonly source: string; readonly definition: string };
}

export type Gap = Verdict['gaps'][number];

/** One reason with the facts its sentence needs. */
export function because<C extends keyof ReasonFactsOf>(code: C, facts: ReasonFactsOf[C]): Reason {
  return { code, facts: { ...facts } };
}

/** One gap with the facts its sentence needs. */
export function lacks<C extends keyof GapFactsOf>(code: C, facts: GapFactsOf[C]): Gap {
  return { code, facts: { ...facts } };
}

/** An instant for a sentence. */
export function isoOf(seconds: number): string {
  return toIso(Math.round(seconds) * 1000);
}

/** A share as whole percent. */
export function percentOf(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((100 * part) / whole);
}
