import type { SectionId, SectionState } from '../../contract/texts.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { sameWording, type Wording } from './wording.rules.ts';

/** One sibling of a section that was worded or confirmed. A sibling without one is as generated, in round 0. */
export interface Edit {
  readonly section: SectionId;
  readonly language: Language;
  /** How many rewordings of the section this sibling has followed. */
  readonly round: number;
  /** Null = the generated wording. */
  readonly wording: Wording | null;
  /** Hash of the generated wording as it was when this was written. */
  readonly generatedSha256: string;
  readonly author: string;
  readonly editedAt: number;
}

/** Sections that are the reseller's own words in every language. */
export function rewordedIn(edits: readonly Edit[]): SectionId[] {
  const own = edits.filter(({ wording }) => wording !== null);
  return [...new Set(own.map(({ section }) => section))].filter((id) =>
    LANGUAGES.every((language) => own.some((edit) => edit.section === id && edit.language === language)),
  );
}

/** What is written about a sibling; round and siblings are worked out. */
export type Change = Omit<Edit, 'round'>;

function topOf(siblings: readonly Edit[]): number {
  return Math.max(0, ...siblings.map(({ round }) => round));
}

function roundOf(siblings: readonly Edit[], language: Language): number {
  return siblings.find((each) => each.language === language)?.round ?? 0;
}

function replaced(siblings: readonly Edit[], next: Edit): readonly Edit[] {
  const all = [...siblings.filter(({ language }) => language !== next.language), next];
  // Where nothing is worded by hand there is nothing to be behind of.
  return all.every(({ wording }) => wording === null) ? [] : all;
}

/**
 * The siblings of a section after one was worded anew (`wording` null: the generated one given back). Rewording a sibling that is behind
 * catches it up; rewording one while others are behind goes on with their round; otherwise a new round begins and the others are behind.
 * The very wording that stood there is a confirmation.
 */
export function afterEdit(siblings: readonly Edit[], change: Change): readonly Edit[] {
  const { language, wording } = change;
  const stood = siblings.find((each) => each.language === language)?.wording ?? null;
  if (sameWording(stood, wording)) return afterConfirm(siblings, change);
  const top = topOf(siblings);
  const open = LANGUAGES.some((each) => roundOf(siblings, each) < top);
  return replaced(siblings, { ...change, round: open ? top : top + 1 });
}

/** The siblings of a section after one was found good as it is: it is behind no more, and its wording rests on the rules of now. */
export function afterConfirm(siblings: readonly Edit[], change: Omit<Change, 'wording'>): readonly Edit[] {
  if (siblings.length === 0) return [];
  const stood = siblings.find((each) => each.language === change.language);
  return replaced(siblings, { ...change, wording: stood?.wording ?? null, round: topOf(siblings) });
}

/** How one sibling of a section stands; `generatedSha256` is the hash of the wording generated now. */
export function stateOf(siblings: readonly Edit[], language: Language, generatedSha256: string): Omit<SectionState, 'id'> {
  const own = siblings.find((each) => each.language === language);
  const edited = own !== undefined && own.wording !== null;
  return {
    edited,
    behind: roundOf(siblings, language) < topOf(siblings),
    outdated: edited && own.generatedSha256 !== generatedSha256,
  };
}
