import { useTranslation } from 'react-i18next';
import type { Suspect } from '../../../src/contract/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { Track } from '../../ui/track.tsx';
import { percentOf, useWindowWords } from './verdict-words.ts';

/** Weights that change a share by less are not worth a sentence. */
const WORTH_SAYING = 0.02;

/** The one figure of a card: how much of what was above the usual this account sent. */
export function SuspectShare({ suspect, windowMinutes }: { suspect: Suspect; windowMinutes: number }) {
  const { t } = useTranslation('culpritsScreen');
  const { percent } = useFormat();
  const { share, weightedShare, excess } = suspect;
  const isWeighted = Math.abs(weightedShare - share) >= WORTH_SAYING;
  return (
    <div className="suspect-share">
      {excess > 0 ? (
        <>
          <p>
            <strong className="figure">{percent(percentOf(share))}</strong> <span className="soft">{t('suspect.ofExcess')}</span>
          </p>
          <Track share={share} tone="info" large />
        </>
      ) : (
        <p className="soft">{t('suspect.notAbove')}</p>
      )}
      <Sent suspect={suspect} windowMinutes={windowMinutes} />
      {isWeighted && <p className="soft">{t('suspect.weighted', { share: percent(percentOf(weightedShare)) })}</p>}
    </div>
  );
}

/** What it sent, beside what is usual, in one sentence. */
function Sent({ suspect: { recipients, usual }, windowMinutes }: { suspect: Suspect; windowMinutes: number }) {
  const { t } = useTranslation('culpritsScreen');
  const { number } = useFormat();
  const window = useWindowWords()(windowMinutes);
  if (usual === null) return <p>{t('suspect.sentUnknown', { count: recipients, window })}</p>;
  const often = Math.round(usual);
  return <p>{often === 0 ? t('suspect.sentNone', { count: recipients, window }) : t('suspect.sent', { count: recipients, window, usual: number(often) })}</p>;
}
