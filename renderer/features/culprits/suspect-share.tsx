import { useTranslation } from 'react-i18next';
import type { Suspect } from '../../../src/contract/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { Track } from '../../ui/track.tsx';
import { percentOf, useWindowWords } from './verdict-words.ts';

/** Weights that change a share by less are not worth a sentence. */
const WORTH_SAYING = 0.02;

/** The one figure of a card, by which the cards are ranked; where it is not the plain share, that stands below it with the reason. */
export function SuspectShare({ suspect, windowMinutes }: { suspect: Suspect; windowMinutes: number }) {
  const { t } = useTranslation('culpritsScreen');
  const { percent } = useFormat();
  const { share, weightedShare, excess } = suspect;
  const isWeighted = excess === 0 || Math.abs(weightedShare - share) >= WORTH_SAYING;
  return (
    <div className="suspect-share">
      {weightedShare > 0 ? (
        <>
          <p>
            <strong className="figure">{percent(percentOf(weightedShare))}</strong>{' '}
            <span className="soft">{t(isWeighted ? 'suspect.ofWeighted' : 'suspect.ofExcess')}</span>
          </p>
          <Track share={weightedShare} tone="info" large />
        </>
      ) : (
        <p className="soft">{t('suspect.notAbove')}</p>
      )}
      <Sent suspect={suspect} windowMinutes={windowMinutes} />
      {isWeighted && weightedShare > 0 && <p className="soft small">{t('suspect.weighted', { share: percent(percentOf(share)) })}</p>}
    </div>
  );
}

/** What it sent, beside what is usual, in one sentence. */
function Sent({ suspect: { recipients, usual, usualFrom }, windowMinutes }: { suspect: Suspect; windowMinutes: number }) {
  const { t } = useTranslation('culpritsScreen');
  const { number } = useFormat();
  const window = useWindowWords()(windowMinutes);
  if (usual === null) return <p>{t('suspect.sentUnknown', { count: recipients, window })}</p>;
  const often = Math.round(usual);
  if (usualFrom === 'window') return <p>{t('suspect.sentWithin', { count: recipients, window, usual: number(often) })}</p>;
  return <p>{often === 0 ? t('suspect.sentNone', { count: recipients, window }) : t('suspect.sent', { count: recipients, window, usual: number(often) })}</p>;
}
