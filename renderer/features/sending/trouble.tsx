import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutboxSummary } from '../../../src/contract/outbox.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CodeText, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useNow } from './use-now.ts';

const KNOWN = [
  'smtp_not_set',
  'smtp_unreachable',
  'smtp_timeout',
  'smtp_tls_failed',
  'smtp_auth_failed',
  'smtp_refused',
  'disk_full',
  'secret_store_unavailable',
] as const;

/** Why nothing leaves: what happened, what the server said, when it is tried again, what to do. */
export function Trouble({ trouble, isPaused }: { trouble: NonNullable<OutboxSummary['trouble']>; isPaused: boolean }) {
  const { t } = useTranslation('sending');
  const { relative } = useFormat();
  const now = useNow();
  // Going on is trying at once what was given up on for a while.
  const tryNow = useMutation(orpc.outbox.resume.mutationOptions());
  const code = KNOWN.find((known) => known === trouble.code) ?? 'other';
  return (
    <Notice
      tone="stopped"
      title={t(`trouble.${code}`)}
      actions={
        <>
          {!isPaused && (
            <Button icon={RefreshCw} isPending={tryNow.isPending} onPress={() => tryNow.mutate({})}>
              {t('trouble.tryNow')}
            </Button>
          )}
          <LinkButton to="/settings">{t('trouble.settings')}</LinkButton>
        </>
      }
    >
      <div className="stack" data-gap="s">
        <p>{t(`trouble.${code}Do`)}</p>
        {trouble.reply !== '' && (
          <p>
            {t('trouble.reply')} <CodeText>{trouble.reply}</CodeText>
          </p>
        )}
        <p className="soft">
          {trouble.retryAt === null ? t('trouble.noRetry') : t('trouble.retry', { when: relative(trouble.retryAt, now) })} {t('trouble.kept')}
        </p>
        <p className="soft">
          {t('trouble.since')} <RelativeTime at={trouble.since} />
        </p>
        {tryNow.error !== null && <ErrorNotice error={tryNow.error} />}
      </div>
    </Notice>
  );
}
