import type { PolicyText, TextKind, Trilingual } from '../../contract/texts.ts';
import type { ReadDb } from '../../db/db.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findHost, type HostRules, reasonsOf } from '../hosts/index.ts';
import { type Edit, stateOf } from './draft-state.rules.ts';
import { loadEdits } from './edits.repo.ts';
import type { States } from './gaps.rules.ts';
import { type DraftSource, draftText } from './texts/index.ts';
import type { TextBasis } from './versions.repo.ts';
import { placesOf, type Wording, withWording, wordingOf } from './wording.rules.ts';

/** What is said of a new version in it: the number of the one before, and what changed. */
export interface Changes {
  readonly number: number;
  readonly changelog: Trilingual;
}

/** What a text of a host is drafted from. */
export interface DraftOrder {
  readonly kind: TextKind;
  readonly host: HostRules;
  readonly basis: TextBasis;
  readonly edits: readonly Edit[];
  readonly changes?: Changes | undefined;
  /** The limit of the account that a letter is about is known. */
  readonly limitIsKnown?: boolean;
}

/** A text as generated, as the reseller worded it, and how its sections stand. */
export interface Drafted {
  readonly generated: readonly PolicyText[];
  readonly texts: readonly PolicyText[];
  readonly states: States;
}

/** Reads what the draft of a text needs; `given` stands for what is stored. Throws `host_not_found`. */
export async function orderOf(
  db: ReadDb,
  { hostId, kind }: { readonly hostId: string; readonly kind: TextKind },
  given: { readonly [K in keyof TextBasis]?: TextBasis[K] | undefined } = {},
): Promise<DraftOrder> {
  const host = await findHost(db, hostId);
  const basis = { rules: given.rules ?? host.rules, own: given.own ?? host.own, terms: given.terms ?? host.terms };
  return { kind, host, basis, edits: await loadEdits(db, { hostId, kind }) };
}

/** What generators are given. */
export function sourceOf({ host, basis, changes, limitIsKnown = false }: Pick<DraftOrder, 'host' | 'basis' | 'changes' | 'limitIsKnown'>): DraftSource {
  return { ...basis, limitIsKnown, reasons: (section) => reasonsOf(host.presetId, section), ...(changes === undefined ? {} : { changes }) };
}

/** Hash of a wording, to see later whether the rules made it another. */
export function wordingSha256({ hasher }: Core, text: PolicyText | undefined, section: string): string {
  const wording = text === undefined ? undefined : wordingOf(text, section);
  return hasher.sha256(canonicalJson(wording ?? null));
}

/** The siblings as they would be published now. The changelog of a version is said beside an edited wording, and never makes it outdated. */
export function draftOf(core: Core, order: DraftOrder): Drafted {
  const { kind, edits, changes } = order;
  const generated = draftText(kind, sourceOf({ ...order, changes: undefined }), core.texts);
  const announced = changes === undefined ? generated : draftText(kind, sourceOf(order), core.texts);
  const texts = LANGUAGES.flatMap((language) => {
    const text = announced.find((each) => each.language === language);
    const plain = generated.find((each) => each.language === language);
    return text === undefined || plain === undefined ? [] : [worded({ text, plain }, edits)];
  });
  const states = generated.map((text) => ({ language: text.language, sections: statesOf(core, order, text) }));
  return { generated, texts, states };
}

function worded({ text, plain }: { readonly text: PolicyText; readonly plain: PolicyText }, edits: readonly Edit[]): PolicyText {
  return edits.reduce((result, { language, section, wording }) => {
    if (language !== text.language || wording === null) return result;
    return withWording(result, section, { ...wording, blocks: [...wording.blocks, ...addedBlocks(wordingOf(text, section), wordingOf(plain, section))] });
  }, text);
}

/** The blocks that only the changelog brought. */
function addedBlocks(announced: Wording | undefined, plain: Wording | undefined): Wording['blocks'] {
  const known = new Set(plain?.blocks.map((block) => canonicalJson(block)));
  return announced?.blocks.filter((block) => !known.has(canonicalJson(block))) ?? [];
}

function statesOf(core: Core, { kind, edits }: DraftOrder, generated: PolicyText) {
  return placesOf(kind).map((id) => {
    const siblings = edits.filter(({ section }) => section === id);
    return { id, ...stateOf(siblings, generated.language, wordingSha256(core, generated, id)) };
  });
}

/** The sibling in a language; undefined when there is none. */
export function siblingIn(texts: readonly PolicyText[], language: Language): PolicyText | undefined {
  return texts.find((text) => text.language === language);
}
