/** F6: from one part of the window to the next. */

const REGIONS = '.rail, .bar, .tabs, .page';
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

/** @param step 1: the next, -1: the one before; round about */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter(isSeen);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + (at < 0 && step < 0 ? 1 : 0) + regions.length) % regions.length];
  if (next) enterRegion(next);
}

/** On what stands for the region: what is current, or else the first that can have the focus, or else itself. */
function enterRegion(region: HTMLElement): void {
  const inside = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && isSeen(element),
  );
  const first = inside.find((element) => element.matches('[role=treeitem], [aria-current]')) ?? inside[0];
  if (!first) region.tabIndex = -1;
  (first ?? region).focus();
}
