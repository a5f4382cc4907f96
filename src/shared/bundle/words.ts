/** What can be wrong with a bundle or the ledger. */
export const PROBLEMS = [
  'bytes_changed',
  'missing',
  'unlisted',
  'structure',
  'chain_broken',
  'row_missing',
  'row_inserted',
  'row_reordered',
  'payload_changed',
  'payload_missing',
  'table_differs',
  'signature_wrong',
  'timestamp_wrong',
  'sums_malformed',
  'not_a_bundle',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

/** What a check does not show. */
export const LIMITS = [
  'clock',
  'newest_rows',
  'delivered',
  'read',
  'sender_of_reply',
  'not_signed',
  'not_time_stamped',
  'key_not_known',
  'signature_not_checked',
  'timestamp_signature',
  'other_clients_left_out',
] as const;
export type LimitCode = (typeof LIMITS)[number];

/** A fault: `entry` names a file of the bundle, `ledger:<seq>`, or a part of the ZIP in brackets. */
export interface BundleProblem {
  readonly entry: string;
  readonly problem: ProblemCode;
}

/** Names of the files every bundle has, and of those it may have. */
export const SUMS = 'SHA256SUMS';
export const SIGNATURE = 'SHA256SUMS.sig';
export const LEDGER = 'ledger.txt';
export const TIME_STAMP = 'ledger.tsr';
export const PUBLIC_KEY = 'public-key.pem';
/** The end of the ZIP and its directory, which belong to no entry. */
export const ZIP_END = '(zip directory)';
/** The ZIP around the files as a whole. */
export const ZIP_WHOLE = '(zip)';

/** Whether there is nothing to say but that it is no bundle. */
export function isNoBundle(problems: readonly BundleProblem[]): boolean {
  return problems.length === 1 && problems[0]?.problem === 'not_a_bundle';
}
