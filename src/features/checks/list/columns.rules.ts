import type { SheetRow } from '../../../ports/spreadsheet.ts';
import { unguardCell } from '../../../shared/cells.ts';
import { LIST_FIELDS, type ListField } from '../../../shared/lists.ts';
import { isUnsafe, parseAddress } from '../../clients/index.ts';
import { headerKey } from '../../imports/index.ts';

/** Words that head the columns of mailing lists, in English, French and Russian. Case, accents and punctuation do not matter. */
const HEADERS: Readonly<Record<ListField, string>> = {
  address:
    'email|e mail|mail|email address|e mail address|mail address|address|recipient|subscriber|contact email|courriel|adresse|adresse e mail|adresse email|adresse mail|adresse courriel|adresse de courriel|destinataire|mel|эл почта|электронная почта|почта|адрес|адрес эл почты|адрес электронной почты|электронный адрес|емейл|имейл|получатель',
  source:
    'source|consent source|source of consent|opt in source|optin source|signup source|subscription source|origin|form|signup form|list|campaign|how|origine|provenance|source du consentement|origine du consentement|origine de l inscription|formulaire|formulaire d inscription|источник|источник согласия|источник подписки|откуда|откуда адрес|форма|форма подписки|список',
  consentOn:
    'consent date|date of consent|consent|consented on|consent on|opt in|opt in date|opt in time|optin date|optin time|optin|confirmed|confirmed on|confirm time|confirmation date|subscribed|subscribed on|subscription date|signup date|sign up date|signed up|date subscribed|date added|added|added on|created|created on|created at|date du consentement|date de consentement|consentement|consenti le|date d inscription|date inscription|inscrit le|date d abonnement|abonne le|date d ajout|ajoute le|date de creation|cree le|дата согласия|согласие|согласие дано|дата подписки|подписан|подписка|дата регистрации|дата добавления|добавлен|дата создания',
  contactOn:
    'last contact|last contacted|last contact date|last sent|last send|last mail|last email|last message|last activity|last active|last open|last opened|last click|last clicked|last seen|last campaign|last order|dernier contact|date du dernier contact|dernier envoi|dernier message|dernier e mail|derniere activite|derniere ouverture|dernier clic|derniere commande|последний контакт|дата последнего контакта|последнее письмо|последняя отправка|последняя рассылка|последняя активность|последнее открытие|последний переход|последний заказ',
};

const FIELD_OF = new Map(LIST_FIELDS.flatMap((field) => HEADERS[field].split('|').map((word): [string, ListField] => [word, field])));
const HEADER_SEARCH_ROWS = 25;
const SAMPLE_ROWS = 200;

/** What a mailing list is made of. */
export interface ListTable {
  readonly headings: readonly string[];
  readonly columnOf: ReadonlyMap<ListField, number>;
  /** Line of the heading; 0 = there is none. */
  readonly headingLine: number;
}

/** How many filled records from the start of a list suffice to tell what its columns are. */
export const TELLING_ROWS = HEADER_SEARCH_ROWS + SAMPLE_ROWS;

/** True for a record that says something. */
export function isFilled({ cells }: SheetRow): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/**
 * Finds the heading and what the columns hold: what the user says first, then the titles, then where addresses stand. Null = no column holds
 * addresses. `filled` are the first records of the list that say something, as many as `TELLING_ROWS` where there are so many.
 */
export function listTable(filled: readonly SheetRow[], chosen: Readonly<Record<string, ListField | null>> = {}): ListTable | null {
  const found = filled.slice(0, HEADER_SEARCH_ROWS).map((row) => ({ row, columnOf: named(row.cells) }));
  const best = found.reduce<(typeof found)[number] | undefined>((a, b) => (b.columnOf.size > (a?.columnOf.size ?? 0) && !hasAddress(b.row) ? b : a), undefined);
  const after = best === undefined ? 0 : filled.indexOf(best.row) + 1;
  const sample = filled.slice(after, after + SAMPLE_ROWS);
  const columnOf = withChosen(best?.columnOf ?? new Map(), chosen);
  if (!columnOf.has('address')) {
    const column = addressColumn(sample, new Set(columnOf.values()));
    if (column === null) return null;
    columnOf.set('address', column);
  }
  const heading = best?.row.cells ?? [];
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length), heading.length);
  return { headings: Array.from({ length: width }, (_, index) => unguardCell((heading[index] ?? '').trim())), columnOf, headingLine: best?.row.line ?? 0 };
}

function named(cells: readonly string[]): Map<ListField, number> {
  const found = new Map<ListField, number>();
  for (const [index, cell] of cells.entries()) {
    const field = FIELD_OF.get(headerKey(unguardCell(cell.trim()))) ?? FIELD_OF.get(headerKey(cell.toLowerCase()));
    if (field !== undefined && !found.has(field)) found.set(field, index);
  }
  return found;
}

function withChosen(found: ReadonlyMap<ListField, number>, chosen: Readonly<Record<string, ListField | null>>): Map<ListField, number> {
  const decided = new Map([...found].filter(([, index]) => !(String(index) in chosen)));
  for (const [index, field] of Object.entries(chosen)) if (field !== null) decided.set(field, Number(index));
  return decided;
}

function hasAddress({ cells }: SheetRow): boolean {
  return cells.some((cell) => cell.includes('@') && !isUnsafe(cell) && parseAddress(cell) !== null);
}

/** The column with the most addresses, when they are half of what it holds at least. */
function addressColumn(sample: readonly SheetRow[], taken: ReadonlySet<number>): number | null {
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length));
  const shares = Array.from({ length: width }, (_, index) => {
    const values = sample.map(({ cells }) => (cells[index] ?? '').trim()).filter((value) => value !== '');
    return { index, share: values.length === 0 || taken.has(index) ? 0 : values.filter((value) => value.includes('@')).length / values.length };
  });
  const best = shares.reduce<(typeof shares)[number] | undefined>((a, b) => (b.share > (a?.share ?? 0) ? b : a), undefined);
  return best !== undefined && best.share >= 0.5 ? best.index : null;
}
