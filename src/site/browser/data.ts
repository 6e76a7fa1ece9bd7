/** Gives what a script of `dataScript` left for this page; `undefined` where it was not loaded. */
export function readData<T>(name: string): T | undefined {
  const { claimsData } = globalThis as { claimsData?: Readonly<Record<string, unknown>> };
  return claimsData?.[name] as T | undefined;
}
