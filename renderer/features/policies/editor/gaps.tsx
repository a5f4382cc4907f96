import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import type { Gap, PolicyText } from '../../../../src/contract/texts.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Card, StateTag } from '../../../ui/display.tsx';
import type { Place } from './unsaved.ts';
import { HEAD } from './wording.ts';

type GapOf = z.infer<typeof Gap>;

interface GapListProps {
  gaps: readonly GapOf[];
  texts: readonly PolicyText[];
  /** The way to where a gap is closed. */
  wayTo(place: Place, label: ReactNode): ReactNode;
}

/** What keeps a text from being published: where, why, and the way there. */
export function GapList({ gaps, texts, wayTo }: GapListProps) {
  const { t } = useTranslation(['policies', 'common']);
  const titleOf = ({ language, section }: Place) => {
    const text = texts.find((each) => each.language === language);
    return section === HEAD ? t('editor.head') : (text?.sections.find(({ id }) => id === section)?.title ?? section);
  };
  return (
    <ul className="gaps">
      {gaps.map(({ language, section, code }) => {
        const place = { language: language ?? currentLanguage(), section: section ?? HEAD };
        const where = section === null ? '' : titleOf(place);
        return (
          <li key={[language, section, code].join('/')}>
            <div>
              <p>
                <strong>{[language === null ? t('gap.allLanguages') : t(`common:ownLanguage.${language}`), where].filter(Boolean).join(' · ')}</strong>
              </p>
              <p className="soft">{t(`gap.${code}`)}</p>
            </div>
            {section !== null && wayTo(place, t('gap.open'))}
          </li>
        );
      })}
    </ul>
  );
}

interface CardProps {
  draft: z.infer<typeof Draft>;
  onJump(place: Place, sentence: string): void;
}

/** The gaps of the draft as it is stored. */
export function GapsCard({ draft, onJump }: CardProps) {
  const { t } = useTranslation('policies');
  const { gaps, texts } = draft;
  return (
    <Card title={t('gap.title')} actions={gaps.length > 0 && <StateTag tone="attention">{t('texts.gaps', { count: gaps.length })}</StateTag>}>
      {gaps.length === 0 ? (
        <p>
          <StateTag tone="ok">{t('gap.none')}</StateTag>
        </p>
      ) : (
        <GapList
          gaps={gaps}
          texts={texts}
          wayTo={(place, label) => (
            <Button icon={ArrowRight} onPress={() => onJump(place, '')}>
              {label}
            </Button>
          )}
        />
      )}
    </Card>
  );
}
