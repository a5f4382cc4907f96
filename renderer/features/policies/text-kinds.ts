import type { LucideIcon } from 'lucide-react';
import {
  BellRing,
  ChartSpline,
  FileCheck,
  FileQuestion,
  HandHelping,
  HeartHandshake,
  ListRestart,
  ListX,
  LockOpen,
  MailCheck,
  MailPlus,
  MailQuestion,
  ScrollText,
  ShieldOff,
  TriangleAlert,
} from 'lucide-react';
import type { HostId } from '../../../src/contract/ids.ts';
import { TEXT_KINDS, type TextKind } from '../../../src/contract/texts.ts';
import type { Language } from '../../../src/shared/language.ts';

/** The texts that each client gets; the others are written for a case. */
const TO_EVERYBODY: readonly TextKind[] = ['notice', 'reminder'];

/** True for a letter that is filled in and used once. */
export function isLetter(kind: TextKind): boolean {
  return !TO_EVERYBODY.includes(kind);
}

/** The texts by whom they are for, in the order they are shown. */
export const TEXT_GROUPS = [
  { id: 'everybody', kinds: TEXT_KINDS.filter((kind) => !isLetter(kind)) },
  { id: 'case', kinds: TEXT_KINDS.filter(isLetter) },
] as const;

/** A sign for each text, beside its name. */
export const KIND_ICONS: Readonly<Record<TextKind, LucideIcon>> = {
  notice: ScrollText,
  reminder: BellRing,
  spike_warning: ChartSpline,
  care_request: HandHelping,
  formal_warning: TriangleAlert,
  explanation_request: FileQuestion,
  repermission: ListRestart,
  unblock_request: LockOpen,
  delist_host: ShieldOff,
  delist_list: ListX,
  whitelist_application: FileCheck,
  recipient_unblock: MailPlus,
  recipient_provider: MailQuestion,
  trusted_sender: MailCheck,
  innocent_notice: HeartHandshake,
};

/** Where the texts of a host are. */
export function textsPath(hostId: HostId): string {
  return `/hosts/${hostId}/texts`;
}

/** Where a text is edited, at a section of a language when one is named. */
export function editorPath(
  text: { readonly hostId: HostId; readonly kind: TextKind },
  place?: { readonly language: Language; readonly section: string },
): string {
  const path = `${textsPath(text.hostId)}/${text.kind}`;
  return place === undefined ? path : `${path}/${place.language}/${place.section}`;
}

/** Where a text is published. */
export function publishPath({ hostId, kind }: { readonly hostId: HostId; readonly kind: TextKind }): string {
  return `${textsPath(hostId)}/${kind}/publish`;
}

/** Where a letter is filled in. */
export function letterPath({ hostId, kind }: { readonly hostId: HostId; readonly kind: TextKind }): string {
  return `${textsPath(hostId)}/${kind}/letter`;
}
