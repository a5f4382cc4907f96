import { useMutation } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RulePack } from '../../../../src/contract/rule-pack.ts';
import { orpc } from '../../../client/client.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Card, CodeText } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { showFaults } from '../../../ui/first-fault.ts';
import { Dialog } from '../../../ui/overlay.tsx';
import { Table } from '../../../ui/table.tsx';
import { NO_OWN } from './use-rule-form.ts';
import type { RulesDraft } from './use-rules-draft.ts';

type Quote = RulePack['quotes'][number];

/** What the reseller read at his host, in the host's words: added and taken away. */
export function QuotesEditor({ draft }: { draft: RulesDraft }) {
  const { t } = useTranslation('hosts');
  const { quotes } = draft.rules;
  const [adding, setAdding] = useState(false);
  return (
    <Card
      flush
      title={t('quotes.title')}
      actions={
        <Button variant="quiet" icon={Plus} onPress={() => setAdding(true)}>
          {t('quotes.add')}
        </Button>
      }
    >
      {quotes.length === 0 ? <p className="source-hint small soft">{t('quotes.none')}</p> : <QuotesTable draft={draft} />}
      {adding && <QuoteDialog draft={draft} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function QuotesTable({ draft }: { draft: RulesDraft }) {
  const { t } = useTranslation('hosts');
  const { quotes } = draft.rules;
  return (
    <Table
      label={t('quotes.title')}
      rows={quotes.map((quote, index) => ({ quote, index }))}
      rowKey={({ index }) => String(index)}
      columns={[
        { id: 'text', header: t('quotes.text'), cell: ({ quote }) => quote.text },
        { id: 'source', header: t('rules.source'), cell: ({ quote }) => <CodeText>{quote.source}</CodeText> },
        {
          id: 'remove',
          header: t('edit.change'),
          cell: ({ quote, index }) => (
            <IconButton
              icon={X}
              label={t('quotes.remove', { text: quote.text })}
              onPress={() => draft.setQuotes(quotes.filter((_, other) => other !== index))}
            />
          ),
        },
      ]}
    />
  );
}

function QuoteDialog({ draft, onClose }: { draft: RulesDraft; onClose(): void }) {
  const { t } = useTranslation(['hosts', 'common']);
  const form = useId();
  const [quote, setQuote] = useState<Quote>({ text: '', source: '', readOn: null });
  const [tried, setTried] = useState(false);
  const check = useMutation(orpc.hosts.checkRules.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const judged = RulePack.shape.quotes.element.safeParse({ ...quote, text: quote.text.replace(/\s+/g, ' ') });
    if (!judged.success) return showFaults(event, () => setTried(true));
    const quotes = [...draft.rules.quotes, judged.data];
    const apply = () => {
      draft.setQuotes(quotes);
      onClose();
    };
    check.mutate({ id: draft.hostId, rules: { ...draft.rules, quotes }, own: NO_OWN }, { onSuccess: apply });
  };
  return (
    <Dialog
      title={t('quotes.add')}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={check.isPending}>
            {t('common:add')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit} noValidate>
        <QuoteFields quote={quote} onChange={setQuote} tried={tried} />
        {check.error !== null && <ErrorNotice error={check.error} />}
      </form>
    </Dialog>
  );
}

function QuoteFields({ quote, onChange, tried }: { quote: Quote; onChange(quote: Quote): void; tried: boolean }) {
  const { t } = useTranslation(['hosts', 'common']);
  const set = (part: Partial<Quote>) => onChange({ ...quote, ...part });
  const fault = (text: string) => (tried && text.trim() === '' ? t('common:required') : undefined);
  return (
    <>
      <TextArea label={t('quotes.text')} value={quote.text} onChange={(text) => set({ text })} error={fault(quote.text)} maxLength={2000} wide />
      <TextField
        label={t('edit.source')}
        hint={t('edit.sourceHint')}
        value={quote.source}
        onChange={(source) => set({ source })}
        error={fault(quote.source)}
        maxLength={500}
      />
      <DateField label={t('edit.readOn')} value={quote.readOn} onChange={(readOn) => set({ readOn })} />
    </>
  );
}
