import { useTranslation } from 'react-i18next';
import type { client } from '../../../client/client.ts';
import { StateTag } from '../../../ui/display.tsx';

/** How a text of a host stands. */
export type TextSummary = Awaited<ReturnType<typeof client.policies.texts>>[number];

/** True when somebody should look at a text: something keeps it from being published, or it says what no longer holds. */
export function needsAttention({ gaps, stale }: TextSummary): boolean {
  return gaps > 0 || stale > 0;
}

/** The states of a text, the pressing ones first. */
export function TextTags({ text }: { text: TextSummary }) {
  const { t } = useTranslation('policies');
  return (
    <span className="row">
      {text.version === null ? <StateTag tone="unknown">{t('texts.notPublished')}</StateTag> : <VersionTag inForce={text.version.inForce} />}
      {text.gaps > 0 && <StateTag tone="attention">{t('texts.gaps', { count: text.gaps })}</StateTag>}
      {text.stale > 0 && <StateTag tone="attention">{t('texts.stale', { count: text.stale })}</StateTag>}
      {text.changed && text.version !== null && <StateTag tone="info">{t('texts.changed')}</StateTag>}
      {text.edited && <StateTag tone="info">{t('texts.edited')}</StateTag>}
    </span>
  );
}

function VersionTag({ inForce }: { inForce: boolean }) {
  const { t } = useTranslation('policies');
  return <StateTag tone={inForce ? 'ok' : 'unknown'}>{t(inForce ? 'inForce' : 'notYetInForce')}</StateTag>;
}
