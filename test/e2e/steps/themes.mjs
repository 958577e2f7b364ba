// The kinds of themes that people read with, and how a step changes to one.
import { again } from '../harness/waiting.mjs';

/** Each kind of theme: its name in the list of themes, and the class by which the workbench shows that it is on. */
export const THEMES = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  'high contrast': ['Dark High Contrast', 'hc-black'],
  'high contrast light': ['Light High Contrast', 'hc-light'],
};

/** @returns picks a theme from the list, and waits until the window wears it */
export function themeSetter({ page, bench }) {
  return ([name, className]) =>
    again(
      async timeout => {
        await bench.command('Preferences: Color Theme');
        await page.locator('.quick-input-widget input[placeholder^="Select Color Theme"]:focus').waitFor({ timeout });
        await bench.pick(name);
        await bench.quickInput.waitFor({ state: 'hidden', timeout });
      },
      timeout => page.locator(`.monaco-workbench.${className}`).waitFor({ timeout }),
    );
}
