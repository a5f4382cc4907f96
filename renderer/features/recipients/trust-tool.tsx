import { useMutation, useQuery } from '@tanstack/react-query';
import { Copy, PencilLine, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAIL_SERVICES, type MailService, type TrustAdvice } from '../../../src/contract/recipients.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { ToolProps } from './tool-props.ts';
import { useService } from './use-recipient.ts';

/** How the recipient tells his mailbox to trust the sender: a text for where he reads his mail, in his language. */
export function TrustTool({ recipient, isClosed }: ToolProps) {
  const { t } = useTranslation(['recipients', 'incidents']);
  const { service } = recipient;
  const keep = useService(recipient.incidentId);
  const [language, setLanguage] = useState(recipient.language);
  const query = useQuery(orpc.recipients.advice.queryOptions({ input: { service, language, sender: recipient.facts.sender } }));
  return (
    <div className="stack">
      <p className="prose">{t('trust.why')}</p>
      <div className="columns">
        <Select<MailService>
          label={t('trust.service')}
          value={service}
          onChange={keep.mutate}
          options={MAIL_SERVICES.map((id) => ({ id, label: t(`trust.serviceOf.${id}`) }))}
        />
        <Select<Language>
          label={t('trust.language')}
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((id) => ({ id, label: t(`trust.languageOf.${id}`) }))}
        />
      </div>
      {keep.error !== null && <ErrorNotice error={keep.error} />}
      {recipient.facts.sender === '' && <Notice tone="attention">{t('trust.noSender', { step: t('incidents:step.collect_facts') })}</Notice>}
      <Loaded query={query}>{(advice) => <Advice key={`${service} ${language} ${advice.own}`} advice={advice} mayEdit={!isClosed} />}</Loaded>
    </div>
  );
}

function Advice({ advice, mayEdit }: { advice: TrustAdvice; mayEdit: boolean }) {
  const { t } = useTranslation('recipients');
  const copy = useCopyText();
  const [editing, setEditing] = useState(false);
  const keep = useWording(advice, () => setEditing(false));
  if (editing) return <Wording advice={advice} keep={keep} onClose={() => setEditing(false)} />;
  return (
    <>
      {advice.own && (
        <div>
          <StateTag tone="info">{t('trust.own')}</StateTag>
        </div>
      )}
      <blockquote className="recipient-advice" lang={advice.language} aria-label={t('trust.text')}>
        {advice.text}
      </blockquote>
      {keep.error !== null && <ErrorNotice error={keep.error} />}
      <div className="row">
        <Button variant="primary" icon={Copy} onPress={() => copy(advice.text, t('trust.copied'))}>
          {t('trust.copy')}
        </Button>
        {mayEdit && (
          <Button icon={PencilLine} onPress={() => setEditing(true)}>
            {t('trust.edit')}
          </Button>
        )}
        {mayEdit && advice.own && (
          <Button icon={RotateCcw} isPending={keep.isPending} onPress={() => keep.mutate(null)}>
            {t('trust.back')}
          </Button>
        )}
      </div>
    </>
  );
}

/** Keeping an own wording, or giving it back; the one before comes back with a press. */
function useWording({ service, language, wording: before, own }: TrustAdvice, onDone: () => void) {
  const { t } = useTranslation('recipients');
  const set = (wording: string | null) => client.recipients.setAdvice({ service, language, wording });
  return useMutation({
    mutationFn: set,
    onSuccess: (_advice, wording) => {
      toast({ text: t(wording === null ? 'trust.gaveBack' : 'trust.kept'), undo: () => set(own ? before : null) });
      onDone();
    },
  });
}

function Wording({ advice, keep, onClose }: { advice: TrustAdvice; keep: ReturnType<typeof useWording>; onClose(): void }) {
  const { t } = useTranslation(['recipients', 'common']);
  const [wording, setWording] = useState(advice.wording);
  return (
    <>
      <TextArea
        label={t('trust.wording')}
        hint={t('trust.wordingHint', { place: '{{sender}}', interpolation: { escapeValue: false, skipOnVariables: true } })}
        wide
        rows={12}
        maxLength={10_000}
        value={wording}
        onChange={setWording}
      />
      {keep.error !== null && <ErrorNotice error={keep.error} />}
      <div className="row">
        <Button variant="primary" isDisabled={wording.trim() === ''} isPending={keep.isPending} onPress={() => keep.mutate(wording)}>
          {t('trust.keep')}
        </Button>
        <Button onPress={onClose}>{t('common:cancel')}</Button>
      </div>
    </>
  );
}
