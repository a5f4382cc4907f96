import { useQuery } from '@tanstack/react-query';
import { CircleSlash, History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { type client, orpc } from '../../client/client.ts';
import { splitSentence, wordFailure } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';

const SHOWN_AT_FIRST = 10;
const MOST = 500;

type Poll = Awaited<ReturnType<typeof client.connections.polls>>['rows'][number];

/** What was asked of the panel, newest first. */
export function PollsCard({ packId }: { packId: PackId }) {
  const { t } = useTranslation(['connections', 'common']);
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const query = useQuery({ ...orpc.connections.polls.queryOptions({ input: { packId, limit } }), placeholderData: (before) => before });
  return (
    <Card flush title={t('polls.title')}>
      <Loaded query={query}>
        {({ total, rows }) =>
          total === 0 ? (
            <p className="card-text soft">{t('polls.none')}</p>
          ) : (
            <>
              <PollsTable rows={rows} />
              {total > rows.length &&
                (limit < MOST ? (
                  <div className="card-text">
                    <Button variant="quiet" icon={History} onPress={() => setLimit(MOST)}>
                      {t('polls.more', { count: Math.min(total, MOST) })}
                    </Button>
                  </div>
                ) : (
                  <p className="card-text soft">{t('common:onlyFirst', { count: rows.length, total })}</p>
                ))}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function PollsTable({ rows }: { rows: readonly Poll[] }) {
  const { t } = useTranslation('connections');
  const { number, duration } = useFormat();
  return (
    <Table
      label={t('polls.title')}
      rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
      rowKey={({ key }) => key}
      columns={[
        { id: 'at', header: t('polls.at'), cell: ({ at }) => <DateTime at={at} /> },
        { id: 'kind', header: t('polls.kind'), cell: ({ kind }) => t(`polls.of.${kind}`) },
        { id: 'outcome', header: t('polls.outcome'), cell: (row) => <Outcome poll={row} /> },
        { id: 'rows', header: t('polls.rows'), numeric: true, cell: (row) => (row.outcome !== 'ok' && row.rows === 0 ? '' : number(row.rows)) },
        { id: 'took', header: t('polls.took'), numeric: true, cell: ({ ms }) => (ms < 1000 ? t('polls.quick') : duration(ms / 1000)) },
      ]}
    />
  );
}

function Outcome({ poll: { outcome, trouble } }: { poll: Poll }) {
  const { t } = useTranslation('connections');
  if (outcome === 'ok') return <StateTag tone="ok">{t('polls.ok')}</StateTag>;
  if (outcome === 'cancelled') {
    return (
      <StateTag tone="unknown" icon={CircleSlash}>
        {t('polls.cancelled')}
      </StateTag>
    );
  }
  return (
    <div className="stack" data-gap="s">
      <span>
        <StateTag tone="attention">{t('polls.failed')}</StateTag>
      </span>
      {trouble !== null && <span className="small">{splitSentence(wordFailure(trouble.code, trouble.params)).first}</span>}
    </div>
  );
}
