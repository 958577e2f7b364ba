/** JSON as it was read: name of the file → content. */
export interface Data {
  tables: Record<string, any>;
  profiles: Record<string, any>;
  schemas: Record<string, any>;
}
export function readData(directory?: string): Data;
export function problemsOf(data: Data): string[];
