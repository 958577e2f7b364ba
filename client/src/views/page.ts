import { html, type Html } from './html';

/**
 * What a page may load: its own style sheet and its own script, both from the extension's folder, and nothing else at
 * all.
 */
export interface PageParts {
  readonly title: string;
  /** What the webview calls its own resources: `webview.cspSource`. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
  /** What is read until the content comes. */
  readonly loading?: string;
}

/**
 * The empty page of a view; its content comes by message, so that focus, folds and scroll position outlive a change.
 */
export function page(parts: PageParts): string {
  const { title, cspSource, nonce, style, script, loading = 'Reading the note…' } = parts;
  const csp = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main id="content" tabindex="-1"><p role="status">${loading}</p></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`.text;
}

/** What a person does in a page, as its script tells. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'jump'; readonly uri: string; readonly line: number; readonly character?: number }
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'fix'; readonly uri: string; readonly line: number; readonly rule: string }
  | { readonly kind: 'code' | 'favorite'; readonly code: string }
  | { readonly kind: 'command'; readonly name: string };

export function isFromPage(message: unknown): message is FromPage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/** The name of an encounter, above its findings. */
export function heading(patient: string | null, services: readonly string[], date: string | null): Html {
  return html`<h1><span>${patient ?? 'No patient'}</span> · <span>${services.join(' + ') || 'no service'}</span> · <span>${date ?? 'no date'}</span></h1>`;
}

/** A link to a line of a note, counted from 0. */
export function jump(uri: string, line: number, words: Html | string, label?: string): Html {
  return html`<a href="#" data-uri="${uri}" data-line="${line}"${label ? html` aria-label="${label}"` : ''}>${words}</a>`;
}

/** A link to the page that explains a rule. */
export function ruleLink(id: string): Html {
  return html`<a href="#" class="rule" data-rule="${id}" aria-label="Rule ${id}: what it says"><code>${id}</code></a>`;
}

/** Offers the fixes of a rule's finding on a line, counted from 0. */
export function fixButton(uri: string, line: number, rule: string): Html {
  return html`<button type="button" data-uri="${uri}" data-line="${line}" data-fix="${rule}" aria-label="Fix ${rule}">Fix…</button>`;
}

export function commandLink(name: string, words: string): Html {
  return html`<a href="#" data-command="${name}">${words}</a>`;
}
