import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { MERGE_FIELDS, type MergeField, mayBeUnknown } from '../../contract/merge-fields.ts';
import type { PolicyText } from '../../contract/texts.ts';
import type { Texts } from '../../ports/texts.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Language } from '../../shared/language.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { findHost, known } from '../hosts/index.ts';
import { findPreviewed } from '../policies/index.ts';
import { type Desk, openDesk, setLetter } from './compose.ts';
import { fieldsOf, type MergeValues, mergeText, missingIn, withoutUnknown } from './content.rules.ts';
import { loadRecipients, loadWithoutAccounts, type Recipient } from './recipients.repo.ts';
import { commonValues, EXAMPLE_TOKEN, mergeValues, plainValue } from './values.rules.ts';

type Previews = Pick<Handlers<Contract['policies']>, 'preview' | 'previewPdf'>;
type Input = Parameters<Previews['preview']>[0];
type Previewed = Awaited<ReturnType<typeof findPreviewed>>;

/** These say themselves when they were issued; an application is handed in with a dossier, which is the same file on any day. */
const UNDATED: readonly Input['kind'][] = ['notice', 'reminder', 'whitelist_application'];
const FIELDS = new Map<string, MergeField>(MERGE_FIELDS.map((field) => [field, field]));

/** The previews of every text: set like the notices that are sent, so that what is shown is what would leave. */
export function textPreviewHandlers(core: Core): Previews {
  return {
    preview: async (input) => {
      const { letter, content, contentSha256, missing, values } = await composeText(core, input);
      return { subject: content.subject, text: letter.text, html: letter.html, contentSha256, missing, values };
    },
    previewPdf: async (input) => {
      const { letter, content, contentSha256 } = await composeText(core, input);
      const file = await core.files.put(`${safeFileName(content.title)}.pdf`, 'application/pdf', await core.pdf.render(letter.pdf));
      return { fileRef: file.ref, contentSha256 };
    },
  };
}

/**
 * Merges and sets a text, whole, with the name of a field where it has no value; `used` = the fields it names. `reword` changes the text before it is merged.
 * Throws `host_not_found`, `client_not_found`, `version_not_found`.
 */
export async function composeText(core: Core, input: Input, reword: (text: PolicyText) => PolicyText = (text) => text) {
  const desk = await openDesk(core);
  const found = await findPreviewed(core, input);
  const previewed = { ...found, text: reword(found.text) };
  const { text, number } = previewed;
  const recipient = input.clientId === undefined ? null : await findRecipient(core, { clientId: input.clientId, hostId: input.hostId });
  const given = givenValues(input.values);
  const unknown = (input.notKnown ?? []).filter((field) => mayBeUnknown(field) && given[field] === undefined);
  const known = { ...(await knownValues(desk, { input, recipient }, previewed)), ...given };
  const values = { ...known, ...saidUnknown(core.texts, { unknown, language: input.language }) };
  const told = withoutUnknown(text, unknown);
  const missing = missingIn(told, values);
  // A name in brackets, not the field in braces: braces that a value holds are a value's in every form.
  const names = Object.fromEntries(missing.map((field) => [field, `[${core.texts.t(text.language, `fields:name.${field}`)}]`]));
  const { content, canonical } = mergeText(told, { ...values, ...names });
  const contentSha256 = core.hasher.sha256(canonical);
  const used = fieldsOf(text);
  const filled = used.flatMap((field): [MergeField, string][] => {
    const value = unknown.includes(field) ? '' : (values[field] ?? '');
    return value === '' ? [] : [[field, value]];
  });
  return {
    ...{ desk, recipient, content, canonical, contentSha256, used, missing },
    letter: setLetter(desk, content, { contentSha256, number, on: UNDATED.includes(input.kind) ? undefined : desk.issuedOn }),
    values: Object.fromEntries(filled),
  };
}

/** What stands for the facts of a case that nobody knows where a sentence cannot do without them, in the language of the text. */
function saidUnknown(texts: Texts, { unknown, language }: { readonly unknown: readonly MergeField[]; readonly language: Language }): MergeValues {
  return Object.fromEntries(unknown.map((field) => [field, texts.t(language, 'letters:not_known')]));
}

function givenValues(values: Input['values']): MergeValues {
  const given = Object.entries(values).flatMap(([field, value]): [string, string][] => {
    const known = FIELDS.get(field);
    const plain = known === undefined ? '' : plainValue(known, value ?? '');
    return plain === '' ? [] : [[field, plain]];
  });
  return Object.fromEntries(given);
}

/** What is known without anybody typing it. */
async function knownValues(
  desk: Desk,
  { input, recipient }: { readonly input: Input; readonly recipient: Recipient | null },
  { text, number, effectiveOn }: Previewed,
): Promise<MergeValues> {
  const { core, sender, issuedOn } = desk;
  const { language } = text;
  const textSha256 = core.hasher.sha256(canonicalJson(text));
  const common = { version: { number, effectiveOn }, language, textSha256, sender, issuedOn, token: EXAMPLE_TOKEN };
  if (recipient !== null) return mergeValues({ recipient, ...common });
  const { name, rules } = await findHost(core.db.read, input.hostId);
  return commonValues({ host: { name, termsUrl: known(rules.termsUrl) }, ...common });
}

/** A client at a host, and who may be written to, also without an account there. Throws `client_not_found`. */
export async function findRecipient({ db, clock }: Core, { clientId, hostId }: { readonly clientId: string; readonly hostId: string }): Promise<Recipient> {
  const recipients = await loadRecipients(db.read, { clientIds: [clientId], dueOnly: false, now: clock.now() });
  const recipient = recipients.find(({ host }) => host.id === hostId) ?? (await loadWithoutAccounts(db.read, { clientId, hostId, now: clock.now() }));
  if (recipient === null) throw fail('client_not_found', {});
  return recipient;
}
