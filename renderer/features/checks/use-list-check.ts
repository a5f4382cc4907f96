import type { ListCheck } from '../../../src/contract/checks.ts';
import type { ListField } from '../../../src/shared/lists.ts';
import { client } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { type FileJob, useFileCheck } from './use-file-check.ts';

/** What the list is judged by. */
export interface ListOptions {
  readonly silenceMonths: number;
  readonly columns: Record<string, ListField | null>;
}

/** One list that is being checked. */
export type ListJob = FileJob<ListOptions, ListCheck>;

const LONGEST_SILENCE = 24;

export function useListCheck(): ListJob {
  return useFileCheck<ListOptions, ListCheck>({
    atFirst: { silenceMonths: LONGEST_SILENCE, columns: {} },
    forAnother: (options) => ({ ...options, columns: {} }),
    ask: (fileRef, options, call) => client.checks.list({ source: { fileRef }, ...options, language: currentLanguage() }, call),
  });
}
