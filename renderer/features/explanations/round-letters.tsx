import { useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, RoundLetter } from '../../../src/contract/explanations.ts';
import type { LetterId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { LetterWords } from './letter-words.tsx';

/** The request and its reminders: on which day, how they stand, and what they say. */
export function RoundLetters({ round }: { round: Explanation }) {
  const { t } = useTranslation('explanationsScreen');
  const { date } = useFormat();
  const [reading, setReading] = useState<LetterId | null>(null);
  return (
    <>
      <ul className="round-letters" aria-label={t('letters.title')}>
        {round.letters.map((letter) => {
          const what = t(`letters.${letter.purpose}`);
          return (
            <li key={letter.letterId} data-state={letter.state}>
              <button
                type="button"
                className="link"
                aria-label={t('letters.open', { what, date: date(letter.on) })}
                onClick={() => setReading(letter.letterId)}
              >
                {what}
              </button>{' '}
              <span className="soft small">
                {date(letter.on)} · <LetterState letter={letter} />
              </span>
            </li>
          );
        })}
      </ul>
      {reading !== null && <LetterDrawer id={reading} onClose={() => setReading(null)} />}
    </>
  );
}

function LetterState({ letter: { state, purpose } }: { letter: RoundLetter }) {
  const { t } = useTranslation('explanationsScreen');
  const transport = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.transport ?? 'smtp';
  if (state !== 'queued') return t(`letters.state.${state}`);
  return purpose === 'request' ? t('letters.waiting') : t(`letters.queued.${transport}`);
}

function LetterDrawer({ id, onClose }: { id: LetterId; onClose(): void }) {
  const { t } = useTranslation(['explanationsScreen', 'lettersScreen']);
  const query = useQuery(orpc.letters.get.queryOptions({ input: { id } }));
  return (
    <Drawer title={query.data?.subject ?? t('letters.title')} isOpen onOpenChange={(open) => !open && onClose()}>
      <Loaded query={query}>
        {({ text, language, subject }) => (
          <div className="stack">
            <div className="row">
              <SaveButton icon={FileDown} ask={() => client.letters.pdf({ id })}>
                {t('lettersScreen:action.pdf')}
              </SaveButton>
            </div>
            <LetterWords text={text} language={language} label={subject} />
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}
