// The VS Code profile of a coder: what hides the tools of programmers. VS Code exports a profile as JSON with JSON texts
// in it.

export const PROFILE_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.editor.empty.hint': 'hidden',
  'workbench.editor.showTabs': 'multiple',
  'window.commandCenter': false,
  'extensions.ignoreRecommendations': true,
  'debug.toolBarLocation': 'hidden',
  'debug.showInStatusBar': 'never',
  'testing.gutterEnabled': false,
  'scm.diffDecorations': 'none',
  'explorer.compactFolders': false,
  'editor.fontSize': 15,
  'editor.lineHeight': 1.6,
  'editor.minimap.enabled': false,
  'editor.renderWhitespace': 'none',
  'editor.guides.indentation': false,
  'editor.wordWrap': 'on',
  'editor.lightbulb.enabled': 'on',
  'problems.sortOrder': 'severity',
  'problems.defaultViewMode': 'tree',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};

/** The side bar: files, days and search; version control, debugger, tests and extensions are a right click away. */
const VIEWS = [
  ['workbench.view.explorer', true],
  ['workbench.view.extension.encounterNotes', true],
  ['workbench.view.search', true],
  ['workbench.view.scm', false],
  ['workbench.view.debug', false],
  ['workbench.view.extension.test', false],
  ['workbench.view.remote', false],
  ['workbench.view.extensions', false],
];

/** The text of media/medical-coder.code-profile. */
export function coderProfile({ publisher, name, displayName }) {
  const pinned = VIEWS.map(([id, isShown], order) => ({ id, pinned: isShown, visible: isShown, order }));
  const profile = {
    name: 'Medical Coder',
    icon: 'checklist',
    settings: JSON.stringify({ settings: JSON.stringify(PROFILE_SETTINGS, null, 2) }),
    extensions: JSON.stringify([{ identifier: { id: `${publisher}.${name}` }, displayName }]),
    globalState: JSON.stringify({ storage: { 'workbench.activity.pinnedViewlets2': JSON.stringify(pinned) } }),
  };
  return `${JSON.stringify(profile, null, 2)}\n`;
}
