/** The store's first file: a small example, whose comments tell what each key means. */
export const EXAMPLE = `# yaml-language-server: $schema=../claims.schema.json
#
# A store is made of agents, documents and claims, in any files below this folder. Everything has an id:
# lower-case words and digits, joined by hyphens. Whatever refers to an entry names its id.
# This example is invented: delete it when you have seen enough.

agents:
  # Who can speak, relay or host. Their kinds: person, organization, outlet (it publishes), forum (things
  # are said there, but it has no voice of its own), anonymous (with \`described-as\` and \`reason\`).

  ada-moreau:
    name: Ada Moreau
    kind: person
    roles: # the offices that somebody holds; a claim says in which of them they spoke
      mayor:
        title: Mayor of Ferrybridge
        of: ferrybridge

  ferrybridge:
    name: Town of Ferrybridge
    kind: organization

  town-council:
    name: Town Council
    kind: forum

  river-courier:
    name: The River Courier
    kind: outlet
    aliases: [Courier] # other names, by which it is found

documents:
  # What was published, and where you have it from.

  council-minutes:
    title: Minutes of the Town Council
    by: ferrybridge # who published it
    date: 2024-03-04 # also 2024, 2024-03, 2024-03-04~ (about)
    kind: transcript

  library-story:
    title: Library to stay open
    by: river-courier
    date: 2024-03-06
    kind: article
    cites: [council-minutes] # the documents that it draws on

claims:
  # What was asserted, by whom, and how it reached you.

  library-stays-open:
    text: The town library will stay open next year. # in your own words
    speaker: ada-moreau # who made it: an agent, a document, or \`unknown\`
    role: mayor
    date: 2024-03-04
    how: announced # told, said, denied, demanded, confirmed, …
    relay: # how it reached you, nearest the speaker first
      - town-council
      - via: library-story # a hop can say more of itself
        how: reported
    about: [ferrybridge]
    tags: [library]

  library-costs:
    text: The library costs the town 90,000 a year.
    speaker: ferrybridge
    date: 2024-03-04
    how: stated
    in: council-minutes # the primary record of the words
    about: [ferrybridge]
    tags: [library, budget]
`;

/** The settings, each with what it does. */
export const CONFIG = `# The settings of this claim store; \`claims schema config\` describes them all.

# How bad each finding is: error, warning, info or off. \`claims rules\` lists the rules.
rules:
  untraced: warning

# YAML files that are no part of the store.
# exclude: ["claims/drafts/**"]

# More folders of the same store, beside claims/.
# stores: [archive/claims]
`;

/** What is made anew at any time, or left behind by a process that was killed. */
export const GITIGNORE = `# Reports of \`claims validate -o FORMAT=FILE\`
claims.sarif
claims.xml
code-quality.json

# What a process leaves that was killed while it wrote
.*.tmp
`;

/** Snapshots have checksums, and git may not touch their line ends. */
export const GITATTRIBUTES = `# Snapshots are kept to the byte: their checksums are recorded.
snapshots/** -text
`;

/** The CI services that a store can be set up for. */
export const CI_SERVICES = ["github", "gitlab"] as const;

/** The file that has a CI service check the store: its path, and what stands in docs/ci.md. */
export const CI_FILES: Readonly<
  Record<(typeof CI_SERVICES)[number], { readonly path: string; readonly text: string }>
> = {
  github: {
    path: ".github/workflows/claims.yml",
    text: `# OWNER is wherever the repository of the tool is.
name: claims
on: [push, pull_request]
permissions:
  contents: read
jobs:
  claims:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - uses: OWNER/claims@main
        with:
          fail-on: warning
`,
  },
  gitlab: {
    path: ".gitlab-ci.yml",
    text: `# The repository of the tool is to be a submodule in tools/claims.
claims:
  image: node:22
  variables:
    GIT_SUBMODULE_STRATEGY: recursive
  script:
    - npm ci --include=dev --prefix tools/claims
    - node tools/claims/bin/claims.js validate --format concise -o gitlab=code-quality.json -o junit=claims.xml
  artifacts:
    when: always
    reports:
      codequality: code-quality.json
      junit: claims.xml
`,
  },
};
