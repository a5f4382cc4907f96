import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import type { LogAccount } from './log-account.ts';
import { LogLines } from './log-lines.tsx';

type Refusal = LogAccount['refusals'][number];

/** Why mail of an account failed or was put off, with the words of the servers and the lines that show it. */
export function RefusalsCard({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation(['logs', 'bounces', 'culprits']);
  const { number } = useFormat();
  return (
    <Card flush title={t('refusals.title')}>
      {refusals.length === 0 ? (
        <p className="soft card-text">{t('refusals.none')}</p>
      ) : (
        <Table
          label={t('refusals.title')}
          stacks
          rows={refusals}
          rowKey={({ class: as, target, text }) => `${as} ${target} ${text}`}
          columns={[
            { id: 'target', header: t('refusals.why'), cell: ({ target }) => t(`culprits:target.${target}`) },
            { id: 'class', header: t('refusals.class'), cell: ({ class: as }) => t(`bounces:class.${as}`) },
            { id: 'failed', header: t('measure.failed'), numeric: true, cell: ({ failed }) => number(failed) },
            { id: 'deferred', header: t('measure.deferredRecipients'), numeric: true, cell: ({ deferred }) => number(deferred) },
            { id: 'text', header: t('refusals.words'), cell: (refusal) => <Words refusal={refusal} /> },
          ]}
        />
      )}
    </Card>
  );
}

function Words({ refusal: { text, lines } }: { refusal: Refusal }) {
  const { t } = useTranslation('logs');
  return (
    <div className="stack" data-gap="s">
      <span className="small">{text}</span>
      {lines.length > 0 && (
        <details className="fold">
          <summary className="small">{t('refusals.lines', { count: lines.length })}</summary>
          <LogLines lines={lines} />
        </details>
      )}
    </div>
  );
}
