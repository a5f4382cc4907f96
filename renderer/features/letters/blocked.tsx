import { useTranslation } from 'react-i18next';
import type { LetterBlock } from '../../../src/contract/letters.ts';
import { Button, LinkButton } from '../../ui/button.tsx';

const CURES: Partial<Record<LetterBlock, string>> = { no_contact: '/clients', sender_not_set: '/settings' };

/** Why a letter may not be written yet, and where that is put right. */
export function Blocked({ blocked }: { blocked: LetterBlock }) {
  const { t } = useTranslation(['lettersScreen', 'incidentsScreen', 'incidents']);
  const cure = CURES[blocked];
  const places = { card: t('incidentsScreen:people.title'), step: t('incidents:step.collect_facts') };
  return (
    <div className="row letter-blocked">
      <p className="small">{t(`block.${blocked}`, places)}</p>
      {cure !== undefined && (blocked === 'no_contact' || blocked === 'sender_not_set') && (
        <LinkButton to={cure} variant="quiet">
          {t(`blockGo.${blocked}`)}
        </LinkButton>
      )}
      {blocked === 'nobody_named' && (
        <Button variant="quiet" onPress={goToPeople}>
          {t('blockGo.nobody_named')}
        </Button>
      )}
    </div>
  );
}

/** Who is concerned stands beside the procedure of the case. */
function goToPeople(): void {
  document.getElementById('people')?.querySelector('input')?.focus();
}
