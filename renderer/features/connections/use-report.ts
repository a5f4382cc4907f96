import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { toast } from '../../ui/toasts.tsx';
import { asksForDays, spanOf } from './report.rules.ts';

/** The days somebody says a report is of. */
interface Days {
  readonly first: string | null;
  readonly last: string | null;
}

const NO_DAYS: Days = { first: null, last: null };

/** Reading a report that was put in, and taking it over. */
export function useReport(packId: PackId) {
  const { t } = useTranslation('connections');
  const [days, setDays] = useState<Days>(NO_DAYS);
  const [tried, setTried] = useState(false);
  const read = useMutation({
    mutationFn: async (source: File | string) =>
      client.connections.readReport({ packId, source: typeof source === 'string' ? { text: source } : { fileRef: await putFile(source) } }),
    onSuccess: () => {
      take.reset();
      setTried(false);
      setDays(NO_DAYS);
    },
  });
  const take = useMutation({
    mutationFn: (input: Parameters<typeof client.connections.takeReport>[0]) => client.connections.takeReport(input),
    onSuccess: ({ rows }) => {
      toast({ text: t('report.taken', { count: rows }) });
      read.reset();
    },
  });
  const preview = read.data;
  const asks = preview !== undefined && asksForDays(preview);
  const span = spanOf(days.first, days.last);
  return {
    read,
    preview,
    asks,
    days,
    setDays: (part: Partial<Days>) => setDays((now) => ({ ...now, ...part })),
    isSpanMissing: tried && asks && span === null,
    taken: take.data,
    isTaking: take.isPending,
    takeError: take.error,
    takeOver: () => {
      setTried(true);
      if (preview !== undefined && (!asks || span !== null)) take.mutate({ id: preview.id, ...(asks && span) });
    },
    drop: read.reset,
  };
}

export type Report = ReturnType<typeof useReport>;
