import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentId, LetterId } from '../../../src/contract/ids.ts';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { LetterWords } from './letter-words.tsx';

interface InnocentLetterProps {
  readonly incidentId: IncidentId;
  readonly person: Innocent;
  onClose(): void;
}

/** The letter as he will get it, or as it was written. */
export function InnocentLetter({ incidentId, person, onClose }: InnocentLetterProps) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <Dialog wide title={t('innocents.letterTo', { client: person.name })} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {person.mayTell || person.letter === null ? (
        <InnocentPreview incidentId={incidentId} person={person} />
      ) : (
        <Written id={person.letter.id} language={person.language} />
      )}
    </Dialog>
  );
}

/** The letter as he would get it now. */
export function InnocentPreview({ incidentId, person }: Omit<InnocentLetterProps, 'onClose'>) {
  const { t } = useTranslation('repermissionScreen');
  const format = useFormat();
  const query = useQuery(orpc.innocents.preview.queryOptions({ input: { incidentId, clientId: person.clientId } }));
  return (
    <Loaded query={query}>
      {({ language, to, subject, text, names }) => (
        <div className="stack">
          {names.length > 0 && <Notice tone="stopped">{t('innocents.names', { names: format.list(names) })}</Notice>}
          <p className="soft">{to}</p>
          <LetterWords language={language} subject={subject} text={text} />
        </div>
      )}
    </Loaded>
  );
}

function Written({ id, language }: { readonly id: LetterId; readonly language: string }) {
  const query = useQuery(orpc.letters.get.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ subject, text, to }) => (
        <div className="stack">
          <p className="soft">{to}</p>
          <LetterWords language={language} subject={subject} text={text} />
        </div>
      )}
    </Loaded>
  );
}
