// Whether the text of a view can be read.
import { until } from './waiting.mjs';

/** Waits until all text of a view has enough contrast: the page hears of a theme a moment after the window wears it. */
export function awaitContrast(view, name) {
  return until(
    () => view.locator('body').evaluate(tooDim),
    dim => dim.length === 0,
    dim => `${name}: ${dim.join('; ')}`,
  );
}

/**
 * Runs in a view: every piece of text whose color is too near to what is behind it (below 4.5 to 1, as WCAG 2 asks
 * for).
 */
function tooDim(body) {
  const channels = color => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
      willReadFrequently: true,
    });
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, under) =>
    Object.fromEntries(['r', 'g', 'b'].map(c => [c, top[c] * top.a + under[c] * (1 - top.a)]));
  const behind = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(channels(getComputedStyle(one).backgroundColor));
    return layers
      .reverse()
      .reduce(
        (under, layer) => over(layer, under),
        channels(getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background')),
      );
  };
  const luminance = color => {
    const [r, g, b] = ['r', 'g', 'b']
      .map(c => color[c] / 255)
      .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const dim = new Set();
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest('[aria-hidden="true"], .unseen')) continue;
    const under = behind(element);
    const ink = over(channels(getComputedStyle(element).color), under);
    const [light, dark] = [luminance(ink), luminance(under)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) dim.add(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return [...dim];
}
