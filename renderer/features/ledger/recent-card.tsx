import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';

const ROWS = 10;

/** The newest rows of the ledger. */
export function RecentCard() {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const list = useQuery(orpc.ledger.list.queryOptions({ input: { limit: ROWS } }));
  return (
    <Loaded query={list}>
      {({ rows }) =>
        rows.length > 0 && (
          <Card title={t('recent.title')} flush>
            <Table
              label={t('recent.table')}
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              columns={[
                { id: 'seq', header: t('recent.seq'), cell: ({ seq }) => format.number(seq) },
                { id: 'at', header: t('recent.at'), cell: ({ at }) => format.dateTime(at) },
                { id: 'kind', header: t('recent.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
                { id: 'hash', header: t('recent.hash'), cell: ({ hash }) => <CodeText>{`${hash.slice(0, 16)}…`}</CodeText> },
              ]}
            />
          </Card>
        )
      }
    </Loaded>
  );
}
