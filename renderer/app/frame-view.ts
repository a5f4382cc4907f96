import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface FrameView {
  readonly railCollapsed: boolean;
  readonly paletteOpen: boolean;
  /** It was open before: from then on it stays in the page, to give the focus back when it closes. */
  readonly paletteAsked: boolean;
  toggleRail(): void;
  openPalette(): void;
  closePalette(): void;
}

/** How the frame stands; the width of the rail is remembered on this machine. */
export const useFrame = create<FrameView>()(
  persist(
    (set) => ({
      railCollapsed: false,
      paletteOpen: false,
      paletteAsked: false,
      toggleRail: () => set((now) => ({ railCollapsed: !now.railCollapsed })),
      openPalette: () => set({ paletteOpen: true, paletteAsked: true }),
      closePalette: () => set({ paletteOpen: false }),
    }),
    { name: 'sendward-frame', storage: createJSONStorage(() => localStorage), partialize: ({ railCollapsed }) => ({ railCollapsed }) },
  ),
);
