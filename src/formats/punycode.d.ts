/** The package's types name Node's own deprecated module, which comes first under that name. */
declare module "punycode/punycode.js" {
  const punycode: {
    /** Decodes a label of a domain name without its `xn--` (RFC 3492). @throws RangeError where it is none */
    decode(label: string): string;
  };
  export default punycode;
}
