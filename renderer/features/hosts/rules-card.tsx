import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RulePack } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CodeText, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useRuleWords } from './rule-lines.ts';

/** Every value of the host's rules with its source; what is not known says so, and can be asked from the host in one go. */
export function RulesCard({ rules }: { rules: RulePack }) {
  const { t } = useTranslation(['hosts', 'common']);
  const format = useFormat();
  const lines = useRuleWords()(rules);
  const unknown = lines.filter((line) => line.text === undefined);
  const copyQuestions = async () => {
    await navigator.clipboard.writeText([t('questions.intro'), ...unknown.map((line) => `- ${t(`rule.${line.field}`)}`)].join('\n'));
    toast({ text: t('questions.copied') });
  };
  return (
    <Card
      flush
      title={t('rules.title')}
      actions={
        unknown.length > 0 && (
          <Button variant="quiet" icon={CircleHelp} onPress={() => void copyQuestions()}>
            {t('questions.copy', { count: unknown.length })}
          </Button>
        )
      }
    >
      <Table
        label={t('rules.title')}
        rows={lines}
        rowKey={(line) => line.field}
        columns={[
          { id: 'rule', header: t('rules.rule'), cell: (line) => t(`rule.${line.field}`) },
          { id: 'value', header: t('rules.value'), cell: (line) => line.text ?? <StateTag tone="unknown">{t('askHost')}</StateTag> },
          { id: 'source', header: t('rules.source'), cell: (line) => (line.source === '' ? '' : <CodeText>{line.source}</CodeText>) },
          { id: 'readOn', header: t('rules.readOn'), cell: (line) => (line.readOn === null ? '' : format.date(line.readOn)) },
        ]}
      />
      {lines.some((line) => line.source !== '') && <p className="source-hint small soft">{t('rules.sourceHint')}</p>}
    </Card>
  );
}
