import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { StepId } from '../../../src/contract/incidents.ts';
import { type ListedLetter, OwnLetterKind } from '../../../src/contract/letters.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { useWithdraw } from './use-letters.ts';

interface OutdatedProps {
  readonly incidentId: IncidentId;
  onGo(step: StepId): void;
}

/** Letters that wait and were written before the case was put right, each with the way to take it back. */
export function OutdatedLetters({ incidentId, onGo }: OutdatedProps) {
  const { t } = useTranslation('lettersScreen');
  const place = useRef<HTMLUListElement>(null);
  const withdraw = useWithdraw();
  const name = useName();
  const all = useQuery(orpc.letters.list.queryOptions({ input: { incidentId } })).data ?? [];
  const letters = all.filter(({ outdated }) => outdated).sort((a, b) => (a.leavesAt ?? '').localeCompare(b.leavesAt ?? ''));
  if (letters.length === 0) return null;
  const goOn = (gone: ListedLetter) => {
    // Whoever works with the keys goes on where the rest is, or where it is written again.
    const next = letters.find(({ id }) => id !== gone.id);
    if (next !== undefined) place.current?.querySelector<HTMLElement>(`[data-letter="${next.id}"] :is(button, a)`)?.focus();
    else if (gone.step !== null) onGo(gone.step);
  };
  return (
    <Notice tone="attention" title={t('outdated.title')}>
      <p>{t('outdated.what')}</p>
      {letters.some(({ kind }) => kind === 'explanation_request') && <p>{t('outdated.questions')}</p>}
      <ul ref={place}>
        {letters.map((letter) => (
          <li key={letter.id} className="row" data-letter={letter.id}>
            {name(letter)}
            <WayOut letter={letter} name={name(letter)} onGo={onGo} onWithdraw={() => withdraw.mutate(letter, { onSuccess: () => goOn(letter) })} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What it is, to whom, and on which day it leaves: reminders of one request are told apart by nothing else. */
function useName(): (letter: ListedLetter) => string {
  const { t } = useTranslation('lettersScreen');
  const { dayOf } = useFormat();
  return ({ subject, to, leavesAt, createdAt }) => {
    if (to === '') return subject;
    return leavesAt === null || leavesAt <= createdAt ? t('outdated.letter', { subject, to }) : t('outdated.letterOn', { subject, to, date: dayOf(leavesAt) });
  };
}

interface WayProps {
  readonly letter: ListedLetter;
  readonly name: string;
  onGo(step: StepId): void;
  onWithdraw(): void;
}

/** Its own kind of letter is taken back here; what belongs to something larger, where that is. */
function WayOut({ letter: { kind, step }, name, onGo, onWithdraw }: WayProps) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const labelled = (what: string) => ({ 'aria-label': t('common:labelled', { what, name }), children: what });
  if (OwnLetterKind.safeParse(kind).success) return <Button variant="quiet" onPress={onWithdraw} {...labelled(t('action.withdraw'))} />;
  if (kind === 'explanation_request' && step !== null) return <Button variant="quiet" onPress={() => onGo(step)} {...labelled(t('outdated.toQuestions'))} />;
  return (
    <LinkButton to="/sending" variant="quiet">
      {t('action.queue')}
    </LinkButton>
  );
}
