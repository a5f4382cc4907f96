/** While the first sitting is open: which step is next. */
export function SittingBar() {
  return null;
}
