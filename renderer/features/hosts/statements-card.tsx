import { useTranslation } from 'react-i18next';
import type { RulePack } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { useRuleWords } from './rule-words.ts';

/** Every rule of the source documents that the host has, in our words. What is out of date says why. */
export function StatementsCard({ statements }: Pick<RulePack, 'statements'>) {
  const { t } = useTranslation('hosts');
  const { sentence } = useRuleWords();
  if (statements.length === 0) return null;
  return (
    <Card flush title={t('statements.title')}>
      <p className="source-hint small soft">{t('statements.intro')}</p>
      <Table
        label={t('statements.title')}
        rows={statements}
        rowKey={(id) => id}
        columns={[
          { id: 'number', header: t('statements.number'), cell: (id) => <CodeText>{id}</CodeText> },
          {
            id: 'rule',
            header: t('statements.rule'),
            cell: (id) => (
              <div className="stack" data-gap="s">
                <span>{sentence(id)}</span>
                <DatedNote id={id} />
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}

function DatedNote({ id }: { id: string }) {
  const { t, i18n } = useTranslation('hosts');
  const note = i18n.t(`rules:dated.${id}`, { defaultValue: '' });
  if (note === '') return null;
  return (
    <span className="small">
      <StateTag tone="attention">{t('statements.dated')}</StateTag> {note}
    </span>
  );
}

/** What the reseller read at his host himself. */
export function QuotesCard({ quotes }: Pick<RulePack, 'quotes'>) {
  const { t } = useTranslation('hosts');
  const format = useFormat();
  if (quotes.length === 0) return null;
  return (
    <Card flush title={t('quotes.title')}>
      <Table
        label={t('quotes.title')}
        rows={quotes.map((quote, index) => ({ ...quote, key: String(index) }))}
        rowKey={(quote) => quote.key}
        columns={[
          { id: 'text', header: t('quotes.text'), cell: (quote) => quote.text },
          { id: 'source', header: t('rules.source'), cell: (quote) => <CodeText>{quote.source}</CodeText> },
          { id: 'readOn', header: t('rules.readOn'), cell: (quote) => (quote.readOn === null ? '' : format.date(quote.readOn)) },
        ]}
      />
    </Card>
  );
}
