import picomatch from "picomatch";

/** Tells whether a file is kept out of a store by the configuration's globs, as reading a store does. */
export function isExcluded(path: string, globs: readonly string[]): boolean {
  return globs.length > 0 && picomatch([...globs], { dot: true })(path);
}
