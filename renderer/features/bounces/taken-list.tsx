import { Bot, File, type LucideIcon, ThumbsDown, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassifiedMail, MailKind } from '../../../src/contract/bounces.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { situationOf } from './situation.rules.ts';
import { type Fate, fateOf } from './taken.rules.ts';
import type { TakenFile } from './use-taking-in.ts';

const LOOKS: Readonly<Record<MailKind, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  bounce: { tone: 'stopped', icon: Undo2 },
  complaint: { tone: 'stopped', icon: ThumbsDown },
  'auto-reply': { tone: 'unknown', icon: Bot },
  other: { tone: 'unknown', icon: File },
};

/** What each dropped mail is, and whether it is about a message from here. */
export function TakenList({ files, onClear }: { files: readonly TakenFile[]; onClear(): void }) {
  const { t } = useTranslation('bounces');
  useEffect(() => announce(t('take.results')), [t]);
  return (
    <section className="stack" data-gap="s" aria-label={t('take.results')}>
      <div className="row" data-justify="between">
        <h3>{t('take.results')}</h3>
        <Button variant="quiet" onPress={onClear}>
          {t('take.clear')}
        </Button>
      </div>
      <ul className="taken">
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two dropped files may have the same name; the list is never reordered.
          <Taken key={index} file={file} />
        ))}
      </ul>
    </section>
  );
}

function Taken({ file: { name, mails, result } }: { file: TakenFile }) {
  const fate = fateOf(result);
  return (
    <li className="stack" data-gap="s">
      <p className="taken-name">{name}</p>
      {fate.id !== 'unreadable' && mails.map((mail) => <Kind key={mail.file} mail={mail} />)}
      <p className="soft small">
        <FateText fate={fate} />
      </p>
    </li>
  );
}

function Kind({ mail: { kind, recipients } }: { mail: ClassifiedMail }) {
  const { t } = useTranslation('bounces');
  return (
    <div>
      <StateTag {...LOOKS[kind]}>{t(`take.kind.${kind}`)}</StateTag>
      {kind !== 'auto-reply' &&
        recipients.map((each) => (
          <p key={each.address} className="small">
            {each.address !== '' && <strong>{each.address} </strong>}
            {t(`situation.${situationOf({ ...each, ...(kind === 'complaint' && { kind }) })}.what`)}
          </p>
        ))}
    </div>
  );
}

function FateText({ fate }: { fate: Fate }) {
  const { t } = useTranslation('bounces');
  if (!('client' in fate)) return t(`take.${fate.id}`);
  const isReply = fate.id === 'reply';
  return (
    <>
      {t(`take.${fate.id}`, { client: fate.client })} ·{' '}
      <a href={isReply ? '#/notices/replies' : `#/clients/${fate.clientId}`}>{t(isReply ? 'take.toReplies' : 'take.toClient')}</a>
    </>
  );
}
