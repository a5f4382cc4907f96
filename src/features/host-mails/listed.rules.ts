import { singleLine } from '../../shared/text.ts';
import { NOT_SO, SHUT, TAKEN_DOWN } from './words.rules.ts';

const TOKEN = '([a-z0-9][a-z0-9_.-]{0,120}[a-z0-9])';
const ITEM = new RegExp(
  String.raw`^[ \t>]{0,20}(?:[-*•–·]|\d{1,2}[.)])[ \t]{1,4}["«“'(]?${TOKEN}["»”')]?(?:[ \t]{0,4}[:(,–—-]+[ \t]{0,4}|[ \t]{1,4}|$)([^\n]{0,300})$`,
  'iu',
);
const ACCOUNT = new RegExp(
  String.raw`^[ \t>*-]{0,20}(?:(?:c?panel|hosting)[ \t]+)?(?:account|user(?:name)?|login|domain|site|compte|identifiant|domaine|логин|аккаунт|пользователь|домен|сайт)[ \t]{0,4}[:=–—][ \t]{0,4}["«“'(]?${TOKEN}`,
  'iu',
);
const REASON = /^[ \t>*-]{0,20}(?:reason|motif|raison|cause|причина)[ \t]{0,4}[:=–—][ \t]{0,4}([^\n]{2,300})/iu;
/** So many lines below the account its reason stands at most. */
const NEAR = 3;
const MOST = 200;

/** A name out of a list of accounts, and the reason that stands beside or below it; '' = none does. */
export interface ListedAccount {
  readonly word: string;
  readonly reason: string;
  /** The line over its list says that these were stopped, or it has a label of its own. */
  readonly isStopped: boolean;
}

/** The items of the lists of a mail, and its accounts with a label: who is none of ours is found out later. */
export function listedIn(text: string): ListedAccount[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at): ListedAccount[] => {
    const [, word, beside = ''] = ITEM.exec(line) ?? [];
    if (word !== undefined) return [{ word, reason: cleaned(beside), isStopped: isHeadOfStopped(headOf(lines, at)) }];
    const [, labelled] = ACCOUNT.exec(line) ?? [];
    return labelled === undefined ? [] : [{ word: labelled, reason: below(lines.slice(at + 1, at + 1 + NEAR)), isStopped: true }];
  });
  return found.slice(0, MOST);
}

/** The line that stands over the list of an item; '' = none does. */
function headOf(lines: readonly string[], at: number): string {
  return lines.slice(0, at).findLast((line) => line.trim() !== '' && !ITEM.test(line)) ?? '';
}

/** Accounts are what hosts make lists of: nothing but their name need stand over one. */
const ACCOUNTS = /(?<!\p{L})(?:accounts?|sites?|comptes?|hébergements?|аккаунт\p{L}{0,3}|сайт\p{L}{0,3})(?!\p{L})/iu;
const isHeadOfStopped = (head: string): boolean => !NOT_SO.test(head) && (SHUT.test(head) || TAKEN_DOWN.test(head) || ACCOUNTS.test(head));

/** The reason in the lines below an account, before the next one. */
function below(lines: readonly string[]): string {
  const next = lines.findIndex((line) => ACCOUNT.test(line));
  const own = next < 0 ? lines : lines.slice(0, next);
  return cleaned(own.map((line) => REASON.exec(line)?.[1]).find((reason) => reason !== undefined) ?? '');
}

const cleaned = (reason: string): string => singleLine(reason.replace(/[\s;,.)]+$/, ''));
