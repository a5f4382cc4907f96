import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { BatchId, ClientId, FileRef, PackId, PreviewId } from './ids.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252', 'koi8-r'] as const;
export const Encoding = z.enum(ENCODINGS);
export type Encoding = z.infer<typeof Encoding>;

export const Separator = z.enum([',', ';', '\t', '|']);
export type Separator = z.infer<typeof Separator>;

export const IMPORT_FIELDS = [
  'number',
  'company',
  'lastName',
  'firstName',
  'fullName',
  'email',
  'technicalEmail',
  'billingEmail',
  'otherEmail',
  'phone',
  'language',
  'domain',
  'otherDomains',
  'login',
  'plan',
  'orderedOn',
  'status',
  'pack',
  'note',
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

export const Verdict = z.enum(['create', 'update', 'unchanged', 'merge', 'skip', 'reject']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * Why a row got its verdict. reject: no_address, bad_address, ragged_row, unsafe_value; merge: same_email, same_number, same_domain, same_account
 * (with `mergedIntoLine` or `clientId`); skip: blank_row, duplicate_skipped, left_out; update: fields_changed, contact_added, account_added.
 */
export const Reason = z.enum([
  'no_address',
  'bad_address',
  'bad_domain',
  'ragged_row',
  'unsafe_value',
  'pack_unknown',
  'same_email',
  'same_number',
  'same_domain',
  'same_account',
  'blank_row',
  'duplicate_skipped',
  'left_out',
  'new_client',
  'no_change',
  'fields_changed',
  'contact_added',
  'account_added',
]);
export type Reason = z.infer<typeof Reason>;

/** What to do with a duplicate: join it to the first, keep it as a client of its own, or leave it out. */
export const DuplicateChoice = z.enum(['merge', 'keep', 'skip']);

export const ImportSource = z.union([z.object({ fileRef: FileRef }), z.object({ text: z.string().min(1).max(5_000_000) })]);

/** Everything found by itself can be set here instead. */
export const ImportOptions = z.object({
  packId: PackId,
  /** Prior for undecidable encodings and for rows without a language. */
  language: Language,
  encoding: Encoding.optional(),
  separator: Separator.optional(),
  sheet: z.string().optional(),
  /** 1-based line of the header; 0 = no header. */
  headerRow: z.number().int().min(0).max(1000).optional(),
  /** Field by 0-based column; a column left out is found by itself, null = not imported. */
  mapping: z.record(z.string().regex(/^\d+$/), ImportField.nullable()).optional(),
  duplicates: DuplicateChoice.default('merge'),
  /** Choice for single rows, by line. */
  choices: z.record(z.string().regex(/^\d+$/), DuplicateChoice).default({}),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const ImportColumn = z.object({
  index: z.number(),
  header: z.string(),
  field: ImportField.nullable(),
  /** How the field was found. */
  foundBy: z.enum(['header', 'content', 'remembered', 'user', 'none']),
  /** Share of rows with a value, 0…1, over all rows. */
  filled: z.number(),
  samples: z.array(z.string()),
  warning: z.enum(['few_addresses', 'mostly_empty', 'mixed_dates']).nullable(),
});

export const Totals = z.object({
  create: z.number(),
  update: z.number(),
  unchanged: z.number(),
  merge: z.number(),
  skip: z.number(),
  reject: z.number(),
});
export type Totals = z.infer<typeof Totals>;

export const ImportPreview = z.object({
  previewId: PreviewId,
  fileName: z.string(),
  sizeBytes: z.number(),
  sha256: Sha256,
  format: z.enum(['csv', 'xlsx']),
  encoding: z.object({ value: Encoding, certainty: z.enum(['certain', 'likely', 'guess', 'chosen']) }).nullable(),
  separator: Separator.nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerRow: z.number(),
  columns: z.array(ImportColumn),
  dataRows: z.number(),
  totals: Totals,
  /** Same header signature was mapped before; that mapping was used. */
  remembered: z.boolean(),
  warnings: z.array(z.enum(['nul_bytes_removed', 'replacement_characters', 'unterminated_quote', 'formula_cells', 'hidden_sheets'])),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRow = z.object({
  /** 1-based line of the file where the record starts (spreadsheet: row number). */
  line: z.number(),
  verdict: Verdict,
  reason: Reason,
  /** The value that caused a rejection, as it stood in the file. */
  value: z.string().optional(),
  /** For a merge inside the file: line of the first. */
  mergedIntoLine: z.number().optional(),
  clientId: ClientId.optional(),
  name: z.string(),
  email: z.string(),
  domain: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const Batch = z.object({
  id: BatchId,
  fileName: z.string(),
  sha256: Sha256,
  importedAt: Instant,
  author: z.string(),
  packName: z.string(),
  totals: Totals,
  undoneAt: Instant.nullable(),
});

const previewErrors = errors(
  'file_not_found',
  'file_empty',
  'file_incomplete',
  'file_too_large',
  'file_binary',
  'pack_not_found',
  'spreadsheet_unreadable',
  'spreadsheet_too_large',
  'spreadsheet_encrypted',
  'encoding_unsuitable',
  'table_without_columns',
  'table_too_wide',
  'mapping_without_email',
  'mapping_field_twice',
);

export const imports = {
  /** Reads the source and judges every row against what is already there. Writes nothing. A change of options needs no new upload. */
  preview: oc
    .input(z.object({ source: ImportSource, options: ImportOptions }))
    .output(eventIterator(streamOf(ImportPreview)))
    .errors(previewErrors),
  rows: oc
    .input(Window.extend({ previewId: PreviewId, verdicts: z.array(Verdict).default([]) }))
    .output(z.object({ total: z.number(), rows: z.array(ImportRow) }))
    .errors(errors('preview_not_found')),
  /** Carries the preview out, all of it or nothing. Refuses with `preview_stale` when the clients changed since. */
  apply: oc
    .input(z.object({ previewId: PreviewId }))
    .output(eventIterator(streamOf(z.object({ batchId: BatchId, totals: Totals }))))
    .errors(errors('preview_not_found', 'preview_stale', 'nothing_to_import', 'disk_full')),
  /** The rejected rows as they stood, with line and reason, as CSV to mend and import again. */
  rejects: oc
    .input(z.object({ previewId: PreviewId, language: Language }))
    .output(z.object({ fileRef: FileRef, rows: z.number() }))
    .errors(errors('preview_not_found')),
  batches: oc.input(z.object({})).output(z.array(Batch)).errors(errors()),
  /** Takes a batch back: created records go, changed ones return to what they were. Refused for clients that carry evidence or were changed since. */
  undo: oc
    .input(z.object({ batchId: BatchId }))
    .output(z.object({ removed: z.number(), restored: z.number() }))
    .errors(errors('batch_not_found', 'batch_already_undone', 'batch_has_evidence', 'batch_in_cases', 'batch_changed_since')),
};
