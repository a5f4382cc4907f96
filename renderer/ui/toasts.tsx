import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { describeError } from '../client/describe-error.ts';
import { Button, IconButton } from './button.tsx';

interface ToastWords {
  text: string;
  tone?: 'ok' | 'stopped';
  /** Takes the action back; the toast then stays 20 s instead of 6 s. */
  undo?: () => void;
  /** What it is about: what was said of the same before goes away, and its Undo with it. */
  of?: string;
}

const SHOWN = 3;
const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: SHOWN });

/** Says that something is done, where it can be seen and heard, with Undo where it can be undone. */
export function toast(words: ToastWords): void {
  const { of } = words;
  for (const { key, content } of queue.visibleToasts) if (of !== undefined && content.of === of) queue.close(key);
  // What finds no room would come late, when it says nothing any more.
  for (const { key } of queue.visibleToasts.slice(SHOWN - 1)) queue.close(key);
  queue.add(words, { timeout: words.undo === undefined ? 6_000 : 20_000 });
}

/** Says what went wrong where no form is left to say it. */
export function toastFailure(work: Promise<unknown>): void {
  work.catch((error: unknown) => toast({ text: describeError(error).sentence, tone: 'stopped' }));
}

/** Where toasts appear: once, in the frame. F6 goes there, also out of a window. */
export function Toasts() {
  const { t } = useTranslation('common');
  const isEmpty = useSyncExternalStore(
    (tell) => queue.subscribe(tell),
    () => queue.visibleToasts.length === 0,
  );
  // A region that is there before its first toast is never found by F6.
  if (isEmpty) return null;
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('messages')}>
      {({ toast: shown }) => (
        <Toast toast={shown} className="toast" data-tone={shown.content.tone ?? 'ok'}>
          <ToastContent className="toast-text">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.undo !== undefined && (
            <Button
              variant="quiet"
              onPress={() => {
                shown.content.undo?.();
                queue.close(shown.key);
              }}
            >
              {t('undo')}
            </Button>
          )}
          <IconButton icon={X} label={t('close')} onPress={() => queue.close(shown.key)} />
        </Toast>
      )}
    </ToastRegion>
  );
}
