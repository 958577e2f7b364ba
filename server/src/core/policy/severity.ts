/** How sure the edit is, not how bad the loss is. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';
