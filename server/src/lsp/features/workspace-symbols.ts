import { SymbolKind, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { findEncounters, nameOfEncounter } from '../../core/editor/find-encounters.js';
import type { Feature } from '../context.js';
import { toLocation } from '../to-proto.js';
import { guard } from '../guard.js';

/** Goes to an encounter of any note, by patient, service or date. */
export const workspaceSymbols: Feature = context => {
  context.connection.onWorkspaceSymbol(
    guard(context.log, 'finding encounters', async (params: WorkspaceSymbolParams): Promise<WorkspaceSymbol[]> => {
      await context.ready();
      const query = typeof params?.query === 'string' ? params.query : '';
      return findEncounters(context.workspace, query).flatMap((encounter): WorkspaceSymbol[] => {
        const location = toLocation(context, encounter.header);
        return location
          ? [
              {
                name: nameOfEncounter(encounter),
                kind: SymbolKind.Class,
                location,
                containerName: fileName(location.uri),
              },
            ]
          : [];
      });
    }),
  );
  return { workspaceSymbolProvider: true };
};

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
