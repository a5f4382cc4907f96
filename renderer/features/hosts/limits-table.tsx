import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import { useFormat } from '../../i18n/format.ts';
import { Table } from '../../ui/table.tsx';
import { Sources } from './sources.tsx';
import { useWindowWords } from './window-words.ts';

/** Every limit of sending, of the host and of one's own: how many, in how much time, for what, and whose it is. */
export function LimitsTable({ host: { rules, own } }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const format = useFormat();
  const windowWords = useWindowWords();
  const read = rules.limits.state === 'known' ? rules.limits : { value: [], source: '', readOn: null };
  const rows = [
    ...read.value.map((limit) => ({ ...limit, owner: 'host' as const, source: read.source, readOn: read.readOn })),
    ...own.limits.map((limit) => ({ ...limit, owner: 'reseller' as const, source: '', readOn: null })),
  ];
  if (rows.length === 0) return null;
  return (
    <Table
      label={t('rule.limits')}
      rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
      rowKey={(row) => row.key}
      columns={[
        { id: 'count', header: t('limit.count'), cell: (row) => t(`counted.${row.counts}`, { count: row.count }) },
        {
          id: 'window',
          header: t('limit.window'),
          cell: (row) => (
            <div className="stack" data-gap="s">
              <span>{windowWords(row.seconds)}</span>
              {!row.contractual && <span className="soft small">{t('limit.example')}</span>}
            </div>
          ),
        },
        { id: 'scope', header: t('limit.scope'), cell: (row) => t(`scopeName.${row.scope}`) },
        { id: 'owner', header: t('rules.owner'), cell: (row) => t(`owner.${row.owner}`) },
        { id: 'source', header: t('rules.source'), cell: (row) => <Sources source={row.source} statements={rules.statements} /> },
        { id: 'readOn', header: t('rules.readOn'), cell: (row) => (row.readOn === null ? '' : format.date(row.readOn)) },
      ]}
    />
  );
}
