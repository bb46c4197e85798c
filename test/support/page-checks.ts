/**
 * What a machine can see of a page's care, as expressions that run in it; texts, because the types of the tests know no DOM. Each
 * answers one line per finding and names the element by its tag, its name and the words in it.
 */

/** Shared by all: how an element is named, whether a person can see it, and what takes the focus. */
const COMMON = `
  const nameOf = (element) => {
    const label = element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.id;
    const words = (element.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 40);
    return element.tagName.toLowerCase() + (label ? ' ' + label : '') + (element.className && typeof element.className === 'string' ? ' .' + element.className.split(' ')[0] : '') + (words ? ' “' + words + '”' : '');
  };
  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height > 1;
  const shut = (element) => [...(function* up(each) { while (each) { yield each; each = each.parentElement; } })(element)].some((each) => {
    const style = getComputedStyle(each);
    return style.clipPath !== 'none' || /rect\\(0|rect\\(1px/.test(style.clip);
  });
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=option], [role=tab], [role=switch], [tabindex="0"]';
`;

/** Elements that reach beyond the window, when the page can be scrolled sideways because of them. */
export const OVERFLOW = `(() => {
  ${COMMON}
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => seen(element) && element.getBoundingClientRect().right > root.clientWidth + 0.5);
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  return (innermost.length > 0 ? innermost : [document.body]).map((element) => nameOf(element) + ' reaches ' + Math.round(element.getBoundingClientRect().right) + ' of ' + root.clientWidth + ' px');
})()`;

/**
 * Controls whose target is smaller than so many CSS pixels in either direction. A label belongs to its box; a link within a sentence
 * is as high as its line (WCAG 2.5.8, "inline"); what is switched off is no target.
 */
export const smallTargets = (least: number): string => `(() => {
  ${COMMON}
  const inSentence = (element) => {
    if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
    return [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 2);
  };
  const boxOf = (element) => {
    const parts = [element, ...(element.type === 'checkbox' || element.type === 'radio' ? element.labels : [])].map((part) => part.getBoundingClientRect());
    const left = Math.min(...parts.map((part) => part.left)), right = Math.max(...parts.map((part) => part.right));
    const top = Math.min(...parts.map((part) => part.top)), bottom = Math.max(...parts.map((part) => part.bottom));
    return { width: right - left, height: bottom - top };
  };
  return [...document.querySelectorAll(CONTROLS)]
    .filter((element) => seen(element) && !shut(element) && !element.matches(':disabled, [aria-disabled=true]') && !inSentence(element))
    // A link off the page until it has the focus is measured when it has it.
    .filter((element) => element.getBoundingClientRect().bottom > -window.scrollY)
    .map((element) => [element, boxOf(element)])
    .filter(([, box]) => box.width < ${least} - 0.5 || box.height < ${least} - 0.5)
    .map(([element, box]) => nameOf(element) + ' is ' + Math.round(box.width) + ' × ' + Math.round(box.height));
})()`;

/** Sets the text as a reader may (WCAG 1.4.12), at so many times its size. A style sheet made by script needs no exception of the policy. */
export const spacedText = (times: number): string => `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { font-size: ${times * 100}% !important } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
  window.__spaced = sheet;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})()`;

/** Takes the reader's spacing away again. */
export const PLAIN_TEXT = `(() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== window.__spaced); })()`;

/** Words that are cut off by a box too small for them. */
export const CLIPPED = `(() => {
  ${COMMON}
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const cuts = (value) => value === 'hidden' || value === 'clip';
  return [...document.body.querySelectorAll('*')].filter((element) => seen(element) && !shut(element)).filter((element) => {
    const style = getComputedStyle(element);
    const wide = cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    return (wide || high) && (own(element) || [...element.querySelectorAll('*')].some(own));
  }).map((element) => nameOf(element) + ' cuts off ' + element.scrollWidth + ' × ' + element.scrollHeight + ' at ' + element.clientWidth + ' × ' + element.clientHeight);
})()`;

const LOOK = `
  const PROPERTIES = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderTopWidth', 'borderBottomColor', 'borderBottomWidth', 'backgroundColor', 'color', 'textDecorationLine', 'textDecorationThickness'];
  const styleOf = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return PROPERTIES.map((property) => (property.startsWith('outline') && !outlined ? '' : style[property])).join('|');
  };
  const lookOf = (element) => [element, ...(element.labels ?? []), element.parentElement, element.nextElementSibling].filter(Boolean).flatMap((each) => [styleOf(each), styleOf(each, '::before'), styleOf(each, '::after')]).join('\\n');
`;

/** The look without the focus of what came to the page after it was looked at. */
const LOOK_OF_LATE = `
  const lookOfLate = (element) => {
    element.blur();
    const look = lookOf(element);
    element.focus({ preventScroll: true, focusVisible: true });
    return look;
  };
`;

/** Remembers how everything looks that can take the focus, while nothing has it. */
export const LOOK_WITHOUT_FOCUS = `(() => {
  ${COMMON}${LOOK}
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  window.__looks = new Map([...document.querySelectorAll(CONTROLS)].map((element) => [element, lookOf(element)]));
  window.__visited = new Set();
})()`;

/**
 * Whether the element that has the focus now looks as it did without it, or lies under something else; null: no, it is seen; 'end':
 * the focus has gone round.
 */
export const FOCUS_NOW = `(async () => {
  ${COMMON}${LOOK}${LOOK_OF_LATE}
  // Until it is drawn: the window follows the focus with the next picture.
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const element = document.activeElement;
  if (element === null || element === document.body || window.__visited.has(element)) return 'end';
  window.__visited.add(element);
  if ((window.__looks.get(element) ?? lookOfLate(element)) === lookOf(element)) return nameOf(element) + ' looks the same with the focus';
  const box = element.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return nameOf(element) + ' has the focus outside the window';
  const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].map(([x, y]) => document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width * x)), Math.min(innerHeight - 1, Math.max(0, box.top + box.height * y))));
  const near = (spot) => spot !== null && (element.contains(spot) || spot.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(spot)));
  return spots.some(near) ? null : nameOf(element) + ' lies under something else while it has the focus';
})()`;
