// What is wrong with what the window shows: axe's findings (WCAG 2.2 AA), text that is cut off and says its whole nowhere, and what
// reaches beyond the window's side.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One line per fault; empty: none. Of a theme that is not the first only its colours can be at fault. */
export async function faultsOf(page: Page, theme: 'first' | 'another'): Promise<string[]> {
  // Electron opens no page of its own for the check; the dummies take no focus that anybody would notice.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  const checked = theme === 'first' ? axe.withTags(WCAG) : axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await checked.analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} ${target}: ${failureSummary.replaceAll('\n', ' ')}`),
  );
  return theme === 'first' ? [...faults, ...(await page.evaluate(cutTexts))] : faults;
}

/** Runs in the page. */
function cutTexts(): string[] {
  const faults = new Set<string>();
  const scrolls = (how: string) => how === 'auto' || how === 'scroll';
  const told = (element: Element, text: string) => element.closest('[title]')?.getAttribute('title')?.includes(text) === true;
  const whole = document.scrollingElement;
  if (whole !== null && whole.scrollWidth > innerWidth) faults.add(`the page is ${whole.scrollWidth} px wide in ${innerWidth}`);
  // `.vh`: what only screen readers read.
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, visibility } = getComputedStyle(element);
    if (visibility === 'hidden' || element.closest('[aria-hidden=true], [inert], .vh')) continue;
    if (scrolls(overflowX) && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      faults.add(`${element.className} scrolls sideways: ${element.scrollWidth} px in ${element.clientWidth}`);
    for (const node of element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
      if (text === '') continue;
      const name = `“${text.slice(0, 60)}” in ${element.tagName.toLowerCase()}.${element.className}`;
      const range = document.createRange();
      range.selectNodeContents(node);
      const ink = range.getBoundingClientRect();
      if (ink.width <= 1 || ink.height <= 1) continue;
      let isClipped = false;
      for (let box: HTMLElement | null = element; box !== null && !isClipped; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const isAside = ink.right > right + 1 || ink.left < left - 1;
        const isBelow = !scrolls(style.overflowY) && (ink.bottom > bottom + 2 || ink.top < top - 2);
        // What is scrolled out of sight is no fault.
        if (scrolls(style.overflowY) && (ink.bottom > bottom || ink.top < top)) break;
        isClipped = isAside || isBelow;
        if (isClipped && !told(element, text)) faults.add(`cut off: ${name}`);
      }
      if (!isClipped && ink.right > innerWidth + 1) faults.add(`beyond the window: ${name}`);
    }
  }
  return [...faults];
}
