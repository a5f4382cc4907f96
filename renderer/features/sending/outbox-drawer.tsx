import { useMutation, useQuery } from '@tanstack/react-query';
import { Ban, Inbox, RefreshCw, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxId } from '../../../src/contract/ids.ts';
import type { OutboxRow } from '../../../src/contract/outbox.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Advice, situationOf } from '../bounces/index.ts';
import { OutboxStateTag, shownState } from './outbox-state.tsx';
import { useNow } from './use-now.ts';
import './sending.css';

type Message = Awaited<ReturnType<typeof client.outbox.get>>;

const CANCELLABLE: ReadonlySet<OutboxRow['state']> = new Set(['queued', 'deferred', 'failed']);
const REPEATABLE: ReadonlySet<OutboxRow['state']> = new Set(['failed', 'uncertain', 'deferred']);

/** Everything about one message, at the side of the list. */
export function OutboxDrawer({ id, onClose }: { id: OutboxId | undefined; onClose(): void }) {
  const { t } = useTranslation('sending');
  return (
    <Drawer title={t('detail.title')} isOpen={id !== undefined} onOpenChange={(open) => !open && onClose()}>
      {id !== undefined && <OpenMessage id={id} onClose={onClose} />}
    </Drawer>
  );
}

function OpenMessage({ id, onClose }: { id: OutboxId; onClose(): void }) {
  const message = useQuery(orpc.outbox.get.queryOptions({ input: { id } }));
  return (
    <Loaded query={message}>
      {(shown) => (
        <>
          <State message={shown} onClose={onClose} />
          <Facts message={shown} />
          <History message={shown} />
          <Ways message={shown} />
        </>
      )}
    </Loaded>
  );
}

function State({ message, onClose }: { message: Message; onClose(): void }) {
  const { t } = useTranslation('sending');
  const { failure, errorCode, waiting } = message;
  return (
    <div className="stack" data-gap="s">
      <p>
        <OutboxStateTag row={message} />
      </p>
      <p className="prose">{t(`stateWhy.${whyOf(message)}`)}</p>
      {waiting !== undefined && <Waiting waiting={waiting} />}
      {failure !== undefined && <Advice situation={situationOf({ ...failure, errorCode })} />}
      {message.state === 'uncertain' ? <Uncertain id={message.id} onClose={onClose} /> : <Actions message={message} />}
    </div>
  );
}

/** What is said of its state; of what was taken out automatically also why. */
function whyOf(message: Message) {
  const shown = shownState(message);
  if (shown !== 'cancelled') return shown;
  if (message.errorCode === 'no_account') return 'cancelledNoAccount';
  return message.errorCode === 'day_over' ? 'cancelledDayOver' : shown;
}

/** What waits for these is only tried then: nobody knows whether it leaves. */
const TRIED_AGAIN: ReadonlySet<NonNullable<Message['waiting']>['reason']> = new Set(['retry', 'greylisted', 'smtp_down']);

/** Why it has not left yet, and when it is expected to. */
function Waiting({ waiting: { reason, until } }: { waiting: NonNullable<Message['waiting']> }) {
  const { t } = useTranslation('sending');
  const { relative, dateTime } = useFormat();
  const now = useNow();
  return (
    <p className="prose">
      {t(`waitWhy.${reason}`)}{' '}
      {until !== null && t(TRIED_AGAIN.has(reason) ? 'detail.nextTry' : 'detail.expected', { when: relative(until, now), at: dateTime(until) })}
    </p>
  );
}

/** Nobody but the user can know: both ways are named with what they may do. */
function Uncertain({ id, onClose }: { id: OutboxId; onClose(): void }) {
  const { t } = useTranslation('sending');
  const retry = useRetry(id);
  return (
    <>
      <Notice
        tone="attention"
        title={t('detail.uncertainChoice')}
        actions={
          <>
            <Button icon={RefreshCw} isPending={retry.isPending} onPress={() => retry.mutate({ id })}>
              {t('detail.uncertainRetry')}
            </Button>
            <Button variant="quiet" onPress={onClose}>
              {t('detail.uncertainLeave')}
            </Button>
          </>
        }
      >
        {t('detail.uncertainWhy')}
      </Notice>
      {retry.error !== null && <ErrorNotice error={retry.error} />}
    </>
  );
}

function Actions({ message }: { message: Message }) {
  const { t } = useTranslation('sending');
  const { id, state } = message;
  const retry = useRetry(id);
  const cancel = useMutation(orpc.outbox.cancel.mutationOptions({ onSuccess: () => toast({ text: t('detail.cancelled') }) }));
  const error = retry.error ?? cancel.error;
  return (
    <>
      <div className="row">
        {REPEATABLE.has(state) && (
          <Button icon={RefreshCw} isPending={retry.isPending} onPress={() => retry.mutate({ id })}>
            {t('detail.retry')}
          </Button>
        )}
        {CANCELLABLE.has(state) && (
          <Button icon={Ban} isPending={cancel.isPending} onPress={() => cancel.mutate({ ids: [id] })}>
            {t('detail.cancel')}
          </Button>
        )}
        {isGivenUpByHand(message) && !cancel.isSuccess && (
          <Button icon={Undo2} isPending={cancel.isPending} onPress={() => cancel.mutate({ ids: [id] })}>
            {t('detail.giveUp')}
          </Button>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}

/** A returned notice to an address that was blocked is due again by itself; of any other the user decides. */
function isGivenUpByHand({ state, kind, failure }: Message): boolean {
  const isBlocked = failure?.class === 'permanent' && (failure.target === 'address' || failure.target === 'domain');
  return state === 'bounced' && kind === 'notice' && !isBlocked;
}

function useRetry(id: OutboxId) {
  const { t } = useTranslation('sending');
  return useMutation({ ...orpc.outbox.retry.mutationOptions({ onSuccess: () => toast({ text: t('detail.retried') }) }), mutationKey: ['retry', id] });
}

function Facts({ message }: { message: Message }) {
  const { t } = useTranslation(['sending', 'common']);
  const items: { key: string; label: string; value: ReactNode }[] = [
    { key: 'client', label: t('column.client'), value: <a href={`#/clients/${message.clientId}`}>{message.client}</a> },
    { key: 'to', label: t('detail.to'), value: message.to },
    { key: 'from', label: t('detail.from'), value: message.from },
    { key: 'subject', label: t('detail.subject'), value: message.subject },
    { key: 'kind', label: t('detail.kind'), value: t(`detail.kinds.${message.kind}`) },
    { key: 'language', label: t('detail.language'), value: t(`common:language.${message.language}`) },
    { key: 'way', label: t('detail.way'), value: t(`detail.ways.${message.transport}`) },
    { key: 'due', label: t('detail.due'), value: <DateTime at={message.dueAt} /> },
  ];
  if (message.sentAt !== undefined) items.push({ key: 'sent', label: t('detail.sent'), value: <DateTime at={message.sentAt} /> });
  items.push({ key: 'attempts', label: t('detail.attempts'), value: <span className="figure">{message.attempts}</span> });
  if (message.serverReply !== undefined && message.serverReply !== '')
    items.push({ key: 'answer', label: t('detail.answer'), value: <CodeText>{message.serverReply}</CodeText> });
  items.push({ key: 'id', label: t('detail.messageId'), value: <CodeText>{message.messageId}</CodeText> });
  return <KeyValues items={items} />;
}

function History({ message }: { message: Message }) {
  const { t } = useTranslation('sending');
  return (
    <section className="stack" data-gap="s">
      <h3>{t('detail.history')}</h3>
      <ol className="history">
        {message.events.map((event) => (
          <li key={`${event.at}-${event.state}-${event.reply}`}>
            <OutboxStateTag row={{ state: event.state, transport: message.transport }} />
            <DateTime at={event.at} />
            {event.reply !== '' && <CodeText>{event.reply}</CodeText>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Ways({ message }: { message: Message }) {
  const { t } = useTranslation('sending');
  return (
    <div className="row">
      <SaveButton ask={() => client.outbox.eml({ id: message.id })}>{t('detail.eml')}</SaveButton>
      {shownState(message) === 'practised' && (
        <LinkButton to={`/sending/mailbox/${message.id}`} variant="quiet" icon={Inbox}>
          {t('detail.openMailbox')}
        </LinkButton>
      )}
    </div>
  );
}
