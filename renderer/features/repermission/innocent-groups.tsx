import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/field.tsx';
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
      <Found people={named}>{(found) => <InnocentTable label={t('innocents.named')} people={found} choice={choice} />}</Found>
      <Neighbours people={clear.filter(({ why }) => why === 'neighbour')} isOpen={!named.some(choice.isOpen)} choice={choice} />
      <Doubtful people={people.filter(({ doubts }) => doubts.length > 0)} choice={choice} despite={despite} />
    </>
  );
}

/** Neighbours are offered, and told only if they are chosen. `isOpen`: shown at once, as there is nobody else to choose. */
function Neighbours({ people, isOpen, choice }: GroupProps & { readonly isOpen: boolean }) {
  const { t } = useTranslation('repermissionScreen');
  if (people.length === 0) return null;
  return (
    <details className="fold" open={isOpen}>
      <summary>{t('innocents.neighbours', { count: people.length })}</summary>
      <Found people={people}>
        {(found) => (
          <>
            <ChooseAll people={found} isPart={found.length < people.length} choice={choice} />
            <InnocentTable label={t('innocents.inPack')} people={found} choice={choice} />
          </>
        )}
      </Found>
    </details>
  );
}

/** Chooses those that are shown, and nobody who is not. */
function ChooseAll({ people, isPart, choice }: GroupProps & { readonly isPart: boolean }) {
  const { t } = useTranslation('repermissionScreen');
  const open = people.filter(choice.isOpen);
  if (open.length === 0) return null;
  return (
    <div className="row">
      <Button onPress={() => choice.onChoose(open, true)}>{t(isPart ? 'innocents.allFound' : 'innocents.all')}</Button>
      <Button variant="quiet" onPress={() => choice.onChoose(open, false)}>
        {t(isPart ? 'innocents.nobodyFound' : 'innocents.nobody')}
      </Button>
    </div>
  );
}

/** From so many on, somebody is looked for rather than read. */
const MANY = 8;

/** Those of a long list whose name or site fits what is typed; of a short one all. */
function Found({ people, children }: { readonly people: readonly Innocent[]; children(found: readonly Innocent[]): ReactNode }) {
  const { t } = useTranslation('repermissionScreen');
  const [typed, setTyped] = useState('');
  if (people.length <= MANY) return <div className="stack">{children(people)}</div>;
  const wanted = typed.trim().toLocaleLowerCase();
  const found = people.filter(({ name, domains }) => [name, ...domains].some((word) => word.toLocaleLowerCase().includes(wanted)));
  return (
    <div className="stack innocents-many">
      <SearchField label={t('innocents.search')} value={typed} onChange={setTyped} />
      <p className="soft small" role="status">
        {t('innocents.shown', { found: found.length, total: people.length })}
      </p>
      {children(found)}
    </div>
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
        <Found people={people}>{(found) => <InnocentTable label={t('innocents.inDoubt')} people={found} choice={choice} />}</Found>
      </div>
    </details>
  );
}
