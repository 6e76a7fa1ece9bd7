declare module "edtf" {
  /** Parses an EDTF text; throws where it is none. */
  export default function edtf(
    text: string,
    constraints: { types: string[] },
  ): { readonly type: string; readonly min: number; readonly max: number };
}
