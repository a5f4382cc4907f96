import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './tone.tsx';

/** Lines that each begin with a sign of what they are: see `IconLine`. */
export function IconList({ children }: { children: ReactNode }) {
  return <ul className="icon-list">{children}</ul>;
}

/** A line of an `IconList`. The sign only repeats what the words or the heading say. */
export function IconLine({ icon: Icon, tone, children }: { icon: LucideIcon; tone: Tone; children: ReactNode }) {
  return (
    <li data-tone={tone}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </li>
  );
}
