import { anonymousIdentified } from "./anonymous-identified.js";
import { anonymousWithoutReason } from "./anonymous-without-reason.js";
import { certaintyRises } from "./certainty-rises.js";
import { circularSourcing } from "./circular-sourcing.js";
import { confidentialExposed } from "./confidential-exposed.js";
import { controlCharacter } from "./control-character.js";
import { correlatedSources } from "./correlated-sources.js";
import { credibilityUnsupported } from "./credibility-unsupported.js";
import { danglingReference } from "./dangling-reference.js";
import { dateInFuture } from "./date-in-future.js";
import { dateOrder } from "./date-order.js";
import { duplicateId } from "./duplicate-id.js";
import { duplicateKey } from "./duplicate-key.js";
import { fileTooLarge } from "./file-too-large.js";
import { forumSpeaks } from "./forum-speaks.js";
import { gradeWithoutBasis } from "./grade-without-basis.js";
import { invalidDate } from "./invalid-date.js";
import { invalidId } from "./invalid-id.js";
import { invalidValue } from "./invalid-value.js";
import { missingKey } from "./missing-key.js";
import { nestedTooDeep } from "./nested-too-deep.js";
import { noDocument } from "./no-document.js";
import { notUtf8 } from "./not-utf8.js";
import { numberDrift } from "./number-drift.js";
import { ownVoice } from "./own-voice.js";
import { partOfCycle } from "./part-of-cycle.js";
import { possibleDuplicate } from "./possible-duplicate.js";
import { quoteChanged } from "./quote-changed.js";
import { quoteLaundering } from "./quote-laundering.js";
import { quoteNotInDocument } from "./quote-not-in-document.js";
import { quoteWithoutDocument } from "./quote-without-document.js";
import { relayCycle } from "./relay-cycle.js";
import { relayUnreachable } from "./relay-unreachable.js";
import { restsOnRetracted } from "./rests-on-retracted.js";
import { roleNotHeld } from "./role-not-held.js";
import type { Rule } from "./rule.js";
import { selfContradiction } from "./self-contradiction.js";
import { singleSource } from "./single-source.js";
import { snapshotChanged } from "./snapshot-changed.js";
import { snapshotMissing } from "./snapshot-missing.js";
import { staleRelation } from "./stale-relation.js";
import { unarchived } from "./unarchived.js";
import { unknownKey } from "./unknown-key.js";
import { unreadableFile } from "./unreadable-file.js";
import { untraced } from "./untraced.js";
import { untranslatedQuote } from "./untranslated-quote.js";
import { unused } from "./unused.js";
import { unusedIgnore } from "./unused-ignore.js";
import { wrongKind } from "./wrong-kind.js";
import { wrongType } from "./wrong-type.js";
import { yamlFeature } from "./yaml-feature.js";
import { yamlSyntax } from "./yaml-syntax.js";

/** Every rule, tier by tier, in the order in which `claims rules` lists them. */
export const RULES: readonly Rule[] = [
  unreadableFile,
  fileTooLarge,
  notUtf8,
  controlCharacter,
  yamlSyntax,
  yamlFeature,
  nestedTooDeep,
  duplicateKey,
  unknownKey,
  missingKey,
  wrongType,
  invalidId,
  invalidDate,
  invalidValue,
  duplicateId,
  danglingReference,
  wrongKind,
  forumSpeaks,
  relayCycle,
  relayUnreachable,
  circularSourcing,
  partOfCycle,
  dateOrder,
  dateInFuture,
  roleNotHeld,
  snapshotMissing,
  snapshotChanged,
  quoteNotInDocument,
  quoteWithoutDocument,
  quoteLaundering,
  untranslatedQuote,
  quoteChanged,
  numberDrift,
  certaintyRises,
  unarchived,
  noDocument,
  untraced,
  ownVoice,
  singleSource,
  correlatedSources,
  anonymousWithoutReason,
  anonymousIdentified,
  confidentialExposed,
  credibilityUnsupported,
  gradeWithoutBasis,
  selfContradiction,
  restsOnRetracted,
  staleRelation,
  possibleDuplicate,
  unused,
  unusedIgnore,
];

/** The names of all rules, in their order. */
export const RULE_NAMES: readonly string[] = RULES.map(({ name }) => name);
