import type { SourceLocation } from '../errors.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { DestinationSchema } from '../mapping/kind-schema.ts';

/** One object as a system's API returned it, cut down to what was asked for. */
export interface SourceRecord {
  /** The object's id in its system, as text. Unique within its endpoint only. */
  readonly id: string;
  readonly data: JsonObject;
  /** When it was last saved, as the system writes it; undefined where the system does not tell. */
  readonly changedAt: string | undefined;
  /** Among changes: it may have come to be seen long after `changedAt`, so that this does not tell what is new. */
  readonly late?: true;
}

/** What is read from one endpoint. */
export interface Projection {
  /** As in the configuration: `dcim.devices`, `plugins.x.y`. */
  readonly endpoint: string;
  /**
   * Dotted paths that the mapping reads, or everything when that cannot be told. Of an object of the system at
   * the end of a path only what identifies it is wanted; a path that ends in `.*` wants all of it.
   */
  readonly paths: readonly string[] | 'everything';
}

/** How well a system can tell what changed; the names of the cache format. */
export type Tier = 'NONE' | 'PAGE_TOKEN' | 'TIMESTAMP' | 'INFRAHUB_DIFF';

export interface TierReport {
  readonly tier: Tier;
  /** One sentence that a user understands. */
  readonly reason: string;
}

/** How a record names another object of its system. */
export interface NestedReference {
  readonly id: string;
  /** The endpoint that the id is unique in, as in the configuration with hyphens; undefined when not told. */
  readonly endpoint: string | undefined;
}

/** What was asked of a system so far. */
export interface RequestUsage {
  readonly count: number;
  /** Bytes of answers' bodies as they came over the wire. */
  readonly bytes: number;
}

/** What every system can tell of itself. */
export interface Adapter {
  /** `netbox`, `infrahub`, … */
  readonly system: string;
  /** Which server and branch this is, without credentials: part of the cache's binding. */
  identity(signal: AbortSignal): Promise<string>;
  /** The server's own clock, never the runner's. */
  serverTime(signal: AbortSignal): Promise<Date>;
  /** Requests of this adapter so far; pass an endpoint or kind for its share. */
  usage(scope?: string): RequestUsage;
  close(): Promise<void>;
}

/** How the records of an endpoint can be kept up to date without reading them all. */
export type ChangeTracking =
  | {
      readonly status: 'tracked';
      /** What has to be read besides the projection's paths, so that a change elsewhere leads to the record. */
      readonly extraPaths: readonly string[];
      /** Changes elsewhere that alter these records without a trace in them. */
      readonly ripples: readonly RippleRule[];
      /** Fields whose references are compared on every warm run, because they change without a trace. */
      readonly silent?: readonly SilentField[];
    }
  /**
   * Single changes cannot be told, but whether there was any: equal marks of all that the endpoint holds, equal
   * records.
   */
  | { readonly status: 'marked'; readonly mark: (signal: AbortSignal) => Promise<string> }
  /** It cannot be told from outside when one of the projection's fields changes. */
  | { readonly status: 'untracked'; readonly reason: string };

/** A field that holds references to other objects and changes while its record's stamp stays. */
export interface SilentField {
  readonly field: string;
  /**
   * The ids that the field holds now, by the id of the record; asked for on each warm run. Undefined when the
   * system does not tell: then the records have to be read in full.
   */
  heldIds(signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]> | undefined>;
}

/**
 * A change of another endpoint that alters an endpoint's records. What a record shows of objects nested in it
 * is followed anyway, by the `NestedReference` that each has; so is that such an object vanishes.
 */
export type RippleRule =
  /** Any change there may alter every record here. */
  | { readonly effect: 'everything'; readonly endpoint: string }
  /** A change there alters the records that hold the changed object, though they show nothing of it. */
  | { readonly effect: 'holders'; readonly endpoint: string }
  /** The same for the records that hold anything below the changed object in its tree. */
  | { readonly effect: 'descendants'; readonly endpoint: string; readonly parentPath: string };

/** A system that is read by endpoint. */
export interface SourceAdapter extends Adapter {
  /**
   * Names the system that gave the records their ids, without credentials. Unlike `identity` it stays the same
   * over upgrades: objects at the destination are tied to records by it. Undefined where an id is not a
   * record's for good, such as its place in a file. Pure.
   */
  namespace(): string | undefined;
  /** Canonical spelling of an endpoint, so that `dcim.device_roles` and `dcim.device-roles` are one. */
  canonicalEndpoint(endpoint: string): string;
  /** What the endpoint can tell of changes: probed, never assumed. */
  tier(endpoint: string, signal: AbortSignal): Promise<TierReport>;
  /**
   * All records, complete and free of duplicates on a server that is being written to. Pages come in no
   * particular order.
   */
  read(projection: Projection, signal: AbortSignal): AsyncIterable<readonly SourceRecord[]>;
  count(endpoint: string, signal: AbortSignal): Promise<number>;
  ids(endpoint: string, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Records of these ids; an id that is gone is simply not among them. */
  readByIds(
    projection: Projection,
    ids: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly SourceRecord[]>;
  /** Whether, and by what, this projection's records can be kept up to date. Asks nothing by itself. */
  tracking(projection: Projection): ChangeTracking;
  /** Records saved at or after a moment of the server's clock. Needs the tier TIMESTAMP. */
  changesSince(
    projection: Projection,
    since: Date,
    signal: AbortSignal,
  ): AsyncIterable<readonly SourceRecord[]>;
  /**
   * A mark of the newest entry of the system's own history, to be asked for again; undefined when there is no
   * history or it may not be read.
   */
  historyMark(signal: AbortSignal): Promise<string | undefined>;
  /** Whether the history still has what a mark stands for; false after the system was set back. */
  historyHolds(mark: string, signal: AbortSignal): Promise<boolean>;
  /** The object that a nested value stands for; undefined when the value is not a reference. Pure. */
  referenceOf(value: JsonObject): NestedReference | undefined;
  /** Where a record stands in a file that a user wrote; undefined for the records of a server. Pure. */
  locate(data: JsonObject): SourceLocation | undefined;
}

/** What is read of one destination kind. */
export interface KindProjection {
  readonly kind: string;
  readonly attributes: readonly string[];
  readonly relationships: readonly { readonly name: string; readonly cardinality: 'one' | 'many' }[];
  /** Read as of this moment where the system can; undefined: now. */
  readonly at: Date | undefined;
}

/** One object at the destination. */
export interface DestinationRecord {
  readonly id: string;
  /** The concrete kind, which differs from the one asked for when that is a generic. */
  readonly kind: string;
  /** Its human-friendly id joined by `__`; undefined for kinds without one. */
  readonly humanFriendlyId: string | undefined;
  readonly displayLabel: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** By relationship: ids of the peers; at most one for cardinality one. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

/** A value to be written. */
export type WriteValue =
  | { readonly type: 'attribute'; readonly value: JsonValue }
  /** The relationship's whole set of peers by their destination ids; none clears it. */
  | { readonly type: 'one'; readonly peerId: string | null }
  | { readonly type: 'many'; readonly peerIds: readonly string[] };

/** One change to one object; `key` is the caller's, to tell outcomes apart. */
export type WriteOperation =
  | {
      readonly action: 'create';
      readonly key: string;
      readonly kind: string;
      readonly values: Readonly<Record<string, WriteValue>>;
      /**
       * Ids that the object may have, the first that the destination lets it have; none: the destination
       * chooses. With an id a create can be repeated, since no two objects get the same.
       */
      readonly ids?: readonly string[];
    }
  | {
      readonly action: 'update';
      readonly key: string;
      readonly kind: string;
      readonly id: string;
      readonly values: Readonly<Record<string, WriteValue>>;
    }
  | { readonly action: 'delete'; readonly key: string; readonly kind: string; readonly id: string };

export type WriteOutcome =
  | { readonly status: 'written'; readonly key: string; readonly id: string }
  | {
      readonly status: 'failed';
      readonly key: string;
      /** The system's own code or the HTTP status. */
      readonly errorClass: string;
      readonly message: string;
      readonly hint: string;
      readonly retries: number;
      /** False when the same write may succeed later. */
      readonly terminal: boolean;
    }
  /** The server never said what became of it. */
  | {
      readonly status: 'unknown';
      readonly key: string;
      readonly errorClass: string;
      readonly message: string;
      readonly hint: string;
      readonly retries: number;
    }
  /** Not done because something else at the destination still needs the object. */
  | { readonly status: 'left-alone'; readonly key: string; readonly reason: string };

/** Who something at the destination is recorded to come from or to belong to. */
export interface Holder {
  /** As a person knows it. */
  readonly name: string;
  /** Whether it is who this sync writes as. */
  readonly ours: boolean;
}

/** What the destination records about one field of an object besides its value. */
export interface FieldHolding {
  readonly isProtected: boolean;
  readonly source: Holder | undefined;
  readonly owner: Holder | undefined;
}

/** What the destination records about an object's fields, by field. */
export interface ObjectHoldings {
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldHolding>>;
}

/** What changed at the destination, by kind. */
export interface KindSurvey {
  /** `changed`: how many objects may have changed; 0 when none did. */
  readonly kinds: ReadonlyMap<string, { readonly total: number; readonly changed: number }>;
  /** Kinds of which it cannot be told what changed, and why: a sentence's end. They are not among `kinds`. */
  readonly untold: ReadonlyMap<string, string>;
  /** Undefined: no such change. */
  readonly altered: string | undefined;
}

export type BranchStart = 'created' | 'existing';
export type BranchEnd = 'removed' | 'absent';

/** The branch that a destination is used on, where the system has branches. */
export interface DestinationBranch {
  readonly name: string;
  /** Its page at the destination. */
  readonly url: string;
  /**
   * Makes it from the default branch when there is none of its name. To be called before anything else.
   * @throws SyncError BRANCH_REFUSED
   */
  create(signal: AbortSignal): Promise<BranchStart>;
  /** @throws SyncError BRANCH_REFUSED; USAGE for the default branch */
  remove(signal: AbortSignal): Promise<BranchEnd>;
}

/** A system that can be compared with and written to, by kind. */
export interface DestinationAdapter extends Adapter {
  /** Undefined for a system without branches. */
  readonly branch: DestinationBranch | undefined;
  /** Kinds as the server describes them now. */
  schema(signal: AbortSignal): Promise<DestinationSchema>;
  /** What a kind can tell of changes: probed, never assumed. */
  tier(kind: string, signal: AbortSignal): Promise<TierReport>;
  /** All objects of a kind, complete and free of duplicates. */
  read(projection: KindProjection, signal: AbortSignal): AsyncIterable<readonly DestinationRecord[]>;
  count(kind: string, signal: AbortSignal): Promise<number>;
  /**
   * How many objects several kinds have, and how many of them may have changed after a moment, in as few
   * requests as possible; one projection per kind, all as of one moment. `altered`: something changed that
   * alters objects without a trace in them, in one sentence. Needs the tier TIMESTAMP.
   */
  survey(projections: readonly KindProjection[], since: Date, signal: AbortSignal): Promise<KindSurvey>;
  /**
   * Objects changed after a moment of the server's clock, and some that may not have; never one that is gone.
   * A change that was begun before that moment and is seen later is the caller's to allow for. Needs the tier
   * TIMESTAMP.
   */
  changesSince(
    projection: KindProjection,
    since: Date,
    signal: AbortSignal,
  ): AsyncIterable<readonly DestinationRecord[]>;
  /** See `SourceAdapter.historyMark`. */
  historyMark(signal: AbortSignal): Promise<string | undefined>;
  /** See `SourceAdapter.historyHolds`. */
  historyHolds(mark: string, signal: AbortSignal): Promise<boolean>;
  /** Ids of all objects of the projection's kind, as of its moment. */
  ids(projection: KindProjection, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Objects of these ids; one that is gone is simply not among them. */
  readByIds(
    projection: KindProjection,
    ids: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly DestinationRecord[]>;
  /** Who the projection's fields of these objects belong to, now; one that is gone is not among them. */
  holdings(
    projection: KindProjection,
    ids: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly ObjectHoldings[]>;
  /**
   * Writes operations that do not depend on one another, in batches; answers each batch's outcomes as it
   * ends. A caller that stops iterating stops the writing after the batches in flight.
   */
  write(operations: readonly WriteOperation[], signal: AbortSignal): AsyncIterable<readonly WriteOutcome[]>;
}
