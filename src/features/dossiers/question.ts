import type { z } from 'zod';
import type { Admission } from '../../contract/dossiers.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { findHost } from '../hosts/index.ts';
import { readSettings, senderInForce } from '../settings/index.ts';
import { admissionOf } from './admission.rules.ts';
import { dossierWords } from './application.ts';
import { languagesOfHost } from './view.ts';

type Ask = Handlers<Contract['dossiers']>['admission'];

/** Whether it is worth beginning, and what to ask the host where nobody knows. Throws `host_not_found`. */
export async function admission(core: Core, { hostId, server, language, askIn }: Parameters<Ask>[0]): ReturnType<Ask> {
  const { name, rules } = await findHost(core.db.read, hostId);
  const found = admissionOf(rules, server);
  if (found.verdict !== 'unknown') return { ...found, hostName: name, question: null };
  const { sender, language: own } = await readSettings(core, core.db.read);
  const asked = (to: Language) => questionIn(core, to, { server, by: senderInForce(sender).resellerName });
  const reads = languagesOfHost(rules)[0];
  const to = reads ?? askIn ?? own ?? 'en';
  const question: z.input<typeof Admission>['question'] = {
    language: to,
    languageKnown: reads !== undefined,
    ...asked(to),
    translation: to === language ? null : asked(language),
  };
  return { ...found, hostName: name, question };
}

function questionIn(core: Core, language: Language, { server, by }: { readonly server: string; readonly by: string }): { subject: string; text: string } {
  const say = dossierWords(core, language);
  const kind = say(`server.${server}`);
  const parts = [
    say('question.greeting'),
    say('question.text', { server: kind }),
    say('question.points'),
    [say('question.closing'), by].filter((line) => line !== '').join('\n'),
  ];
  return { subject: say('question.subject'), text: `${parts.join('\n\n')}\n` };
}
