import type { Tone } from './tone.tsx';

/** How much of a whole (0…1), as a bar; the figure stands beside it in words. */
export function Track({ share, tone, large }: { share: number; tone: Tone; large?: boolean }) {
  return (
    <span className="track" data-tone={tone} data-large={large} aria-hidden>
      <span style={{ inlineSize: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
    </span>
  );
}
