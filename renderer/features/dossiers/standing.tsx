import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { DateText } from '../../ui/time.tsx';

/** When and how it was handed in, and what the host answered. */
export function Standing({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const { given, outcome } = dossier;
  if (given === null) return null;
  return (
    <>
      <KeyValues
        items={[
          { key: 'on', label: t('given.on'), value: <DateText on={given.on} /> },
          { key: 'channel', label: t('given.channel'), value: t(`channel.${given.channel}`) },
          ...(given.ticket === '' ? [] : [{ key: 'ticket', label: t('given.ticket'), value: given.ticket }]),
          ...(outcome === null ? [] : [{ key: 'answered', label: t('answer.on'), value: <DateText on={outcome.on} /> }]),
        ]}
      />
      {outcome === null ? <p className="soft prose">{t('given.waiting')}</p> : <Outcome outcome={outcome} dossier={dossier} />}
    </>
  );
}

function Outcome({ outcome, dossier: { due } }: { outcome: NonNullable<Dossier['outcome']>; dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  if (outcome.kind === 'refused') {
    return (
      <Notice tone="attention" title={t('answer.refusedBecause')}>
        <div className="stack" data-gap="s">
          <p className="dossier-letter-text">{outcome.reason}</p>
          <p className="soft">{t(outcome.mayAgain ? 'answer.again' : 'answer.final')}</p>
        </div>
      </Notice>
    );
  }
  const { scope, from, until } = outcome;
  return (
    <Notice tone={due === 'none' ? 'ok' : 'attention'} title={t(due === 'expired' ? 'answer.expired' : 'answer.granted')}>
      <div className="stack" data-gap="s">
        <p className="dossier-letter-text">{scope}</p>
        <p>
          <DateText on={from} /> – {until === null ? t('answer.noEnd') : <DateText on={until} />}
        </p>
        <p className="soft">{t('answer.noLicence')}</p>
      </div>
    </Notice>
  );
}
