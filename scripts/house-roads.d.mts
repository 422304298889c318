/** The rules of the roads for one file of the node: see `house-roads.mjs`. */
export function roadFindings(file: string, text: string): { line: number; rule: string }[];
