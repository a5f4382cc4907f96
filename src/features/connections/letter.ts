import type { z } from 'zod';
import type { Capability } from '../../contract/hosted.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findHost, known } from '../hosts/index.ts';
import { readSettings, senderInForce } from '../settings/index.ts';
import type { Desk } from './panels.ts';
import { requireConnection } from './panels.ts';

type Lacking = z.output<typeof Capability>;

export interface HostLetter {
  readonly language: Language;
  /** Those the host reads first. */
  readonly languages: Language[];
  readonly subject: string;
  /** '' = there is nothing to ask for. */
  readonly text: string;
  readonly lacking: Lacking[];
}

/**
 * The letter that asks the host for the privileges that lack, in the language asked for, else the first one the host reads. Throws `pack_not_found`,
 * `connection_not_found`.
 */
export async function hostLetter(desk: Desk, packId: string, asked: Language | undefined): Promise<HostLetter> {
  const { core } = desk;
  const stored = await requireConnection(core, packId);
  const { rules } = await findHost(core.db.read, stored.hostId);
  const settings = await readSettings(core, core.db.read);
  const read = (known(rules.languages) ?? []).flatMap((each) => LANGUAGES.filter((language) => language === each));
  const languages = [...new Set([...read, ...LANGUAGES])];
  const language = asked ?? read[0] ?? settings.language ?? 'en';
  const lacking = stored.capabilities.filter(({ given }) => given === 'needs_privilege');
  const words = { language, lacking, kind: stored.kind, login: stored.login, server: serverOf(stored.address), secret: desk.kinds[stored.kind].form.secret };
  if (lacking.length === 0) return { language, languages, subject: '', text: '', lacking: [] };
  const sender = senderInForce(settings.sender);
  const names = [...new Set([settings.author, sender.resellerName].map((name) => name.trim()))].filter((name) => name !== '');
  return { language, languages, subject: subjectOf(core, words), text: textOf(core, words, names), lacking };
}

/** As people call a server: without the scheme and the port. */
function serverOf(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
}

interface Words {
  readonly language: Language;
  readonly lacking: readonly Lacking[];
  readonly kind: string;
  readonly login: string;
  readonly server: string;
  readonly secret: string;
}

function subjectOf({ texts }: Core, { language, login, server }: Words): string {
  return texts.t(language, 'hostletter:subject', { login, server });
}

function textOf(core: Core, words: Words, names: readonly string[]): string {
  const { language, kind, login, server, secret } = words;
  const t = (key: string): string => core.texts.t(language, key, { login, server, panel: core.texts.t(language, `hostletter:panel.${kind}`) });
  const paragraphs = [
    t('hostletter:greeting'),
    t('hostletter:request'),
    linesOf(core, words).join('\n'),
    t('hostletter:purpose'),
    t('hostletter:read_only'),
    t(`hostletter:secret.${secret}`),
    t('hostletter:otherwise'),
    [t('hostletter:closing'), ...names].join('\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** One line a privilege, in the panel's own spelling, with what it lets one read. Where none is known, the call is named. */
function linesOf({ texts }: Core, { language, lacking }: Words): string[] {
  const asked = new Map<string, Lacking[]>();
  for (const each of lacking) {
    const key = each.privilege === '' ? `\u0000${each.call}` : each.privilege;
    asked.set(key, [...(asked.get(key) ?? []), each]);
  }
  return [...asked.values()].map((all) => {
    const [first] = all;
    const needs = all.map(({ need }) => texts.t(language, `hostletter:need.${need}`)).join(', ');
    const { privilege = '', call = '' } = first ?? {};
    if (privilege === '') return texts.t(language, call === '' ? 'hostletter:line.need' : 'hostletter:line.call', { call, needs });
    return texts.t(language, 'hostletter:line.privilege', { privilege, needs });
  });
}
