// The kinds of themes that people read with, and how a step changes to one.

/** Each kind of theme: its name in the list of themes, and the class by which the workbench shows that it is on. */
export const THEMES = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  'high contrast': ['Dark High Contrast', 'hc-black'],
  'high contrast light': ['Light High Contrast', 'hc-light'],
};

/** @returns picks a theme from the list, and waits until the window wears it */
export function themeSetter({ page, bench }) {
  return async ([name, className]) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type('Preferences: Color Theme');
    await bench.quickPick
      .filter({ has: page.getByText('Preferences: Color Theme', { exact: true }) })
      .first()
      .click();
    await page.locator('.quick-input-widget input[placeholder^="Select Color Theme"]').waitFor();
    await page.keyboard.type(name);
    await bench.quickPick.filter({ hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator(`.monaco-workbench.${className}`).waitFor();
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  };
}
