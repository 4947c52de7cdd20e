/** After going to another page the focus is on its heading, so that a screen reader says where one is. */

/**
 * @param page where the heading appears, perhaps once its figures have come
 * @returns the function that gives up waiting for it
 */
export function focusHeading(page: HTMLElement): () => void {
  const found = (): boolean => {
    const heading = page.querySelector<HTMLElement>('h1');
    if (!heading) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  const observer = new MutationObserver(() => {
    if (found()) end();
  });
  // whoever takes the focus elsewhere meanwhile keeps it there
  const end = (): void => {
    observer.disconnect();
    document.removeEventListener('focusin', end);
    document.removeEventListener('keydown', end);
  };
  if (!found()) {
    observer.observe(page, { childList: true, subtree: true });
    document.addEventListener('focusin', end);
    document.addEventListener('keydown', end);
  }
  return end;
}
