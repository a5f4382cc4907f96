import type { ReactNode } from 'react';

/** What an editor of a value gets; undefined = nothing entered yet. What it gives back may still be wrong: the contract judges it. */
export interface EditorProps<V> {
  value: V | undefined;
  onChange(value: V | undefined): void;
  /** What is wrong with the value, where the editor can show it. */
  error: string | undefined;
}

/** Edits one kind of value. */
export type ValueEditor<V> = (props: EditorProps<V>) => ReactNode;
