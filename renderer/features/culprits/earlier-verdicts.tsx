import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LogId, PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useZone } from '../../i18n/zone.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { OutcomeTag } from './outcome-tag.tsx';
import { useWindowWords } from './verdict-words.ts';
import './culprits.css';

/** Analyses that were made before; nothing while there are none. */
export function EarlierVerdicts({ logId, packId }: { logId?: LogId; packId?: PackId }) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { dateTime, list } = useFormat();
  const window = useWindowWords();
  const zone = useZone();
  const input = { ...(logId !== undefined && { logId }), ...(packId !== undefined && { packId }) };
  const rows = useQuery(orpc.culprits.list.queryOptions({ input })).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Card flush title={t('earlier.title')}>
      <Table
        label={t('earlier.title')}
        stacks
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'moment',
            header: t('earlier.moment', { zone }),
            cell: ({ id, at, windowMinutes }) => (
              <TwoLines main={<a href={`#/incidents/verdicts/${id}`}>{dateTime(at)}</a>} below={t('earlier.window', { window: window(windowMinutes) })} />
            ),
          },
          { id: 'pack', header: t('earlier.pack'), cell: ({ packName }) => packName || t('common:none') },
          { id: 'outcome', header: t('earlier.outcome'), cell: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
          { id: 'names', header: t('earlier.names'), cell: ({ names }) => (names.length === 0 ? t('common:none') : list(names)) },
          { id: 'made', header: t('earlier.made'), cell: ({ madeAt, author }) => <TwoLines main={<RelativeTime at={madeAt} />} below={author} /> },
        ]}
      />
    </Card>
  );
}
