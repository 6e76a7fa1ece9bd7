declare module "jsonld" {
  interface Options {
    readonly documentLoader: (url: string) => Promise<object>;
    readonly format?: string;
    readonly safe?: boolean;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<Record<string, unknown>[]>;
    toRDF(document: object, options: Options): Promise<string>;
  };
  export default jsonld;
}
