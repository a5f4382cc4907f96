import { useTranslation } from 'react-i18next';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { LANGUAGES } from '../../../src/shared/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { InnocentPreview } from './innocent-letter.tsx';

interface TellDialogProps {
  readonly incidentId: IncidentId;
  readonly people: readonly Innocent[];
  onTell(): void;
  onClose(): void;
}

/** How many are told, and the letter in each of their languages, before anything leaves. */
export function TellDialog({ incidentId, people, onTell, onClose }: TellDialogProps) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const count = people.length;
  const doubtful = people.filter(({ doubts }) => doubts.length > 0).length;
  const letters = lettersFor(people);
  return (
    <Dialog
      wide
      title={t('innocents.confirm', { count })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" onPress={onTell}>
            {t('innocents.tell', { count })}
          </Button>
        </>
      }
    >
      <div className="stack">
        {doubtful > 0 && <Notice tone="attention">{t('innocents.confirmDoubtful', { count: doubtful })}</Notice>}
        <Tabs
          label={t('innocents.letters')}
          tabs={letters.map(({ language, first, count: readers }) => ({
            id: language,
            label: `${t(`common:language.${language}`)} (${readers})`,
            content: (
              <div className="stack">
                <p className="soft small">{t('innocents.example', { client: first.name })}</p>
                <InnocentPreview incidentId={incidentId} person={first} />
              </div>
            ),
          }))}
        />
      </div>
    </Dialog>
  );
}

/** Of each language that somebody reads: how many, and whose letter is shown. */
function lettersFor(people: readonly Innocent[]) {
  return LANGUAGES.flatMap((language) => {
    const readers = people.filter((person) => person.language === language);
    const [first] = readers;
    return first === undefined ? [] : [{ language, first, count: readers.length }];
  });
}
