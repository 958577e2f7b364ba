// The kinds of themes that people read with, and how a step changes to one.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Each kind of theme: the one to set, and the class by which the workbench shows that it is on. */
export const THEMES = {
  light: ['Light Modern', 'vs'], dark: ['Dark Modern', 'vs-dark'],
  'high contrast': ['Default High Contrast', 'hc-black'], 'high contrast light': ['Default High Contrast Light', 'hc-light'],
};

/** @returns sets a theme in the user's settings, and waits until the window wears it */
export function themeSetter({ page, profile }) {
  const settingsFile = path.join(profile, 'data/User/settings.json');
  return async ([theme, className]) => {
    const settings = { ...JSON.parse(readFileSync(settingsFile, 'utf8')), 'workbench.colorTheme': theme };
    for (let writes = 0; !(await page.locator(`.monaco-workbench.${className}`).isVisible()); writes++) { // a busy VS Code can miss one
      assert.ok(writes < 10, `${theme} is on`);
      writeFileSync(settingsFile, JSON.stringify(settings, null, 2));
      await page.locator(`.monaco-workbench.${className}`).waitFor({ timeout: 6000 }).catch(() => undefined);
    }
  };
}
