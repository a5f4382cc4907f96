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
/** A line of a form that says how an account stands. */
const STATE =
  /^[ \t>*-]{0,20}(?:(?:account|hosting|service|site)[ \t]+)?(?:status|state|état|statut|статус|состояние)(?:[ \t]+\p{L}{1,12}){0,2}[ \t]{0,4}[:=–—][ \t]{0,4}([^\n]{2,100})/iu;
/** So many lines below the account its reason and its state stand at most. */
const NEAR = 4;
const MOST = 200;

/** A name out of a list of accounts, and the reason that stands beside or below it; '' = none does. */
export interface ListedAccount {
  readonly word: string;
  readonly reason: string;
  /** The line over its list says that these were stopped, or it has a label of its own and no line below says otherwise. */
  readonly isStopped: boolean;
}

/** The items of the lists of a mail, and its accounts with a label: who is none of ours is found out later. */
export function listedIn(text: string): ListedAccount[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at): ListedAccount[] => {
    const [, word, beside = ''] = ITEM.exec(line) ?? [];
    if (word !== undefined) return [{ word, reason: cleaned(beside), isStopped: isHeadOfStopped(headOf(lines, at)) }];
    const [, labelled] = ACCOUNT.exec(line) ?? [];
    if (labelled === undefined) return [];
    const below = linesOf(lines, at);
    const state = firstIn(STATE, below);
    return [{ word: labelled, reason: cleaned(firstIn(REASON, below)), isStopped: state === '' || (SHUT.test(state) && !NOT_SO.test(state)) }];
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

/** The lines below an account that are about it: up to the next one. What has several names has them one below the other. */
function linesOf(lines: readonly string[], at: number): readonly string[] {
  const behind = lines.slice(at + 1);
  const first = behind.findIndex((line) => !ACCOUNT.test(line));
  const own = first < 0 ? [] : behind.slice(first, first + NEAR);
  const next = own.findIndex((line) => ACCOUNT.test(line));
  return next < 0 ? own : own.slice(0, next);
}

/** What the first of some lines says that is of a form; '' = none is. */
const firstIn = (form: RegExp, lines: readonly string[]): string => lines.map((line) => form.exec(line)?.[1]).find((found) => found !== undefined) ?? '';

const cleaned = (reason: string): string => singleLine(reason.replace(/[\s;,.)]+$/, ''));
