import { useMutation } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards, Select, Switch } from '../../ui/choice.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NamedOthers } from '../letters/index.ts';

/** What is asked for. */
interface Order {
  readonly form: 'host' | 'complete';
  readonly language: Language;
  readonly cost: boolean;
  readonly note: string;
}

/** The report of a case: for whom, in which language, with what. */
export function ReportDialog({ incident: { id, findings }, onClose }: { incident: Pick<Incident, 'id' | 'findings'>; onClose(): void }) {
  const { t } = useTranslation(['incidentsScreen', 'common']);
  const [order, setOrder] = useState<Order>({ form: 'host', language: currentLanguage(), cost: false, note: '' });
  const report = useMutation({
    mutationFn: async () => {
      const made = await client.incidents.report({ id, ...order });
      await downloadFile(made.fileRef);
      return made.name;
    },
    onSuccess: (name) => {
      toast({ text: t('report.saved', { name }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('report.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" icon={FileText} isPending={report.isPending} onPress={() => report.mutate()}>
            {t('report.make')}
          </Button>
        </>
      }
    >
      <Questions order={order} set={(part) => setOrder((now) => ({ ...now, ...part }))} />
      {order.language !== currentLanguage() && Object.values(findings).some((text) => text !== '') && (
        <Notice tone="attention">{t('report.typed', { language: t(`common:ownLanguage.${order.language}`) })}</Notice>
      )}
      {order.form === 'host' && <NamedOthers incidentId={id} text={[...Object.values(findings), order.note].join('\n')} />}
      {report.error !== null && <ErrorNotice error={report.error} />}
    </Dialog>
  );
}

function Questions({ order: { form, language, cost, note }, set }: { order: Order; set(part: Partial<Order>): void }) {
  const { t } = useTranslation(['incidentsScreen', 'common']);
  return (
    <>
      <RadioCards<Order['form']>
        label={t('report.form')}
        across
        options={(['host', 'complete'] as const).map((each) => ({ id: each, label: t(`report.${each}`), hint: t(`report.${each}Why`) }))}
        value={form}
        onChange={(chosen) => set({ form: chosen })}
      />
      <Select<Language>
        label={t('report.language')}
        value={language}
        onChange={(chosen) => set({ language: chosen })}
        options={LANGUAGES.map((each) => ({ id: each, label: t(`common:ownLanguage.${each}`) }))}
      />
      <Switch label={t('report.cost')} isSelected={cost} onChange={(chosen) => set({ cost: chosen })} />
      <TextArea label={t('report.note')} hint={t('report.noteHint')} wide rows={3} value={note} onChange={(text) => set({ note: text })} />
    </>
  );
}
