// The script of every view: shows the content that comes by message, reports what the user
// follows, and filters rows.
(() => {
  const vscode = acquireVsCodeApi();
  const content = document.getElementById('content');

  content.addEventListener('click', event => {
    const link =
      event.target instanceof Element
        ? event.target.closest('a[href="#"], button[data-fix], button[data-favorite]')
        : null;
    if (!link) return;
    event.preventDefault();
    const { uri, line, rule, command, fix, code, favorite } = link.dataset;
    if (fix !== undefined) vscode.postMessage({ kind: 'fix', uri, line: Number(line), rule: fix });
    else if (uri !== undefined) vscode.postMessage({ kind: 'jump', uri, line: Number(line) });
    else if (code !== undefined) vscode.postMessage({ kind: 'code', code });
    else if (favorite !== undefined) vscode.postMessage({ kind: 'favorite', code: favorite });
    else if (rule !== undefined) vscode.postMessage({ kind: 'rule', id: rule });
    else if (command !== undefined) vscode.postMessage({ kind: 'command', name: command });
  });

  /** Hides the rows that do not match every choice above them, and a list of due refills with none left. */
  const filter = () => {
    const choices = [...content.querySelectorAll('[data-filter]')].map(({ dataset, value }) => [
      dataset.filter,
      value.trim().toLowerCase(),
    ]);
    let shown = 0;
    for (const row of content.querySelectorAll('[data-row]')) {
      row.hidden = choices.some(([name, wanted]) => {
        const value = row.dataset[name]?.toLowerCase();
        if (wanted === '') return false;
        if (value === undefined) return true;
        return name === 'patient' ? !value.includes(wanted) : value !== wanted;
      });
      if (!row.hidden && row.dataset.state !== undefined) shown++;
    }
    const due = content.querySelector('#due')?.closest('section');
    if (due) due.hidden = !due.querySelector('[data-row]:not([hidden])');
    const matches = content.querySelector('#matches');
    if (matches) matches.textContent = choices.some(([, wanted]) => wanted !== '') ? `${shown} match` : '';
  };
  content.addEventListener('input', filter);

  window.addEventListener('message', ({ data }) => {
    if (data?.kind !== 'show' || typeof data.html !== 'string') return;
    const links = () => [...content.querySelectorAll('a, button, select, input, summary, [tabindex="0"]')];
    const focused = links().indexOf(document.activeElement);
    const open = new Set([...content.querySelectorAll('details[open]')].map(({ id }) => id));
    const { scrollX, scrollY } = window;
    const chosen = new Map([...content.querySelectorAll('[data-filter]')].map(one => [one.dataset.filter, one.value]));
    content.innerHTML = data.html;
    for (const one of content.querySelectorAll('[data-filter]')) one.value = chosen.get(one.dataset.filter) ?? '';
    filter();
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
