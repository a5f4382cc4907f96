/** What a reader is shown in his own language leaves for nobody: no PDF goes with it, and the sum at its foot is of no letter. */
export const withoutFoot = (text: string): string => text.slice(0, text.lastIndexOf('\n\n--\n\n'));
