export declare function packedFiles(root: string): string[];
