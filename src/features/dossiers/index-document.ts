import type { PdfBlock, PdfDocument } from '../../ports/pdf.ts';
import { dateIn, longDate } from '../../shared/calendar.ts';
import type { DossierTick } from '../../shared/dossiers.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import { dossierWords, kindsInWords, volumeInWords } from './application.ts';
import { enclosed, entryName } from './entries.rules.ts';
import { declarationsFor } from './items.rules.ts';
import type { OpenedDossier } from './view.ts';

type Say = ReturnType<typeof dossierWords>;

interface Paper {
  readonly language: Language;
  readonly by: string;
  readonly draft: boolean;
}

/** The index of a dossier: what is asked for, what is enclosed, what was checked and confirmed, and what is not there. */
export function indexDocument(core: Core, dossier: OpenedDossier, { language, by, draft }: Paper): PdfDocument {
  const say = dossierWords(core, language);
  const title = say('index.title', { client: dossier.stored.clientName });
  const missing = dossier.items.filter(({ state }) => state === 'missing');
  return {
    language,
    title,
    author: by,
    footer: footerOf(say, { text: title, draft }),
    createdAtMs: dossier.stored.changedAt,
    blocks: [
      { type: 'heading', level: 1, text: title },
      ...(draft
        ? [{ type: 'callout' as const, items: [say('index.draft'), ...missing.map(({ id }) => say('index.missing', { item: say(`item.${id}`) }))] }]
        : []),
      { type: 'paragraph', text: say('index.intro') },
      section(say, 'facts'),
      { type: 'table', head: [], rows: factRows(dossier, say, by) },
      section(say, 'items'),
      itemTable(dossier, say),
      ...consentBlocks(dossier, say),
      ...checkedBlocks(core, dossier, { say, language }),
      ...fileBlocks(dossier, say),
      { type: 'paragraph', text: say('index.closing') },
    ],
  };
}

/** What stands at the foot of each page: that of a draft says so. */
export function footerOf(say: Say, { text, draft }: { readonly text: string; readonly draft: boolean }): string {
  return draft ? say('index.draftFooter', { text }) : text;
}

function section(say: Say, key: string): PdfBlock {
  return { type: 'heading', level: 2, text: say(`index.heading.${key}`) };
}

function factRows({ stored }: OpenedDossier, say: Say, by: string): string[][] {
  const { fields } = stored;
  const facts: readonly (readonly [string, string])[] = [
    ['host', stored.hostName],
    ['applicant', by],
    ['client', stored.clientName],
    ['server', say(`server.${stored.server}`)],
    ['account', fields.account],
    ['ip', fields.ipAddress],
    ['sender', fields.sendingAddress],
    ['kinds', kindsInWords(say, fields.kinds)],
    ['volume', volumeInWords(say, fields)],
    ['unsubscribe', fields.unsubscribeUrl],
    ['contact', fields.contactHours],
  ];
  return facts.map(([key, value]) => [say(`index.fact.${key}`), value === '' ? say('index.unknown') : value]);
}

function itemTable({ items }: OpenedDossier, say: Say): PdfBlock {
  const rows = items.map(({ id, state, reason, file, remarks }) => {
    const why =
      reason === '' ? remarks.filter((remark) => remark === 'other_way' || remark === 'not_asked').map((remark) => say(`spared.${remark}`)) : [reason];
    const where = file === null || state === 'not_needed' ? why.join(', ') : entryName(file);
    return [say(`item.${id}`), [say(`state.${state}`), where].filter((part) => part !== '').join(' · ')];
  });
  return { type: 'table', head: ['item', 'state'].map((column) => say(`index.column.${column}`)), rows };
}

/** What people agree to, word for word. */
function consentBlocks({ stored }: OpenedDossier, say: Say): PdfBlock[] {
  const lines = stored.fields.consentWording.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length === 0 ? [] : [section(say, 'consent'), ...lines.map((text): PdfBlock => ({ type: 'paragraph', text }))];
}

function checkedBlocks(core: Core, { stored }: OpenedDossier, { say, language }: { readonly say: Say; readonly language: Language }): PdfBlock[] {
  const { technical, ticks } = stored;
  const found = (technical?.findings ?? []).map(({ id, outcome, found: what, facts }) => [
    say(`records.${id}`),
    `${say(`outcome.${outcome}`)} · ${core.texts.t(language, `checks:found.${what}`, facts)}`,
  ]);
  const said = confirmable(stored.fields).flatMap((tick) => {
    const by = ticks[tick];
    return by === undefined ? [] : [[say(`tick.${tick}`), say('confirmed', { author: by.author, date: longDate(by.on, language) })]];
  });
  const records: PdfBlock[] =
    technical === null
      ? []
      : [
          section(say, 'records'),
          {
            type: 'paragraph',
            text: say('index.asked', {
              domain: technical.domain,
              ip: technical.ipAddress,
              date: longDate(dateIn(Date.parse(technical.askedAt), core.clock.timeZone()), language),
            }),
          },
          { type: 'table', head: ['record', 'outcome'].map((column) => say(`index.column.${column}`)), rows: found },
        ];
  return said.length === 0
    ? records
    : [...records, section(say, 'confirmed'), { type: 'table', head: ['item', 'state'].map((column) => say(`index.column.${column}`)), rows: said }];
}

/** Points that belong to these mailings: what was ticked of other kinds is not said. */
function confirmable({ kinds }: OpenedDossier['stored']['fields']): DossierTick[] {
  return ['no_login', ...declarationsFor(kinds), 'google', 'yandex', 'mailru'];
}

function fileBlocks({ files, items }: OpenedDossier, say: Say): PdfBlock[] {
  const rows = enclosed(files, (item) => items.some(({ id, state }) => id === item && state !== 'not_needed')).map((file) => [
    `${entryName(file)} (${file.name})`,
    file.sha256,
  ]);
  return rows.length === 0 ? [] : [section(say, 'files'), { type: 'table', head: ['file', 'sha256'].map((column) => say(`index.column.${column}`)), rows }];
}
