import { useMutation } from '@tanstack/react-query';
import { Download, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileRef } from '../../src/contract/ids.ts';
import { describeError } from '../client/describe-error.ts';
import { downloadFile } from '../client/files.ts';
import { Button } from './button.tsx';
import { toast } from './toasts.tsx';

interface SaveButtonProps {
  /** Asks the core for the file; called when the button is pressed. */
  ask(): Promise<{ readonly fileRef: FileRef }>;
  icon?: LucideIcon;
  children: ReactNode;
}

/** Fetches a file from the core and saves it; says so when that fails. */
export function SaveButton({ ask, icon = Download, children }: SaveButtonProps) {
  const save = useMutation({
    mutationFn: async () => downloadFile((await ask()).fileRef),
    onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
  });
  return (
    <Button icon={icon} isPending={save.isPending} onPress={() => save.mutate()}>
      {children}
    </Button>
  );
}
