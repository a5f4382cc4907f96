import { CircleMinus, CirclePlus, Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Reason, Suspect } from '../../../src/contract/culprits.ts';
import { sidesOf } from '../../../src/shared/culprits.ts';
import { IconLine, IconList } from '../../ui/icon-list.tsx';
import { tellingFirst } from './telling.rules.ts';
import { useVerdictWords } from './verdict-words.ts';

const LOOKS = { for: { icon: CirclePlus, tone: 'attention' }, against: { icon: CircleMinus, tone: 'ok' }, remarks: { icon: Info, tone: 'info' } } as const;
/** How many of a side are read at a glance. */
const FIRST = 3;

type Sides = Pick<Suspect, 'reasonsFor' | 'reasonsAgainst'>;

/** What speaks most for asking an account, and all that speaks against, side by side. */
export function Reasons(suspect: Sides) {
  const { t } = useTranslation('culpritsScreen');
  const sides = sidesOf(suspect);
  return (
    <div className="reasons">
      <div className="stack" data-gap="s">
        <h4>{t('reasons.for')}</h4>
        <ReasonList side="for" reasons={tellingFirst(sides.for).slice(0, FIRST)} />
      </div>
      <div className="stack" data-gap="s">
        <h4>{t('reasons.against')}</h4>
        <ReasonList side="against" reasons={sides.against} />
      </div>
    </div>
  );
}

/** What speaks for asking it beside the most telling reasons. */
export function furtherReasons(suspect: Sides): readonly Reason[] {
  return tellingFirst(sidesOf(suspect).for).slice(FIRST);
}

/** One side of it, or what is on neither. */
export function ReasonList({ side, reasons }: { side: keyof typeof LOOKS; reasons: readonly Reason[] }) {
  const { t } = useTranslation('culpritsScreen');
  const words = useVerdictWords();
  if (reasons.length === 0) return side !== 'remarks' && <p className="soft">{t(`reasons.no.${side}`)}</p>;
  return (
    <IconList>
      {reasons.map((reason) => (
        <IconLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} {...LOOKS[side]}>
          {words.reason(reason)}
        </IconLine>
      ))}
    </IconList>
  );
}
