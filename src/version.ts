import packageJson from "../package.json" with { type: "json" };

/** The version of the tool, as in `package.json`. */
export const VERSION: string = packageJson.version;

/** Set by the bundler to a checksum of all source files. */
declare const __BUILD__: string | undefined;

/** Tells this build of the tool from any other, also from those of the same version. */
export const BUILD: string = `${VERSION}+${typeof __BUILD__ === "undefined" ? "source" : __BUILD__}`;
