import { useTranslation } from 'react-i18next';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { type Choice, InnocentTable } from './innocent-table.tsx';

interface Despite {
  readonly isSelected: boolean;
  onChange(isSelected: boolean): void;
}

interface GroupProps {
  readonly people: readonly Innocent[];
  readonly choice: Choice;
}

/** Who may be told: those the case names, their neighbours, and apart whoever may have to do with it after all. */
export function People({ people, choice, despite }: GroupProps & { readonly despite: Despite }) {
  const { t } = useTranslation('repermissionScreen');
  const clear = people.filter(({ doubts }) => doubts.length === 0);
  const named = clear.filter(({ why }) => why === 'innocent');
  return (
    <>
      <InnocentTable label={t('innocents.named')} people={named} choice={choice} />
      <Neighbours people={clear.filter(({ why }) => why === 'neighbour')} isOpen={!named.some(choice.isOpen)} choice={choice} />
      <Doubtful people={people.filter(({ doubts }) => doubts.length > 0)} choice={choice} despite={despite} />
    </>
  );
}

/** Neighbours are offered, and told only if they are chosen. `isOpen`: shown at once, as there is nobody else to choose. */
function Neighbours({ people, isOpen, choice }: GroupProps & { readonly isOpen: boolean }) {
  const { t } = useTranslation('repermissionScreen');
  if (people.length === 0) return null;
  const open = people.filter(choice.isOpen);
  return (
    <details className="fold" open={isOpen}>
      <summary>{t('innocents.neighbours', { count: people.length })}</summary>
      <div className="stack">
        {open.length > 0 && (
          <div className="row">
            <Button onPress={() => choice.onChoose(open, true)}>{t('innocents.all')}</Button>
            <Button variant="quiet" onPress={() => choice.onChoose(open, false)}>
              {t('innocents.nobody')}
            </Button>
          </div>
        )}
        <InnocentTable label={t('innocents.inPack')} people={people} choice={choice} />
      </div>
    </details>
  );
}

/** They can be chosen once somebody says so. */
function Doubtful({ people, choice, despite }: GroupProps & { readonly despite: Despite }) {
  const { t } = useTranslation('repermissionScreen');
  if (people.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t('innocents.doubtful', { count: people.length })}</summary>
      <div className="stack">
        <p className="soft">{t('innocents.doubtfulWhat')}</p>
        {people.some(({ mayTell }) => mayTell) && <Check label={t('innocents.despite')} about={t('innocents.inDoubt')} {...despite} />}
        <InnocentTable label={t('innocents.inDoubt')} people={people} choice={choice} />
      </div>
    </details>
  );
}
