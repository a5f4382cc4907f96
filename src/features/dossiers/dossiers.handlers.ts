import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { addFile, answer, askNames, copy, create, give, need, remove, removeFile, restore, restoreFile, takeBack, tick, update } from './act.ts';
import { composeApplication } from './application.ts';
import { exportDossier } from './export.ts';
import { fileBytes } from './files.repo.ts';
import { admission } from './question.ts';
import { dossierRows, dossierView, openDossier } from './view.ts';

type Own = Handlers<Contract['dossiers']>;

/** The functions of `contract.dossiers`. */
export function dossiersHandlers(core: Core): Own {
  const get = (id: string) => dossierView(core, core.db.read, id);
  const after =
    <I extends { readonly id: string }>(work: (core: Core, input: I) => Promise<void>) =>
    async (input: I) => {
      await work(core, input);
      return await get(input.id);
    };
  return {
    list: (query) => dossierRows(core, core.db.read, query),
    admission: (wanted) => admission(core, wanted),
    get: ({ id }) => get(id),
    create: async (wanted) => get(await create(core, wanted)),
    update: after(update),
    tick: after(tick),
    need: after(need),
    addFile: after(addFile),
    removeFile: after(removeFile),
    restoreFile: after(restoreFile),
    readFile: async ({ id, fileId }) => {
      const { name, mime, bytes } = await fileBytes(core.db.read, id, fileId);
      return { fileRef: (await core.files.put(name, mime, bytes)).ref };
    },
    askNames: async (input, { signal }) => {
      await askNames(core, input, signal);
      return await get(input.id);
    },
    letter: (wanted) => letter(core, wanted),
    export: (wanted) => exportDossier(core, wanted),
    give: after(give),
    answer: after(answer),
    takeBack: after(takeBack),
    copy: async (input) => get(await copy(core, input)),
    remove: async (input) => {
      await remove(core, input);
      return {};
    },
    restore: after(restore),
  };
}

/** The letter as it would be handed in, and what it says in the language of the reader. */
async function letter(core: Core, { id, readerLanguage }: Parameters<Own['letter']>[0]): ReturnType<Own['letter']> {
  const dossier = await openDossier(core, core.db.read, id);
  const language = dossier.hostLanguage;
  const own = await composeApplication(core, dossier, language);
  const read = readerLanguage === language ? null : await composeApplication(core, dossier, readerLanguage);
  return {
    language,
    subject: own.content.subject,
    text: own.letter.text,
    html: own.letter.html,
    missing: own.missing,
    translation: read === null ? null : { subject: read.content.subject, text: read.letter.text, html: read.letter.html },
  };
}
