/** Builds a value on its first use, so that a note without diagnoses never pays for the diagnosis tables. */
export function lazy<T>(build: () => T): () => T {
  let built: { value: T } | undefined;
  return () => (built ??= { value: build() }).value;
}
