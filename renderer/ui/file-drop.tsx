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
export function FileDrop({ onFile, ...place }: FileDropProps) {
  return <DropPlace {...place} allowsMultiple={false} onFiles={([file]) => file !== undefined && onFile(file)} />;
}

/** Takes any number of files at once. */
export function FilesDrop({ onFiles, ...place }: Omit<FileDropProps, 'onFile'> & { onFiles(files: readonly File[]): void }) {
  return <DropPlace {...place} allowsMultiple onFiles={(files) => files.length > 0 && onFiles(files)} />;
}

type DropPlaceProps = Omit<FileDropProps, 'onFile'> & { allowsMultiple: boolean; onFiles(files: readonly File[]): void };

function DropPlace({ label, choose, accept, allowsMultiple, onFiles, children }: DropPlaceProps) {
  return (
    <DropZone
      aria-label={label}
      className="file-drop"
      onDrop={async ({ items }) => onFiles(await Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile())))}
    >
      <FileUp size={28} aria-hidden />
      <p>{label}</p>
      <FileTrigger
        {...(accept !== undefined && { acceptedFileTypes: accept })}
        allowsMultiple={allowsMultiple}
        onSelect={(files) => onFiles([...(files ?? [])])}
      >
        <Button variant="primary">{choose}</Button>
      </FileTrigger>
      {children}
    </DropZone>
  );
}
