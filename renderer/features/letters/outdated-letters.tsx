import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentId } from '../../../src/contract/ids.ts';
import { OwnLetterKind } from '../../../src/contract/letters.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { useWithdraw } from './use-letters.ts';

/** Letters that wait and were written before the case was put right, each with the way to take it back. */
export function OutdatedLetters({ incidentId }: { incidentId: IncidentId }) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const withdraw = useWithdraw();
  const letters = useQuery(orpc.letters.list.queryOptions({ input: { incidentId } })).data?.filter(({ outdated }) => outdated) ?? [];
  if (letters.length === 0) return null;
  return (
    <Notice tone="attention" title={t('outdated.title')}>
      <p>{t('outdated.what')}</p>
      <ul>
        {letters.map((letter) => (
          <li key={letter.id}>
            {letter.to === '' ? letter.subject : t('outdated.letter', letter)}{' '}
            {OwnLetterKind.safeParse(letter.kind).success ? (
              <Button
                variant="quiet"
                onPress={() => withdraw.mutate(letter)}
                aria-label={t('common:labelled', { what: t('action.withdraw'), name: letter.subject })}
              >
                {t('action.withdraw')}
              </Button>
            ) : (
              <LinkButton to="/sending" variant="quiet">
                {t('action.queue')}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
