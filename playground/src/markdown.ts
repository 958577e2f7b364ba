// Shows the Markdown of hovers: paragraphs, lists, rules, bold, italic and code. Links are shown as their words,
// because the page opens nothing. It makes nodes and never HTML, so a note cannot bring markup.

export function markdownView(markdown: string): HTMLElement {
  const view = document.createElement('div');
  view.className = 'markdown';
  for (const paragraph of markdown.trim().split(/\n{2,}/)) view.append(...blocksOf(paragraph));
  return view;
}

/** Lines that begin with a dash are a list, also below other lines. */
function blocksOf(paragraph: string): HTMLElement[] {
  if (/^-{3,}$/.test(paragraph.trim())) return [document.createElement('hr')];
  const blocks: HTMLElement[] = [];
  for (const line of paragraph.split('\n')) {
    const item = /^\s*- (.*)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item === undefined) blocks.push(withText('p', line.replace(/^#+ /, '')));
    else if (last?.tagName === 'UL') last.append(withText('li', item));
    else {
      const list = document.createElement('ul');
      list.append(withText('li', item));
      blocks.push(list);
    }
  }
  return blocks;
}

function withText(tag: string, markdown: string): HTMLElement {
  const element = document.createElement(tag);
  appendInline(element, markdown);
  return element;
}

const INLINE = /\\([\\`*_{}[\]()#+.!<>|~-])|`+([^`]+)`+|\*\*((?:[^*]|\*(?!\*))+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\([^)]*\)/;

function appendInline(element: HTMLElement, markdown: string): void {
  let rest = markdown;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    element.append(entitiesRead(rest.slice(0, match.index)));
    const [whole, escaped, code, bold, italic, link] = match;
    if (escaped !== undefined) element.append(escaped);
    else if (code !== undefined) element.append(textElement('code', code));
    else if (bold !== undefined) element.append(withText('strong', bold));
    else if (italic !== undefined) element.append(withText('em', italic));
    else element.append(withText('span', link ?? ''));
    rest = rest.slice(match.index + whole.length);
  }
  element.append(entitiesRead(rest));
}

function textElement(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&nbsp;': ' ' };

function entitiesRead(text: string): string {
  return text.replace(/&(?:lt|gt|amp|nbsp);/g, entity => ENTITIES[entity] ?? entity);
}
