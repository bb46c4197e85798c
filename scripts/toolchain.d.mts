/** The checkout; every script works from here, wherever it was called from. */
export const root: string;
/** One clear line for the person at the terminal; no stack. */
export class Refusal extends Error {}
export function step<T>(title: string, work: () => Promise<T>): Promise<T>;
export function checkNode(): void;
export function install(): Promise<void>;
export function build(): Promise<void>;
export function node24(): string | undefined;
export function needNode24(): string;
export function hint(message: string): string | undefined;
export interface RunOptions {
  readonly quiet?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}
export function run(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
export function tool(script: string, args: readonly string[], options?: RunOptions): Promise<string>;
export function main(work: () => unknown): void;
