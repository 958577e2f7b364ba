// The script of every view: shows the content that comes by message, and tells what a person follows. It computes nothing.
(() => {
  const vscode = acquireVsCodeApi();
  const content = document.getElementById('content');

  content.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[href="#"], button[data-fix]') : null;
    if (!link) return;
    event.preventDefault();
    const { uri, line, rule, command, fix } = link.dataset;
    if (fix !== undefined) vscode.postMessage({ kind: 'fix', uri, line: Number(line), rule: fix });
    else if (uri !== undefined) vscode.postMessage({ kind: 'jump', uri, line: Number(line) });
    else if (rule !== undefined) vscode.postMessage({ kind: 'rule', id: rule });
    else if (command !== undefined) vscode.postMessage({ kind: 'command', name: command });
  });

  window.addEventListener('message', ({ data }) => {
    if (data?.kind !== 'show' || typeof data.html !== 'string') return;
    const links = () => [...content.querySelectorAll('a, button, summary, [tabindex="0"]')];
    const focused = links().indexOf(document.activeElement);
    const open = new Set([...content.querySelectorAll('details[open]')].map(({ id }) => id));
    const { scrollX, scrollY } = window;
    content.innerHTML = data.html;
    for (const details of content.querySelectorAll('details')) details.open = open.has(details.id);
    if (data.isAnother) window.scrollTo(0, 0);
    else {
      window.scrollTo(scrollX, scrollY);
      if (focused >= 0) links()[focused]?.focus({ preventScroll: true });
    }
    if (data.takesFocus) content.focus({ preventScroll: true });
  });

  vscode.postMessage({ kind: 'ready' });
})();
