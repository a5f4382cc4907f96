import { z } from 'zod';
import { fail } from '../../../contract/fail.ts';
import type { PackId } from '../../../contract/ids.ts';
import { ImportField, type ImportOptions } from '../../../contract/imports.ts';
import { fold } from '../../../shared/text.ts';
import { SaidError, UsageError } from '../failure.ts';
import { putFile } from '../files.ts';
import { answer, type Client, type CommonOptions, resultOf, type Terminal, withClient } from '../session.ts';

const PAGE = 500;

interface ImportCommand extends CommonOptions {
  readonly pack?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
}

/** `--mapping`: a field (or null) for each column, named by its 0-based number or by its header. */
const MappingOption = z.record(z.string(), ImportField.nullable());
type Mapping = z.infer<typeof MappingOption>;

function mappingOption(text: string | undefined, terminal: Terminal): Mapping | undefined {
  if (text === undefined) return undefined;
  const broken = (cause: unknown): UsageError => new UsageError(terminal.say('cli:badJson', { name: '--mapping' }), { cause });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw broken(error);
  }
  const parsed = MappingOption.safeParse(json);
  if (!parsed.success) throw broken(parsed.error);
  return parsed.data;
}

/** The pack named by its id or name; without a name the only one there is. */
async function choosePack(client: Client, name: string | undefined, terminal: Terminal): Promise<PackId> {
  const packs = (await client.hosts.list({})).flatMap((host) => host.packs);
  const found = name === undefined ? packs : packs.filter((pack) => pack.id === name || fold(pack.name) === fold(name));
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first.id;
  if (packs.length === 0) throw new SaidError('pack_not_found', terminal.say('cli:noPack'));
  if (name !== undefined && first === undefined) throw fail('pack_not_found', {});
  const listed = found.map((pack) => `${pack.name} (${pack.id})`).join(', ');
  throw new SaidError('pack_not_found', terminal.say('cli:choosePack', { packs: listed }));
}

async function preview(client: Client, source: { fileRef: string }, options: Parameters<Client['imports']['preview']>[0]['options']) {
  return resultOf(await client.imports.preview({ source, options }));
}

/** Turns headers into column numbers; what is a number already stays. */
function byColumn(mapping: Mapping, columns: readonly { index: number; header: string }[], terminal: Terminal): ImportOptions['mapping'] {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, field]) => {
      if (/^\d+$/.test(key)) return [key, field];
      const column = columns.find(({ header }) => fold(header) === fold(key));
      if (column === undefined) throw new UsageError(terminal.say('cli:unknownColumn', { column: key }));
      return [String(column.index), field];
    }),
  );
}

async function allRows(client: Client, previewId: string) {
  const rows = [];
  for (;;) {
    const page = await client.imports.rows({ previewId, offset: rows.length, limit: PAGE });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
}

/** `sendward import FILE`: preview, then (without `--dry-run`) all of it or nothing. */
export async function importFile(path: string, options: ImportCommand, terminal: Terminal): Promise<void> {
  const mapping = mappingOption(options.mapping, terminal);
  await withClient(options, async (client) => {
    const packId = await choosePack(client, options.pack, terminal);
    const source = { fileRef: await putFile(client, path, terminal) };
    const base = { packId, language: terminal.language };
    const numbered = mapping === undefined || Object.keys(mapping).every((key) => /^\d+$/.test(key));
    let found = await preview(client, source, numbered && mapping !== undefined ? { ...base, mapping } : base);
    if (mapping !== undefined && !numbered) found = await preview(client, source, { ...base, mapping: byColumn(mapping, found.columns, terminal) ?? {} });
    const rows = await allRows(client, found.previewId);
    const { create, update, merge } = found.totals;
    const wanted = options.dryRun !== true && create + update + merge > 0;
    const batchId = wanted ? (await resultOf(await client.imports.apply({ previewId: found.previewId }))).batchId : null;
    const document = {
      ok: true,
      batchId,
      encoding: found.encoding?.value ?? null,
      separator: found.separator,
      headerRow: found.headerRow,
      totals: found.totals,
      rows: rows.map(({ line, verdict, reason }) => ({ line, verdict, reason })),
    };
    const outcome =
      batchId === null
        ? terminal.say(options.dryRun === true ? 'cli:import.dryRun' : 'cli:import.nothing')
        : terminal.say('cli:import.done', { batch: batchId });
    const refused = rows
      .filter(({ verdict }) => verdict === 'reject')
      .map(({ line, reason }) => terminal.say('cli:import.row', { line, reason: terminal.say(`import:reasons.${reason}`) }));
    answer(terminal, options, { document, words: [...refused, terminal.say('cli:import.totals', found.totals), outcome] });
  });
}
