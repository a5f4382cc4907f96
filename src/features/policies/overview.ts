import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { type SectionDifference, type StaleSentence, TEXT_KINDS, type TextKind, type Version } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Core } from '../core.ts';
import { compareTexts } from './compare.rules.ts';
import { type Changes, type Drafted, type DraftOrder, draftOf, orderOf, siblingIn } from './draft.ts';
import { gapsOf } from './gaps.rules.ts';
import { type Reading, staleIn } from './stale.rules.ts';
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

/** Every text of a host: what is published, and what stands between the draft and the next version. */
export async function overviewOf(core: Core, hostId: string): ReturnType<Policies['texts']> {
  const rows: Awaited<ReturnType<Policies['texts']>> = [];
  for (const kind of TEXT_KINDS) {
    const desk = await openDesk(core, hostId, kind);
    const { version, order } = desk;
    const drafted = draftOf(core, { ...order, changes: version === null ? undefined : changesIn(version) });
    rows.push({
      kind,
      version: version === null ? null : rowOf(version),
      edited: drafted.states.some(({ sections }) => sections.some((section) => section.edited)),
      changed: version !== null && differs(version, drafted),
      gaps: gapsOf({ kind, ...drafted }).length,
      stale: staleOf(core, desk, undefined).length,
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
    found.push(...staleOf(core, desk, proposed));
  }
  return found;
}

function staleOf(core: Core, { kind, order, version, basis }: Desk, proposed: TextBasis | undefined): StaleSentence[] {
  const changes = version === null ? undefined : changesIn(version);
  const generatedFrom = (from: TextBasis) => draftOf(core, { ...order, edits: [], basis: from, changes }).texts;
  const now = generatedFrom(proposed ?? order.basis);
  const published = basis === null ? null : generatedFrom(basis);
  const present = proposed === undefined ? published : generatedFrom(order.basis);
  const worded = draftOf(core, { ...order, changes }).texts;
  const readings: (Reading | null)[] = now.flatMap((text) => {
    const was = published === null ? undefined : siblingIn(published, text.language);
    const shown = version === null ? undefined : siblingIn(version.texts, text.language);
    const before = present === null ? undefined : siblingIn(present, text.language);
    const draft = siblingIn(worded, text.language);
    return [
      was === undefined || shown === undefined || version === null ? null : { kind, versionNumber: version.number, shown, before: was, now: text },
      before === undefined || draft === undefined ? null : { kind, versionNumber: null, shown: draft, before, now: text },
    ];
  });
  const sentences = readings.flatMap((reading) => (reading === null ? [] : staleIn(reading)));
  // What is generated changes by itself: of a draft only the reseller's own wording can be stale.
  return sentences.filter((sentence) => sentence.versionNumber !== null || sentence.edited);
}

/** What differs between two versions, or a version and the draft, in every language both have. Throws `version_not_found`. */
export async function compareVersions(core: Core, { from, to }: Parameters<Policies['compare']>[0]): ReturnType<Policies['compare']> {
  const { read } = core.db;
  const old = await findVersion(read, todayOf(core), from);
  const next = to === undefined ? null : await findVersion(read, todayOf(core), to);
  const texts = next === null ? await draftBeside(core, old) : next.texts;
  const languages = old.texts.flatMap((text): { language: typeof text.language; sections: SectionDifference[] }[] => {
    const other = siblingIn(texts, text.language);
    return other === undefined ? [] : [{ language: text.language, sections: compareTexts(old.kind, text, other) }];
  });
  return { from: rowOf(old), to: next === null ? null : rowOf(next), languages };
}

async function draftBeside(core: Core, version: Version): Promise<Drafted['texts']> {
  const order = await orderOf(core.db.read, version);
  return draftOf(core, { ...order, changes: changesIn(version) }).texts;
}
