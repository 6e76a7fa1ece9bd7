/** Two claims that name the confidential sources `zoe-quill` and `go-between` wherever a claim can name somebody. */
export const NAMING_CLAIMS = `  ledgers-are-false:
    text: The ledgers are false, says Zoe the Ferret.
    speaker: zoe-quill
    role: chief-clerk
    how: told
    quote: I am Zoé Quill, and I say so.
    in: zoe-quill-interview
    about: [the-office, zoe-quill]
    tags: [ledgers, zoe-quill]
    relay:
      - { via: go-between, note: Bartholomew Finch called. }
      - { via: zoe-quill, id: zoe-quill-again, from: [speaker, go-between], translator: zoe-quill }
      - { via: the-gazette, in: zoe-quill-interview, from: zoe-quill-again, says: "Quill, Zoe: no." }
    reviews: [{ by: zoe-quill, verdict: "Finch, Bartholomew", url: "https://x.example.org/zoe_quill" }]
    grade: { credibility: 1, by: zoe-quill, because: "Q424242 said so" }
  second: { text: More of it., speaker: go-between, based-on: [ledgers-are-false, zoe-quill-memo] }
`;
