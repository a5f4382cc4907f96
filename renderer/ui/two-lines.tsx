import type { ReactNode } from 'react';

/** A cell of a list with a main line and a softer one below it. */
export function TwoLines({ main, below }: { main: ReactNode; below: ReactNode }) {
  return (
    <div className="grid-two-lines">
      <span>{main}</span>
      <span className="soft small">{below}</span>
    </div>
  );
}
