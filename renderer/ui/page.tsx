import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { create } from 'zustand';

interface PageProps {
  /** The only h1, and the title of the window. */
  title: string;
  /** One sentence below the title. */
  intro?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** The place this page belongs to. */
  parent?: { to: string; label: string };
  /** As wide as the window, for long lists. */
  wide?: boolean;
  children: ReactNode;
}

let opened = false;

/** What waits unseen: where the desktop has no badge for it, it stands in the title of the window. */
export const useTitleCount = create<{ count: number }>(() => ({ count: 0 }));

/** The scaffold of every screen. After a change of place the focus goes to its title, so that it is read out. */
export function Page({ title, intro, actions, parent, wide, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened) heading.current?.focus({ preventScroll: true });
    opened = true;
  }, []);
  const count = useTitleCount((state) => state.count);
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} – Sendward`;
  }, [title, count]);
  return (
    <div className="page" data-wide={wide}>
      <header className="page-head">
        {parent !== undefined && (
          <a className="page-parent" href={`#${parent.to}`}>
            <ChevronLeft size={14} aria-hidden />
            {parent.label}
          </a>
        )}
        <div className="row page-title" data-justify="between">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {actions !== undefined && <div className="row">{actions}</div>}
        </div>
        {intro !== undefined && <p className="soft prose">{intro}</p>}
      </header>
      {children}
    </div>
  );
}
