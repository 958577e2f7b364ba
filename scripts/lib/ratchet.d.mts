type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
export function problemsOf(allowed: Counts, actual: Counts): string[];
export function grows(allowed: Counts, actual: Counts): string[];
export function holdRatchet(root: string, name: string, actual: Counts, argv?: readonly string[]): boolean;
