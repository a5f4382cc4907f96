import { useLayoutEffect } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { useFrame } from './frame-view.ts';
import { PLACES } from './places.ts';

/** Alt+1…8: places. Ctrl/⌘+K: command palette. */
export function useShortcuts(): void {
  const openPalette = useFrame((state) => state.openPalette);
  // With the commit that shows the first screen, not some time after it: on a busy machine the first key is pressed in between.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const place = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/.test(event.code) ? PLACES[Number(event.code.slice(5)) - 1] : undefined;
      const palette = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK';
      if (place === undefined && !palette) return;
      event.preventDefault();
      if (palette) openPalette();
      else if (place !== undefined) navigate(place.to);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [openPalette]);
}
