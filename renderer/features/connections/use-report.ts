import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { toast } from '../../ui/toasts.tsx';

/** Reading a report that was put in, and taking it over. */
export function useReport(packId: PackId) {
  const { t } = useTranslation('connections');
  // The day somebody says its figures are of.
  const [day, setDay] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const read = useMutation({
    mutationFn: async (source: File | string) =>
      client.connections.readReport({ packId, source: typeof source === 'string' ? { text: source } : { fileRef: await putFile(source) } }),
    onSuccess: () => {
      take.reset();
      setTried(false);
      setDay(null);
    },
  });
  const take = useMutation({
    mutationFn: (input: Parameters<typeof client.connections.takeReport>[0]) => client.connections.takeReport(input),
    onSuccess: ({ rows, already }) => {
      if (already === null) toast({ text: t('report.taken', { count: rows }) });
      read.reset();
    },
  });
  const preview = read.data;
  const asks = preview?.needsDay === true;
  return {
    read,
    preview,
    asks,
    day,
    setDay,
    isDayMissing: tried && asks && day === null,
    taken: take.data,
    isTaking: take.isPending,
    takeError: take.error,
    takeOver: () => {
      setTried(true);
      if (preview !== undefined && !(asks && day === null)) take.mutate({ id: preview.id, ...(asks && day !== null && { day }) });
    },
    drop: read.reset,
  };
}

export type Report = ReturnType<typeof useReport>;
