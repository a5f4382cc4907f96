import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateTime } from '../../ui/time.tsx';
import { isComplete } from './decisions.rules.ts';
import { DifferenceTag, useChangeWords, useMatchWords } from './difference-words.tsx';
import type { Decisions } from './use-decisions.ts';

interface DrawerProps {
  row: Difference | undefined;
  decisions: Decisions;
  onClose(): void;
}

/** One difference with all that is known of it, and the two things to do about it. */
export function DifferenceDrawer({ row, decisions, onClose }: DrawerProps) {
  const { t } = useTranslation('connections');
  const decide = async (choice: 'take' | 'ignore') => {
    if (row !== undefined && (await decisions.decide(choice, [row])) !== undefined) onClose();
  };
  return (
    <Drawer
      title={row?.hosted.domain || row?.hosted.login || t('differences.title')}
      isOpen={row !== undefined}
      onOpenChange={(open) => !open && onClose()}
      actions={
        row !== undefined && (
          <>
            <Button isDisabled={decisions.isDeciding} onPress={() => void decide('ignore')}>
              {t('decide.ignoreOne')}
            </Button>
            <Button variant="primary" isPending={decisions.isDeciding} isDisabled={!isComplete(row, decisions.emails)} onPress={() => void decide('take')}>
              {t(row.kind === 'missing' ? 'decide.closeOne' : 'decide.takeOne')}
            </Button>
          </>
        )
      }
    >
      {row !== undefined && <Content row={row} decisions={decisions} />}
    </Drawer>
  );
}

function Content({ row, decisions }: { row: Difference; decisions: Decisions }) {
  const { t } = useTranslation('connections');
  const changes = useChangeWords()(row.changes);
  const match = useMatchWords()(row);
  return (
    <>
      <div className="stack" data-gap="s">
        <p>
          <DifferenceTag kind={row.kind} />
        </p>
        <p className="prose">{t(`differences.kindWhy.${row.kind}`)}</p>
        {changes.map((change) => (
          <p key={change}>{change}</p>
        ))}
        <p>{match}</p>
      </div>
      {row.lacks === 'email' && (
        <TextField
          type="email"
          label={t('differences.emailLabel')}
          hint={t('differences.emailWhy')}
          value={decisions.emails.get(row.hosted.id) ?? ''}
          onChange={(email) => decisions.setEmail(row.hosted.id, email)}
          maxLength={254}
          autoComplete="off"
        />
      )}
      <KeyValues items={useFacts(row)} />
      {row.match !== null && <LinkButton to={`/clients/${row.match.clientId}`}>{t('differences.toClient', { client: row.match.name })}</LinkButton>}
      {decisions.error !== null && <ErrorNotice error={decisions.error} />}
    </>
  );
}

function useFacts({ hosted }: Difference) {
  const { t } = useTranslation('connections');
  const { list } = useFormat();
  const said = [
    { key: 'login', label: t('differences.fact.login'), value: hosted.login === '' ? '' : <CodeText>{hosted.login}</CodeText> },
    { key: 'pack', label: t('differences.fact.pack'), value: `${hosted.packName} · ${hosted.hostName}` },
    { key: 'domains', label: t('differences.fact.domains'), value: list([hosted.domain, ...hosted.otherDomains].filter((domain) => domain !== '')) },
    { key: 'emails', label: t('differences.fact.emails'), value: list(hosted.emails) },
    { key: 'plan', label: t('differences.fact.plan'), value: hosted.plan },
    { key: 'first', label: t('differences.fact.firstSeen'), value: <DateTime at={hosted.firstSeenAt} /> },
    { key: 'last', label: t('differences.fact.lastSeen'), value: <DateTime at={hosted.lastSeenAt} /> },
    { key: 'gone', label: t('differences.fact.notSeen'), value: hosted.notSeenSince === null ? '' : <DateTime at={hosted.notSeenSince} /> },
  ];
  return said.filter(({ value }) => value !== '');
}
