import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClientId, IncidentId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';
import { useDebounced } from '../policies/index.ts';

interface NamedProps {
  readonly incidentId: IncidentId;
  /** What somebody typed. */
  readonly text: string;
  /** Who reads it; left out = a host or a list. */
  readonly clientId?: ClientId | undefined;
}

/** Says which clients typed words name who are none of their reader's business. */
export function NamedOthers({ incidentId, text, clientId }: NamedProps) {
  const { t } = useTranslation('lettersScreen');
  const { list } = useFormat();
  const input = useDebounced({ incidentId, text, ...(clientId !== undefined && { clientId }) });
  const names = useQuery(orpc.letters.named.queryOptions({ input, placeholderData: keepPreviousData, enabled: text.trim() !== '' })).data ?? [];
  if (names.length === 0 || text.trim() === '') return null;
  return <Notice tone="attention">{t(clientId === undefined ? 'compose.named' : 'compose.namedOther', { names: list(names) })}</Notice>;
}
