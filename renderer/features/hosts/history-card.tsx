import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { type StoredChange, useChangeWords } from './change-words.ts';

const SHOWN_AT_FIRST = 10;
const MOST = 500;

/** What was changed in the rules of a host, newest first. */
export function HistoryCard({ hostId }: { hostId: HostId }) {
  const { t } = useTranslation('hosts');
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const query = useQuery(orpc.hosts.ruleHistory.queryOptions({ input: { id: hostId, limit } }));
  return (
    <Card flush title={t('history.title')}>
      <Loaded query={query}>
        {({ total, rows }) =>
          total === 0 ? (
            <p className="source-hint small soft">{t('history.none')}</p>
          ) : (
            <>
              <div className="rule-changes">
                <HistoryTable rows={rows.map((row, index) => ({ ...row, number: total - index }))} />
              </div>
              {total > rows.length && limit < MOST && (
                <div className="source-hint">
                  <Button variant="quiet" icon={History} onPress={() => setLimit(MOST)}>
                    {t('history.all', { count: total })}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

interface HistoryRow extends StoredChange {
  readonly number: number;
  readonly at: string;
  readonly author: string;
  readonly reason: string;
}

function HistoryTable({ rows }: { rows: readonly HistoryRow[] }) {
  const { t } = useTranslation(['hosts', 'common']);
  const word = useChangeWords();
  return (
    <Table
      label={t('history.title')}
      rows={rows.map((row) => ({ ...row, ...word(row) }))}
      rowKey={(row) => String(row.number)}
      columns={[
        { id: 'at', header: t('history.at'), cell: (row) => <DateTime at={row.at} /> },
        { id: 'rule', header: t('rules.rule'), cell: (row) => row.rule },
        { id: 'owner', header: t('rules.owner'), cell: (row) => t(`owner.${row.owner}`) },
        { id: 'before', header: t('history.before'), cell: (row) => row.before },
        { id: 'after', header: t('history.after'), cell: (row) => row.after },
        { id: 'author', header: t('history.author'), cell: (row) => row.author || t('common:notNamed') },
        { id: 'reason', header: t('history.reason'), cell: (row) => row.reason },
      ]}
    />
  );
}
