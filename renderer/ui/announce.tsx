import { create } from 'zustand';

const useAnnouncement = create<{ text: string }>(() => ({ text: '' }));

/** Reads `text` out to users of a screen reader when it is their turn. */
export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

/** The live region: once, in the frame. */
export function Announcements() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
