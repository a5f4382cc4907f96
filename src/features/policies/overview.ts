import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { type PolicyText, type SectionDifference, type SectionId, type StaleSentence, TEXT_KINDS, type TextKind, type Version } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { compareTexts } from './compare.rules.ts';
import { type Changes, type Drafted, type DraftOrder, draftOf, orderOf, siblingIn, sourceOf } from './draft.ts';
import { gapsOf } from './gaps.rules.ts';
import { staleIn } from './stale.rules.ts';
import { draftText } from './texts/index.ts';
import { basisOf, findVersion, listVersions, type TextBasis } from './versions.repo.ts';

type Policies = Handlers<Contract['policies']>;

function todayOf({ clock }: Core): string {
  return dateIn(clock.now(), clock.timeZone());
}

/** What a version says of itself, so that a draft laid beside it differs only where something changed. */
function changesIn({ number, changelog }: Version): Changes | undefined {
  return number === 1 ? undefined : { number: number - 1, changelog };
}

/** A text of a host as it is worked on, with its newest version and what that was made from. */
interface Desk {
  readonly kind: TextKind;
  readonly order: DraftOrder;
  readonly version: Version | null;
  readonly basis: TextBasis | null;
}

async function openDesk(core: Core, hostId: string, kind: TextKind): Promise<Desk> {
  const { read } = core.db;
  const order = await orderOf(read, { hostId, kind });
  const [newest] = await listVersions(read, todayOf(core), { hostId, kind });
  if (newest === undefined) return { kind, order, version: null, basis: null };
  return { kind, order, version: await findVersion(read, todayOf(core), newest.id), basis: await basisOf(read, newest.id) };
}

/** The draft as it would be beside its newest version, or as the first. */
function draftBeside(core: Core, { order, version }: Pick<Desk, 'order' | 'version'>): Drafted {
  return draftOf(core, { ...order, changes: version === null ? undefined : changesIn(version) });
}

/** Rules that are not stored yet; undefined = those of now are asked about. */
interface Proposal {
  readonly drafted: Drafted;
  readonly proposed: TextBasis | undefined;
}

/** Every text of a host: what is published, and what stands between the draft and the next version. */
export async function overviewOf(core: Core, hostId: string): ReturnType<Policies['texts']> {
  const rows: Awaited<ReturnType<Policies['texts']>> = [];
  for (const kind of TEXT_KINDS) {
    const desk = await openDesk(core, hostId, kind);
    const { version } = desk;
    const drafted = draftBeside(core, desk);
    rows.push({
      kind,
      version: version === null ? null : rowOf(version),
      edited: drafted.states.some(({ sections }) => sections.some((section) => section.edited)),
      changed: version !== null && differs(version, drafted),
      gaps: gapsOf({ kind, ...drafted }).length,
      stale: staleOf(core, desk, { drafted, proposed: undefined }).length,
    });
  }
  return rows;
}

function rowOf({ texts: _, ...row }: Version) {
  return row;
}

function differs(version: Version, { texts }: Drafted): boolean {
  const published = version.texts.map(({ sha256: _, ...text }) => canonicalJson(text));
  return texts.some((text) => !published.includes(canonicalJson(text)));
}

/** Sentences of every text of a host that the rules given, or those of now, no longer say. Throws `host_not_found`. */
export async function staleSentences(core: Core, { hostId, rules, own }: Parameters<Policies['stale']>[0]): Promise<StaleSentence[]> {
  const found: StaleSentence[] = [];
  for (const kind of TEXT_KINDS) {
    const desk = await openDesk(core, hostId, kind);
    const stored = desk.order.basis;
    const proposed = rules === undefined && own === undefined ? undefined : { ...stored, rules: rules ?? stored.rules, own: own ?? stored.own };
    found.push(...staleOf(core, desk, { drafted: draftBeside(core, desk), proposed }));
  }
  return found;
}

/** `drafted` = the draft as it stands now, announced like the version beside it. */
function staleOf(core: Core, { kind, order, version, basis }: Desk, { drafted, proposed }: Proposal): StaleSentence[] {
  const changes = version === null ? undefined : changesIn(version);
  const generatedFrom = (from: TextBasis) => draftText(kind, sourceOf({ host: order.host, basis: from, changes }), core.texts);
  const to = proposed ?? order.basis;
  const staleSince = (from: TextBasis, shown: readonly PolicyText[], versionNumber: number | null): StaleSentence[] => {
    if (canonicalJson(from) === canonicalJson(to)) return [];
    const [then, now] = [generatedFrom(from), generatedFrom(to)];
    return shown.flatMap((text) => {
      const [before, after] = [siblingIn(then, text.language), siblingIn(now, text.language)];
      return before === undefined || after === undefined ? [] : staleIn({ kind, versionNumber, shown: text, before, now: after });
    });
  };
  const published = version === null || basis === null ? [] : staleSince(basis, version.texts, version.number);
  const from = proposed === undefined ? basis : order.basis;
  // What is generated changes by itself: of a draft only the reseller's own wording can be stale, unless he looked at it since the rules changed.
  const worded = (from === null || order.edits.length === 0 ? [] : staleSince(from, drafted.texts, null)).filter(
    ({ edited, language, section }) => edited && (proposed !== undefined || isOutdated(drafted, language, section)),
  );
  return [...published, ...worded];
}

function isOutdated({ states }: Drafted, language: Language, section: SectionId): boolean {
  return states.find((each) => each.language === language)?.sections.find(({ id }) => id === section)?.outdated === true;
}

/** What differs between two versions of a text, or a version and the draft, in every language both have. Throws `version_not_found`, also for two texts. */
export async function compareVersions(core: Core, { from, to }: Parameters<Policies['compare']>[0]): ReturnType<Policies['compare']> {
  const { read } = core.db;
  const old = await findVersion(read, todayOf(core), from);
  const next = to === undefined ? null : await findVersion(read, todayOf(core), to);
  if (next !== null && (next.hostId !== old.hostId || next.kind !== old.kind)) throw fail('version_not_found', {});
  const texts = next === null ? draftBeside(core, { order: await orderOf(read, old), version: old }).texts : next.texts;
  const languages = old.texts.flatMap((text): { language: typeof text.language; sections: SectionDifference[] }[] => {
    const other = siblingIn(texts, text.language);
    return other === undefined ? [] : [{ language: text.language, sections: compareTexts(old.kind, text, other) }];
  });
  return { from: rowOf(old), to: next === null ? null : rowOf(next), languages };
}
