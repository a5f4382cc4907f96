import { useQuery } from '@tanstack/react-query';
import {
  BookOpenText,
  CircleCheck,
  CircleHelp,
  Copy,
  FileArchive,
  FileDown,
  FlaskConical,
  Hand,
  Hourglass,
  type LucideIcon,
  MessageSquareReply,
  PenLine,
  RotateCcw,
  Send,
  Undo2,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letter, LetterAnswer, LetterState, ListedLetter } from '../../../src/contract/letters.ts';
import { withoutFoot } from '../../../src/shared/letter-foot.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { KIND_ICONS } from '../policies/index.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { GiveDialog } from './give-dialog.tsx';
import type { GiveAs } from './possible.rules.ts';
import { useAgain, useTakeBack, useWithdraw } from './use-letters.ts';

const STATES: Readonly<Record<LetterState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  ready: { tone: 'attention', icon: Hand },
  given: { tone: 'info', icon: Hourglass },
  queued: { tone: 'info', icon: Hourglass },
  sent: { tone: 'ok', icon: CircleCheck },
  practised: { tone: 'info', icon: FlaskConical },
  prepared: { tone: 'unknown', icon: FileDown },
  failed: { tone: 'stopped', icon: X },
  uncertain: { tone: 'unknown', icon: CircleHelp },
  withdrawn: { tone: 'unknown', icon: Undo2 },
};
const OUTCOME_TONES = { granted: 'ok', refused: 'stopped', asked_more: 'attention' } as const;

/** A letter that was written: to whom, how it stands, what was answered, and what may be done with it. */
export function LetterItem({ letter, giveAs }: { letter: ListedLetter; giveAs: GiveAs }) {
  const { t } = useTranslation(['lettersScreen', 'policies']);
  const Icon = KIND_ICONS[letter.kind];
  const { tone, icon } = STATES[letter.state];
  return (
    <li className="letter-item" data-state={letter.state}>
      <div className="row" data-justify="between">
        <p className="letter-name">
          <Icon size={18} aria-hidden />
          {t(`policies:text.${letter.kind}.name`)}
        </p>
        <StateTag tone={tone} icon={icon}>
          {t(`state.${letter.state}`)}
        </StateTag>
      </div>
      <p>{letter.subject}</p>
      <p className="soft small">
        {letter.reader === 'client' ? t('to.client', { name: `${letter.clientName} <${letter.to}>` }) : t(`to.${letter.reader}`)}
        {' · '}
        <RelativeTime at={letter.sentAt ?? letter.createdAt} />
        {letter.author !== '' && ` · ${letter.author}`}
      </p>
      <Standing letter={letter} />
      {[...letter.answersBefore, ...(letter.answer === null ? [] : [letter.answer])].map((answer, place) => (
        // Nothing else tells two answers apart that say the same on one day.
        // biome-ignore lint/suspicious/noArrayIndexKey: they only ever grow at their end
        <Answer key={place} answer={answer} />
      ))}
      <Actions letter={letter} giveAs={giveAs} />
    </li>
  );
}

/** What its state means, and what comes next. */
function Standing({ letter: { state, given, followUpOn, serverReply, to } }: { letter: Letter }) {
  const { t } = useTranslation('lettersScreen');
  const { date } = useFormat();
  const handed = given === null ? null : { channel: t(`channel.${given.channel}`), date: date(given.on), ticket: given.ticket };
  return (
    <>
      {(state === 'ready' || state === 'queued' || state === 'practised' || state === 'prepared' || state === 'uncertain') && (
        <p className="small">{t(`stateWhy.${state}`)}</p>
      )}
      {state === 'failed' && <p className="small">{t('stateWhy.failed', { reply: serverReply })}</p>}
      {state === 'sent' && <p className="small soft">{t('stateWhy.sentTo', { to, reply: serverReply })}</p>}
      {handed !== null && <p className="small">{t(handed.ticket === '' ? 'givenLine' : 'givenTicket', handed)}</p>}
      {followUpOn !== null && <p className="small">{t('followUp', { date: date(followUpOn) })}</p>}
    </>
  );
}

function Answer({ answer }: { answer: LetterAnswer }) {
  const { t } = useTranslation('lettersScreen');
  const { date } = useFormat();
  return (
    <div className="stack" data-gap="s">
      <p className="row">
        <StateTag tone={OUTCOME_TONES[answer.outcome]}>{t(`answer.${answer.outcome}`)}</StateTag>
        <span className="soft small">{t('answered', { date: date(answer.on), author: answer.author })}</span>
      </p>
      {answer.text !== '' && <blockquote className="letter-quote">{answer.text}</blockquote>}
    </div>
  );
}

type Open = 'read' | 'give' | 'answer' | null;

function Actions({ letter, giveAs }: { letter: ListedLetter; giveAs: GiveAs }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className="row">
        <NextAction letter={letter} onOpen={setOpen} />
        <Copies letter={letter} onRead={() => setOpen('read')} />
        <Turns letter={letter} />
      </div>
      {open === 'read' && <ReadDialog letter={letter} onClose={close} />}
      {open === 'give' && <GiveDialog letter={letter} giveAs={giveAs} onClose={close} />}
      {open === 'answer' && <AnswerDialog letter={letter} onClose={close} />}
    </>
  );
}

/** What is to be done with it next. */
function NextAction({ letter: { state, answer }, onOpen }: { letter: Letter; onOpen(what: Open): void }) {
  const { t } = useTranslation('lettersScreen');
  if (state === 'ready') {
    return (
      <Button variant="primary" icon={Send} onPress={() => onOpen('give')}>
        {t('action.give')}
      </Button>
    );
  }
  if (state !== 'given' || answer?.outcome === 'granted') return null;
  return (
    <Button variant="primary" icon={MessageSquareReply} onPress={() => onOpen('answer')}>
      {t('action.answer')}
    </Button>
  );
}

/** The letter as a text and as files. */
function Copies({ letter, onRead }: { letter: Letter; onRead(): void }) {
  const { t } = useTranslation('lettersScreen');
  const { id, state, reader } = letter;
  const isHandedIn = reader !== 'client' && (state === 'ready' || state === 'given');
  return (
    <>
      <Button icon={BookOpenText} onPress={onRead}>
        {t('action.read')}
      </Button>
      {isHandedIn && <CopyText letter={letter} />}
      <SaveButton icon={FileDown} ask={() => client.letters.pdf({ id })}>
        {t('action.pdf')}
      </SaveButton>
      {isHandedIn && <WithEvidence letter={letter} />}
    </>
  );
}

/** The letter with the evidence that its clients had been told; where there is none, that is said instead of promised. */
function WithEvidence({ letter: { id, incidentId } }: { letter: Letter }) {
  const { t } = useTranslation('lettersScreen');
  const told = useQuery(orpc.letters.told.queryOptions({ input: { incidentId } }));
  if (told.data === undefined) return null;
  if (!told.data.some(({ evidence }) => evidence.length > 0)) {
    return <p className="soft small">{t(told.data.length === 0 ? 'noEvidence.nobody' : 'noEvidence.notTold')}</p>;
  }
  return (
    <SaveButton icon={FileArchive} ask={() => client.letters.proof({ id })}>
      {t('action.proof')}
    </SaveButton>
  );
}

/** Taking it back, having it again, and where its message is. */
function Turns({ letter }: { letter: ListedLetter }) {
  const { t } = useTranslation('lettersScreen');
  const withdraw = useWithdraw();
  const takeBack = useTakeBack();
  const again = useAgain();
  const { state, answer, mayRepeat } = letter;
  return (
    <>
      {(state === 'ready' || state === 'queued') && (
        <Button variant="quiet" icon={RotateCcw} isPending={withdraw.isPending} onPress={() => withdraw.mutate(letter)}>
          {t('action.withdraw')}
        </Button>
      )}
      {state === 'given' && (
        <Button variant="quiet" icon={RotateCcw} isPending={takeBack.isPending} onPress={() => takeBack.mutate(letter)}>
          {t(answer === null ? 'action.handInBack' : 'action.answerBack')}
        </Button>
      )}
      {mayRepeat && (
        <Button icon={PenLine} isPending={again.isPending} onPress={() => again.mutate(letter)}>
          {t('action.again')}
        </Button>
      )}
      {(state === 'queued' || state === 'failed' || state === 'uncertain') && (
        <LinkButton to="/sending" variant="quiet">
          {t('action.queue')}
        </LinkButton>
      )}
    </>
  );
}

/** What it says, as it was written. */
function ReadDialog({ letter, onClose }: { letter: Letter; onClose(): void }) {
  const { id, subject, language } = letter;
  const whole = useQuery(orpc.letters.get.queryOptions({ input: { id } }));
  return (
    <Dialog title={subject} isOpen wide onOpenChange={(isOpen) => !isOpen && onClose()} actions={<CopyButtons letter={letter} />}>
      <Loaded query={whole}>
        {({ text }) => (
          <p className="letter-words" lang={language}>
            {text}
          </p>
        )}
      </Loaded>
    </Dialog>
  );
}

function CopyText({ letter: { id } }: { letter: Pick<Letter, 'id'> }) {
  const { t } = useTranslation('lettersScreen');
  const copy = useCopyText();
  const copyIt = () => toastFailure(client.letters.get({ id }).then(({ text }) => copy(withoutFoot(text), t('done.copied'))));
  return (
    <Button icon={Copy} onPress={copyIt}>
      {t('action.copy')}
    </Button>
  );
}

function CopyButtons({ letter }: { letter: Letter }) {
  const { t } = useTranslation('lettersScreen');
  const copy = useCopyText();
  return (
    <>
      <CopyText letter={letter} />
      <Button icon={Copy} onPress={() => copy(letter.subject, t('done.subjectCopied'))}>
        {t('action.copySubject')}
      </Button>
    </>
  );
}
