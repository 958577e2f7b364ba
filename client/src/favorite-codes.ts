import { ConfigurationTarget, workspace } from 'vscode';
import { CLIENT_ID } from './names';

const SETTING = 'favoriteCodes';

/** The codes that the coder keeps at hand, in the order of the setting. */
export function favoriteCodes(): readonly string[] {
  const codes: unknown = workspace.getConfiguration(CLIENT_ID).get(SETTING);
  return Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : [];
}

/** Adds a code to the favorites of the user's settings, or removes it. */
export async function toggleFavorite(code: string): Promise<void> {
  const codes = favoriteCodes();
  const changed = codes.includes(code) ? codes.filter(other => other !== code) : [...codes, code];
  await workspace.getConfiguration(CLIENT_ID).update(SETTING, changed, ConfigurationTarget.Global);
}
