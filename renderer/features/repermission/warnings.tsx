import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { IconButton } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Notice } from '../../ui/display.tsx';

/** Where the plan would itself be spam, and what is to be settled first: in plain words, with the sentence for the client and the rules behind it. */
export function Warnings({ plan: { warnings, hostId, clientLanguage, recipients } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  const stops = warnings.filter(({ severity }) => severity === 'stop');
  const cares = warnings.filter(({ severity }) => severity === 'care');
  if (recipients === 0 || recipients === null) return null;
  if (warnings.length === 0) return <Notice tone="ok">{t('fine')}</Notice>;
  return (
    <>
      {stops.length > 0 && (
        <Notice tone="stopped" title={t('isSpam')}>
          <WarningList warnings={stops} hostId={hostId} language={clientLanguage} />
        </Notice>
      )}
      {cares.length > 0 && (
        <Notice tone="attention" title={t('settleFirst')}>
          <WarningList warnings={cares} hostId={hostId} language={clientLanguage} />
        </Notice>
      )}
    </>
  );
}

function WarningList({ warnings, hostId, language }: Pick<Repermission, 'warnings' | 'hostId'> & { language: string }) {
  const { t, i18n } = useTranslation('repermissionScreen');
  return (
    <ul className="stack plan-warnings">
      {warnings.map(({ code, facts, sentence, rules }) => (
        <li key={code} className="stack" data-gap="s">
          <strong>{t(`warning.${code}`, facts)}</strong>
          <SentenceToCopy sentence={sentence} language={language} />
          <span className="soft small">
            {rules.map((rule) => (
              <span key={rule} className="plan-rule">
                <a href={`#/hosts/${hostId}`}>{rule}</a> {i18n.t(`rules:${rule}`, { defaultValue: '' })}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What to tell the client, in his language. */
export function SentenceToCopy({ sentence, language }: { readonly sentence: string; readonly language: string }) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const copy = useCopyText();
  return (
    <span className="plan-sentence">
      <q lang={language}>{sentence}</q>
      <IconButton icon={Copy} label={t('copySentence')} onPress={() => copy(sentence, t('common:copied'))} />
    </span>
  );
}
