import type { AdviceText } from '../../../contract/checks.ts';
import type { Handlers } from '../../../contract/handlers.ts';
import type { Contract } from '../../../contract/index.ts';
import { toIso } from '../../../shared/dates.ts';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import type { WayReason } from '../../../shared/lists.ts';
import type { Core } from '../../core.ts';
import { findHost } from '../../hosts/index.ts';
import { readAuthor } from '../../settings/index.ts';
import type { Reason } from './advice.rules.ts';
import { type HostWords, type OwnWords, readHostWords, writeHostWords } from './advice-text.repo.ts';

type CheckHandlers = Handlers<Contract['checks']>;

/** A sentence of an advice in one language: the reseller's own words for the host, else the program's, with its figures in place. */
export function wordReason({ texts }: Pick<Core, 'texts'>, { code, facts }: Reason, about: { readonly language: Language; readonly words: HostWords }) {
  const { language, words } = about;
  const own = words[code]?.[language];
  const figures = Object.entries(facts).map(
    ([name, value]) => [name, typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value] as const,
  );
  const wording = own?.wording ?? texts.t(language, `checks:reason.${code}`);
  return { text: figures.reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, value), wording), own: own !== undefined };
}

/** `checks.adviceText`. Throws `host_not_found`. */
export async function adviceText(core: Core, { hostId, code }: Parameters<CheckHandlers['adviceText']>[0]): ReturnType<CheckHandlers['adviceText']> {
  await findHost(core.db.read, hostId);
  return textOf(core, code, await readHostWords(core.logger, core.db.read, hostId));
}

function textOf({ texts }: Pick<Core, 'texts'>, code: WayReason, words: HostWords): AdviceText {
  const wordings = LANGUAGES.map((language) => {
    const own = words[code]?.[language];
    return {
      language,
      standard: texts.t(language, `checks:reason.${code}`),
      own: own === undefined ? null : { wording: own.wording, author: own.author, at: toIso(own.at) },
    };
  });
  const places = new Set(wordings.flatMap(({ standard }) => standard.match(/\{\{\w+\}\}/g) ?? []));
  return { code, places: [...places], wordings };
}

/** `checks.setAdviceText`. What is worded as the program words it is no wording of one's own. Throws `host_not_found`. */
export async function setAdviceText(core: Core, input: Parameters<CheckHandlers['setAdviceText']>[0]): ReturnType<CheckHandlers['setAdviceText']> {
  const { hostId, code, wordings } = input;
  await core.db.write(async (tx) => {
    await findHost(tx, hostId);
    const author = await readAuthor(core, tx);
    const words: Partial<Record<Language, OwnWords | null>> = {};
    for (const language of LANGUAGES) {
      const wording = wordings[language];
      if (wording === undefined) continue;
      const isOwn = wording !== null && wording !== core.texts.t(language, `checks:reason.${code}`);
      words[language] = isOwn ? { wording, author, at: core.clock.now() } : null;
    }
    await writeHostWords(tx, await readHostWords(core.logger, tx, hostId), { hostId, code, words });
  });
  core.changed('hosts');
  return await adviceText(core, { hostId, code });
}
