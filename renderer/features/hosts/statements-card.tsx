import { useTranslation } from 'react-i18next';
import type { RulePack } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { useRuleWords } from './rule-words.ts';
import { statementElementId } from './sources.tsx';

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
              <div className="stack" data-gap="s" id={statementElementId(id)} tabIndex={-1}>
                <span>{sentence(id)}</span>
                <Caution id={id} />
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What has to be known beside the host's words: that they are out of date, or only a claim. */
function Caution({ id }: { id: string }) {
  const { t, i18n } = useTranslation('hosts');
  const cautions = [
    { kind: 'dated', note: i18n.t(`rules:dated.${id}`, { defaultValue: '' }) },
    { kind: 'claim', note: i18n.t(`rules:claim.${id}`, { defaultValue: '' }) },
  ] as const;
  return cautions
    .filter(({ note }) => note !== '')
    .map(({ kind, note }) => (
      <span key={kind} className="small">
        <StateTag tone={kind === 'dated' ? 'attention' : 'info'}>{t(`statements.${kind}`)}</StateTag> {note}
      </span>
    ));
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
