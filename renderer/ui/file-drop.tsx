import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { DropZone, FileTrigger } from 'react-aria-components';
import { Button } from './button.tsx';

interface FileDropProps {
  /** What to drop here, read out as the name of the place. */
  label: string;
  /** Word on the button. */
  choose: string;
  onFile(file: File): void;
  /** Extensions or MIME types the file dialog offers. */
  accept?: readonly string[];
  children?: ReactNode;
}

/** Takes one file: dropped, pasted or chosen. */
export function FileDrop({ label, choose, onFile, accept, children }: FileDropProps) {
  return (
    <DropZone
      aria-label={label}
      className="file-drop"
      onDrop={async ({ items }) => {
        const dropped = items.find((item) => item.kind === 'file');
        if (dropped !== undefined) onFile(await dropped.getFile());
      }}
    >
      <FileUp size={28} aria-hidden />
      <p>{label}</p>
      <FileTrigger
        {...(accept !== undefined && { acceptedFileTypes: accept })}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) onFile(file);
        }}
      >
        <Button variant="primary">{choose}</Button>
      </FileTrigger>
      {children}
    </DropZone>
  );
}
