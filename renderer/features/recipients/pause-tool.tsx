import { PauseCircle, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockedRecipient } from '../../../src/contract/recipients.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DateTime } from '../../ui/time.tsx';
import { Track } from '../../ui/track.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import type { ToolProps } from './tool-props.ts';
import { usePause, useRelease } from './use-recipient.ts';

/** Whether mail to him is held back, for how long yet, and why. */
export function PauseTool(given: ToolProps) {
  return given.recipient.paused === null ? <NotPaused {...given} /> : <Paused {...given} paused={given.recipient.paused} />;
}

function NotPaused({ recipient, isClosed }: ToolProps) {
  const { t } = useTranslation('recipients');
  const pause = usePause(recipient);
  const { address, pauseDays } = recipient;
  return (
    <div className="stack">
      <p className="prose">{t('pause.off', { address })}</p>
      <p className="soft small">{t('pause.days', { count: pauseDays })}</p>
      <p className="prose">{t('pause.client')}</p>
      {pause.error !== null && <ErrorNotice error={pause.error} />}
      {!isClosed && (
        <div className="row">
          <Button variant="primary" icon={PauseCircle} isPending={pause.isPending} onPress={() => pause.mutate()}>
            {t('pause.do')}
          </Button>
        </div>
      )}
    </div>
  );
}

type PausedState = NonNullable<BlockedRecipient['paused']>;

function Paused({ recipient, isClosed, paused }: ToolProps & { paused: PausedState }) {
  const { t } = useTranslation('recipients');
  const [asking, setAsking] = useState(false);
  return (
    <div className="stack">
      <Clock paused={paused} pauseDays={recipient.pauseDays} />
      <p className="prose">{t('pause.client')}</p>
      {paused.suppression.reason === 'complaint' && <Notice tone="attention">{t('pause.complaint')}</Notice>}
      {!isClosed && (
        <div className="row">
          {paused.suppression.scope === 'domain' ? (
            <LinkButton to="/sending/blocked">{t('pause.domainDo')}</LinkButton>
          ) : (
            <Button icon={Send} onPress={() => setAsking(true)}>
              {t('pause.earlier')}
            </Button>
          )}
        </div>
      )}
      {asking && <Earlier recipient={recipient} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** He confirmed, and is still held back here: said where the step ends, or nobody would think of it. */
export function StillPaused({ recipient, isClosed }: ToolProps) {
  const { t } = useTranslation('recipients');
  const [asking, setAsking] = useState(false);
  const { address, corrected, paused, confirmed } = recipient;
  // Of a mistyped address another one is meant: that one is free, and this one is rightly left alone.
  if (isClosed || !confirmed || paused === null || paused.suppression.scope === 'domain' || (corrected !== '' && corrected !== address)) return null;
  return (
    <>
      <Notice
        tone="attention"
        title={t('pause.still', { address })}
        actions={
          <Button icon={Send} onPress={() => setAsking(true)}>
            {t('pause.earlier')}
          </Button>
        }
      >
        {paused.daysLeft === null ? t('pause.stillForGood') : t('pause.left', { count: paused.daysLeft })}
      </Notice>
      {asking && <Earlier recipient={recipient} onClose={() => setAsking(false)} />}
    </>
  );
}

function Earlier({ recipient, onClose }: Pick<ToolProps, 'recipient'> & { onClose(): void }) {
  const { t } = useTranslation('recipients');
  const release = useRelease(recipient, onClose);
  return (
    <ReasonDialog
      title={t('pause.earlierTitle', { address: recipient.address })}
      why={t('pause.earlierWhy')}
      words={{ reason: t('pause.earlierReason'), missing: t('pause.earlierMissing') }}
      error={release.error}
      onClose={onClose}
      actions={[{ label: t('pause.earlierDo'), variant: 'primary', isPending: release.isPending, run: (reason) => release.mutate(reason) }]}
    />
  );
}

function Clock({ paused: { suppression, daysLeft }, pauseDays }: { paused: PausedState; pauseDays: number }) {
  const { t } = useTranslation('recipients');
  const { scope, value, since, until, reason, note } = suppression;
  return (
    <>
      <div className="recipient-clock">
        <StateTag tone="stopped" icon={PauseCircle}>
          {daysLeft === null ? t('pause.forGood') : t('pause.left', { count: daysLeft })}
        </StateTag>
        {daysLeft !== null && <Track share={1 - daysLeft / Math.max(pauseDays, daysLeft)} tone="stopped" />}
      </div>
      {scope === 'domain' && <p className="prose">{t('pause.domain', { value })}</p>}
      <KeyValues
        items={[
          { key: 'since', label: t('pause.since'), value: <DateTime at={since} /> },
          ...(until === null ? [] : [{ key: 'until', label: t('pause.until'), value: <DateTime at={until} /> }]),
          { key: 'why', label: t('pause.why'), value: note === '' ? t(`pause.reason.${reason}`) : `${t(`pause.reason.${reason}`)} · ${note}` },
        ]}
      />
    </>
  );
}
